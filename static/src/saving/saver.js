/**
 * Keeps the text safe: in this browser from the first keystroke, on the server a second after the last. Saves go out
 * one after the other.
 * @typedef {import('../session/work.js').Work} Work
 * @typedef {Work & { version: number, changed_at: string, authors: string[], clashes:
 *   import('./merging.js').Clash[], came_in: string[], went_in: string[] }} Theirs the version that the server has,
 *   what clashes with it, and what else fits together
 * @typedef {ReturnType<typeof createSaver>} Saver
 */
import { ApiError } from '../api/client.js';
import { createDocumentStore } from './document-store.js';
import { createDraftKeeper } from './draft-keeper.js';
import { createLiveSaving } from './live-saving.js';
import { listenForLeaving } from './leaving.js';
import { createMerging } from './merging.js';
import { createSaveClock } from './save-clock.js';
import { SaveStatus, meaningOf } from './save-status.js';
import { StoredWork } from './stored-work.js';

/** From so many milliseconds on, it is told that a change is on its way. */
const SLOW = 1000;
const ATTEMPTS = 5;

/**
 * @param {{ bus: import('../core/event-bus.js').EventBus, state: import('../core/state.js').PageState, current: () =>
 *   Work, unanswered: () => object[][], changedElsewhere: (theirs: Theirs) => void, takeOver: (theirs: Work, base:
 *   Work) => boolean, unite: import('../session/server-edits.js').Perform, ended: (reason: string) => void, text:
 *   import('../session/live-text.js').LiveText }} options
 *   `unanswered` are the edits that are no part of the work yet; `takeOver` puts what the server has in the place of
 *   what it had, under what was typed meanwhile, and says whether that was possible;
 *   `unite` puts what a merged save answers into the work, as one undo step;
 *   `ended` is called when the right to save is gone; `text` is the text while several people work on it
 */
