/**
 * What happens to unsaved work when the page goes away or comes back, and when the browser is online again.
 * @param {{ saver: Omit<import('./saver.js').Saver, 'leave'>, stored: import('./stored-work.js').StoredWork, store:
 *   ReturnType<typeof import('./document-store.js').createDocumentStore>, draft: ReturnType<typeof
 *   import('./draft-keeper.js').createDraftKeeper>, live: import('./live-saving.js').LiveSaving, current: () =>
 *   import('../session/work.js').Work, unanswered: () => object[][], autosaved: (answer: { version: number, changed_at:
 *   string }, work: import('../session/work.js').Work) => void }} parts
 *   `autosaved` is called where the page came back after a last save
 */
export function listenForLeaving({ saver, stored, store, draft, live, current, unanswered, autosaved }) {
  function leave() {
    const asked = unanswered();
    if (!stored.dirty) {
      if (asked.length > 0) draft.keepLast(asked);
      return;
    }
    const work = current();
    const goes = stored.known && !saver.stuck();
    if (goes) stored.sent.note(work);
    draft.keepLast(asked);
    if (!goes) return;
    if (live.active()) return live.sendLast();
    store.put(work, true, true).then(
      // The page may come back from the browser's cache and go on.
      (answer) => autosaved(answer, work),
      () => {},
    );
  }

  addEventListener('online', () => saver.tryAgain());
  addEventListener('pageshow', (event) => {
    if (!event.persisted) return;
    // What was kept for a page that is gone is under way here.
    saver.changed();
    saver.catchUp();
  });
  addEventListener('beforeunload', (event) => {
    if (!store.keyKept() || (!draft.safe && (stored.dirty || unanswered().length > 0))) event.preventDefault();
  });
  return {
    /** Keeps and sends what is not saved, before the page is gone. */
    leave() {
      // A field keeps what was typed when it is left.
      if (document.activeElement instanceof HTMLElement && document.activeElement.matches('input, textarea'))
        document.activeElement.blur();
      leave();
    },
  };
}
