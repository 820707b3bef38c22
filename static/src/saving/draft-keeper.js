/** Keeps this tab's draft: the newest text with every change, the last state when the page goes away. */
import { keepInTab, readInTab } from '../core/storage.js';
import { newDraftId, ownDraft, putDraft, putLastDraft, removeDraft } from './drafts.js';

/** How long a draft may wait for the page to have time, in ms. */
const DRAFT_WAITS = 100;

/** @returns {Promise<void>} fulfilled when the page has nothing else to do */
const idle = () =>
  new Promise((go) => {
    if ('requestIdleCallback' in window) requestIdleCallback(() => go(), { timeout: DRAFT_WAITS });
    else setTimeout(go);
  });

/**
 * @param {{ draft: () => Omit<import('./drafts.js').Draft, 'id' | 'at'>, dirty: () => boolean, told: () => void }}
 *   options
 *   `told` is called when it turned out whether the browser keeps drafts
 */
export function createDraftKeeper({ draft, dirty, told }) {
  const id = newDraftId();
  const before = readInTab(ownDraft(draft().subject));
  let safe = true;
  /** @type {Promise<void>|null} */ let keeping = null;
  let again = false;

  const now = () => {
    const made = { ...draft(), id, at: new Date().toISOString() };
    keepInTab(ownDraft(made.subject), id);
    return made;
  };

  async function write() {
    while (again) {
      // The letter is shown first. A page that is closed meanwhile keeps its last draft.
      await idle();
      again = false;
      const before = safe;
      safe = await putDraft(now());
      if (safe !== before) told();
      if (!dirty()) await removeDraft(id);
    }
  }

  return {
    /** This page's draft, and the one that the tab had before it was loaded again. */
    tab: { id, before },
    /** Whether this browser keeps drafts. */
    get safe() {
      return safe;
    },
    /**
     * Keeps the newest text; while one is being written, those in between are skipped.
     * @returns {Promise<void>} fulfilled when it is kept
     */
    keep() {
      again = true;
      keeping ??= write().finally(() => {
        keeping = null;
      });
      return keeping;
    },
    /** In the moment in which the page goes away. @param {object[][]} asked edits that have no answer yet */
    keepLast: (asked) => putLastDraft({ ...now(), ...(asked.length > 0 && { asked }) }),
    remove: () => removeDraft(id),
  };
}