export function createSaver({ bus, state, current, unanswered, changedElsewhere, takeOver, unite, ended, text }) {
  const { data } = state;
  const stored = new StoredWork(data, current);
  const store = createDocumentStore({ bus, state, stored });
  const merging = createMerging({ bus, store, stored, unite });
  const draft = createDraftKeeper({
    draft: () => ({
      ...current(),
      subject: stored.subject,
      version: data.version,
      ...(stored.known && stored.base && { base: stored.base }),
      sent: stored.sent.all(),
      creation: store.creation(),
    }),
    dirty: () => stored.dirty,
    told: () => shown.showTrouble(),
  });
  const shown = new SaveStatus(bus, { kind: () => data.kind, dirty: () => stored.dirty, keeps: () => draft.safe });
  const clock = createSaveClock(() => save());
  /** What the server has is an autosave, and the next one may take its place in the history. */ let passing = false;
  /** Somebody asked to save while the server was out of reach. */ let owed = false;
  /** @type {Promise<void>|null} */ let running = null;
  /** @type {Theirs|null} */ let theirs = null;

  const live = createLiveSaving({
    data,
    text,
    busy: () => state.running || stuck(),
    clean: () => stored.known && !stored.dirty && !running && !stuck(),
    taken(facts) {
      stored.take(facts, text.stored());
      changed();
    },
    failed: () => changed(),
    waits: () => waits(),
    catchUp: () => catchUp(),
    told: {
      presence: (who) => bus.emit('presence.told', { who }),
      follow: (shown) => bus.emit('follow.told', { shown }),
      opened: () => bus.emit('bell.opened', {}),
    },
  });
  /** Others changed the diagram during a run. */ let waiting = false;

  function waits() {
    if (!waiting && state.running)
      bus.emit('toast.requested', {
        message: 'Others changed the diagram. Their changes come when the run is closed.',
      });
    waiting = true;
  }

  bus.on('run.changed', ({ active }) => {
    if (active) return;
    waiting = false;
    live.ready();
  });

  const stuck = () => theirs !== null || shown.end !== '';

  function changed() {
    if (!stored.dirty && !running) {
      clock.stop();
      clock.rest();
      draft.remove();
      if (stuck()) shown.showTrouble();
      else shown.showRest();
      return;
    }
    clock.noteChange();
    draft.keep();
    if (stuck() || shown.shown === 'offline') return shown.showTrouble();
    // A change that goes out at once is not worth a word.
    if (!live.active()) shown.show('unsaved', 'Not saved yet');
    clock.saveSoon(live.active());
  }

  /**
   * Saves what is unsaved, now.
   * @param {boolean} [deliberate] asked for by the user: no autosave, and the one of this text is kept
   * @param {boolean} [evenNew] also what nobody has touched yet
   * @returns {Promise<void>}
   */
  async function save(deliberate = owed, evenNew = false) {
    clock.stop();
    // Asked for again, the question is about the work as it is now.
    if (theirs && deliberate) theirs = null;
    if (theirs) return;
    if (shown.end && !deliberate) return;
    while (running) await running;
    if (!stored.dirty && !evenNew && !(deliberate && passing)) return;
    running = attempt(current(), deliberate).finally(() => {
      running = null;
    });
    await running;
    if (shown.shown === 'saved' && stored.dirty) changed();
  }

  /** @param {Work} work @param {boolean} deliberate @returns {Promise<void>} */
  async function attempt(work, deliberate) {
    if (live.active()) {
      if (await sendSteps()) return deliberate ? keepVersion() : undefined;
      // Others may have come in meanwhile.
      work = current();
    }
    shown.show('saving', 'Saving…');
    try {
      const { known } = stored;
      /** @type {import('./document-store.js').Stored} */
      const answer = known ? await store.put(work, !deliberate) : await store.create(work);
      await isSaved(answer, answer.stored ?? work, known && !deliberate);
      // What was typed since the request whose answer was lost.
      if (answer.stored && stored.dirty) return attempt(current(), deliberate);
    } catch (error) {
      // The answer to a save of this page was lost: nobody else was here.
      const other = meaningOf(error) === 'conflict' ? theirsOf(error) : null;
      if (other && stored.wasSent(other)) {
        stored.take(other, other, false);
        return attempt(current(), deliberate);
      }
      if (other) await merge(error, deliberate);
      else refused(error, deliberate);
    }
  }

  /** Sends changes one by one. @returns {Promise<boolean>} whether the server has all that is here */
  async function sendSteps() {
    const slow = setTimeout(() => shown.show('saving', 'Saving…'), SLOW);
    stored.sent.note(current());
    try {
      const facts = await live.flush();
      if (facts) await isSaved(facts, live.stored(), true);
      // What no step can say is saved as a whole.
      if (stored.dirty && !live.pending()) live.leave();
      return live.active();
    } catch {
      // It is live no longer: the text is saved as a whole.
      return false;
    } finally {
      clearTimeout(slow);
    }
  }

  /** Lets the version that the server has of a live text stay in the history. */
  async function keepVersion() {
    for (let left = ATTEMPTS; left > 0 && live.active(); left -= 1) {
      const work = live.stored();
      try {
        const answer = await store.put(work, false);
        stored.take(answer, work, false);
        passing = false;
        owed = false;
        shown.show('saved', 'Saved');
        return;
      } catch (error) {
        if (meaningOf(error) !== 'conflict') return refused(error, true);
        // Others were faster: their changes are part of what is kept.
        await live.pull();
      }
    }
  }

  /**
   * Saves together with what somebody else saved; where that clashes, the person is asked.
   * @param {unknown} conflict @param {boolean} deliberate @param {import('./merging.js').Decided} [decided]
   */
  async function merge(conflict, deliberate, decided) {
    await live.pause();
    try {
      const { facts, work } = await merging.merge(!deliberate, decided);
      await isSaved(facts, work, !deliberate);
    } catch (error) {
      // What cannot be merged for another reason is shown as it is.
      refused(meaningOf(error) === 'refused' ? (conflict ?? error) : error, deliberate);
    }
  }

  /** @param {{ version: number, changed_at: string }} answer @param {Work} work @param {boolean} auto */
  async function isSaved(answer, work, auto) {
    stored.take(answer, work);
    theirs = null;
    shown.end = '';
    passing = auto;
    owed = false;
    clock.answered();
    if (!stored.dirty) await draft.remove();
    store.note();
    shown.show('saved', 'Saved');
    live.begin();
    setTimeout(live.ready);
  }

  /** @param {unknown} error @param {boolean} deliberate */
  function refused(error, deliberate) {
    const meaning = meaningOf(error);
    if (meaning === 'refused') {
      shown.show('refused', `Not saved: ${/** @type {Error} */ (error).message}`);
      return;
    }
    if (meaning === 'conflict') theirs = theirsOf(error);
    if (meaning === 'ended') shown.end = /** @type {ApiError} */ (error).details.reason ?? 'unknown';
    shown.showTrouble(meaning);
    if (meaning === 'conflict') changedElsewhere(theirsOf(error));
    else if (meaning === 'ended') ended(shown.end);
    else {
      owed = deliberate;
      clock.saveAgain();
    }
  }

  /**
   * Takes over what is current on the server: the page may come from the browser's cache.
   * @returns {Promise<void>}
   */
  async function catchUp() {
    if (!stored.known || stuck() || live.active()) return;
    const found = await store.current().catch((error) => {
      if (error instanceof ApiError && error.status === 404) refused(error, false);
      return null;
    });
    while (running) await running;
    if (found && !stuck() && stored.takeOver(found, takeOver, store.savedHere() === found.changed_at)) changed();
  }

  const saver = {
    changed,
    save,
    catchUp,
    /** The server answers again: takes over what is newer there, and saves what is not there yet. */
    async goOnWithServer() {
      await saver.catchUp();
      if (stored.dirty) await save();
      else changed();
    },
    /** Saves again what did not reach the server. */
    tryAgain() {
      if (shown.shown === 'offline') save();
    },
    /** Gives the work an address of its own, touched or not. @returns {Promise<boolean>} whether all is saved now */
    async secure() {
      await save(true, !stored.known);
      return stored.known && !stored.dirty;
    },
    begin() {
      if (data.offline && stored.known) shown.showTrouble('offline');
      else shown.showRest();
      live.begin();
    },
    subject: () => stored.subject,
    /** Whether something is not on the server yet. */
    dirty: () => stored.dirty,
    /** This page's draft, and the one that the tab had before. */
    tab: draft.tab,
    /** Keeps the work in this browser, now. */
    keep: draft.keep,
    /** Whether a draft goes on from what the server has. @param {import('./drafts.js').Draft} found */
    continues: (found) => stored.continues(found),
    /** @param {import('./drafts.js').Draft} found */
    goOnFrom(found) {
      stored.goOnFrom(found);
      store.goOnWith(found.creation);
    },
    /**
     * Brings back what a tab that is gone had not saved, merged with what others saved since.
     * @param {import('./drafts.js').Draft} found
     * @throws {Error} that of the server; nothing is brought back then
     */
    async bringBack(found) {
      while (running) await running;
      const bringing = (async () => {
        await live.pause();
        const made = await merging.bringBack(found);
        if (made) await isSaved(made.facts, made.work, true);
      })();
      running = bringing
        .catch(() => {})
        .finally(() => {
          running = null;
        });
      await running;
      if (stored.dirty) changed();
      live.ready();
      await bringing;
    },
    /**
     * Makes the work a diagram of its own, at an address of its own.
     * @param {Work} work the one that is shown, under another title
     * @returns {Promise<boolean>} whether it is one; else all is as it was
     */
    async saveAsOwn(work) {
      clock.stop();
      while (running) await running;
      const before = shown.shown;
      shown.show('saving', 'Saving…');
      try {
        const made = await store.create(work);
        await isSaved(made, made.stored ?? work, false);
        return true;
      } catch (error) {
        shown.showTrouble(before);
        bus.emit('toast.requested', { message: `No copy was made. ${error instanceof Error ? error.message : ''}` });
        return false;
      }
    },
    /**
     * Saves what the person decided where both clash; what is refused stays in the history.
     * @param {import('./merging.js').Decided} decided
     */
    async merge(decided) {
      theirs = null;
      clock.stop();
      while (running) await running;
      shown.show('saving', 'Saving…');
      running = merge(null, true, decided).finally(() => {
        running = null;
      });
      await running;
      if (shown.shown === 'saved' && stored.dirty) changed();
    },
    /** @returns {Theirs|null} */ theirs: () => theirs,
    live: { version: live.version, upTo: live.upTo },
    /** Whether nothing is saved until the person has decided something. */ stuck,
  };
  const { leave } = listenForLeaving({
    saver,
    stored,
    store,
    draft,
    live,
    current,
    unanswered,
    autosaved(answer, work) {
      stored.take(answer, work);
      passing = true;
      draft.remove();
    },
  });
  return { ...saver, leave };
}

/** @param {unknown} error of a conflict @returns {Theirs} the newer version, and what clashes with it */
const theirsOf = (error) => {
  const { theirs, clashes = [], came_in = [], went_in = [] } = /** @type {ApiError} */ (error).details;
  return { .../** @type {Theirs} */ (theirs), clashes, came_in, went_in };
};
