/**
 * Unites unsaved work with what others saved meanwhile: the server merges and saves, and what came in is one undo step
 * of this page. Whoever has a work that others may have overtaken can call it.
 * @typedef {import('../session/work.js').Work} Work
 * @typedef {import('../api/types').ClashReply} Clash
 * @typedef {Pick<Clash, 'kind'|'id'|'field'|'mine'|'theirs'> & { take: 'mine'|'theirs'|'both' }} Decision
 * @typedef {{ decided: Decision[], whole?: { take: 'mine'|'theirs', version: number } }} Decided what the person
 *   decided, part by part or for one of both texts; `version` is the one of theirs that was seen
 * @typedef {import('../api/types').MergedText} Merged
 */
import { changedPhrase } from '../core/times.js';
import { sameWork } from '../session/work.js';
import { meaningOf } from './save-status.js';

/**
 * @param {{ bus: import('../core/event-bus.js').EventBus, store: Pick<ReturnType<typeof
 *   import('./document-store.js').createDocumentStore>, 'merge'>, stored: import('./stored-work.js').StoredWork, unite:
 *   import('../session/server-edits.js').Perform }} parts `unite` puts an answer into the work, as one undo step
 */
export function createMerging({ bus, store, stored, unite }) {
  /** Sent, and its answer is lost. @type {Work|null} */ let unsure = null;
  /**
   * What the server has of this page's work beyond what the page took from it, since a version.
   * @type {{ work: Work, version: number }|null}
   */
  let reached = null;

  /** @param {Work} work @param {boolean} autosave @param {Decided} decided */
  async function send(work, autosave, decided) {
    unsure = work;
    const base = reached?.version === stored.version ? reached.work : stored.base;
    try {
      const made = await store.merge(work, base, autosave, decided);
      reached = { work, version: stored.version };
      unsure = null;
      return made;
    } catch (error) {
      if (meaningOf(error) !== 'offline') unsure = null;
      throw error;
    }
  }

  /**
   * Merges the work and saves it.
   * @param {boolean} autosave
   * @param {Decided} [decided]
   * @returns {Promise<{ facts: import('./document-store.js').Facts, work: Work }>} what the server has now
   * @throws {Error} that of the server: a conflict with `clashes` where something must be decided
   */
  async function merge(autosave, decided = { decided: [] }) {
    /** @type {import('./document-store.js').Facts|null} */ let facts = null;
    const answer = await unite(async ({ code, companion }) => {
      const work = { code, companion };
      // A part that was new in what was sent before is the same part still, whatever it is called by now.
      if (unsure && !sameWork(unsure, work))
        await send(unsure, autosave, { decided: decided.decided }).catch((error) => {
          if (meaningOf(error) === 'offline') throw error;
        });
      const made = await send(work, autosave, decided);
      facts = made;
      return asAnswer(made.merged ?? { ...work, edits: [], came_in: [], kept: {} });
    });
    reached = null;
    if (!facts) throw new Error('The server merged nothing.');
    tell(decided.whole ? wholeSentence(answer.kept) : mergedSentence(answer.came_in, answer.kept), answer.kept);
    return { facts, work: { code: answer.code, companion: answer.companion } };
  }

  /** @param {string} message @param {Merged['kept']} kept */
  function tell(message, kept) {
    if (!message) return;
    const inHistory = Object.keys(kept).length > 0;
    const run = () => bus.emit('action.requested', { name: 'history' });
    bus.emit('toast.requested', { message, ...(inHistory && { action: { label: 'Open the history', run } }) });
  }

  /**
   * Merges what a tab that is gone had not saved into what is stored, and puts it into the work, as one undo step.
   * @param {import('./drafts.js').Draft} draft
   * @returns {Promise<{ facts: import('./document-store.js').Facts, work: Work }|null>} what the server has now; null
   *   where the page must take it from there, because something was typed meanwhile
   * @throws {Error} that of the server
   */
  async function bringBack(draft) {
    const { code, companion, base, version } = draft;
    /** @type {import('../api/types').SavedReply|null} */ let saved = null;
    let [fits, adds] = [false, false];
    const answer = await unite(async (work) => {
      saved ??= await store.merge({ code, companion }, base, true, { decided: [] }, version ?? undefined);
      fits = sameWork(work, stored.work);
      const merged = saved.merged ?? { code, companion, came_in: [], kept: {} };
      adds = !sameWork(merged, work);
      return asAnswer({ ...merged, ...(!fits && { code: work.code, companion: work.companion }), edits: [] });
    });
    const facts = /** @type {import('../api/types').SavedReply|null} */ (saved);
    if (adds) bus.emit('toast.requested', { message: broughtBackSentence(draft.at, answer.came_in) });
    return fits && facts ? { facts, work: { code: answer.code, companion: answer.companion } } : null;
  }

  return { merge, bringBack };
}

/**
 * As the answer to an edit; its picture is asked for afterwards.
 * @param {Merged} merged
 */
const asAnswer = (merged) =>
  /** @type {import('../session/edit-queue.js').Answer & Merged} */ (
    /** @type {unknown} */ ({ ...merged, svg: null, geometry: null })
  );

/**
 * One line on what came in, and on where what was not chosen is kept.
 * @param {string[]} cameIn
 * @param {Merged['kept']} kept
 * @returns {string} '' where nothing came in
 */
export function mergedSentence(cameIn, { mine, theirs }) {
  const came = cameIn.length > 0 ? `Merged: ${cameIn.join(', ')}. You can undo this.` : '';
  const places = [mine && `your text as version ${mine}`, theirs && `theirs as version ${theirs}`].filter(Boolean);
  if (places.length === 0) return came;
  return `${came || 'Merged.'} The history keeps what you did not choose: ${places.join(', ')}.`;
}

/**
 * One line on which of both texts was taken, and on where the other one is kept.
 * @param {Merged['kept']} kept
 * @returns {string} '' where both are the same
 */
export function wholeSentence({ mine, theirs }) {
  if (mine) return `Their text is here now. Yours is version ${mine} in the history.`;
  return theirs ? `Your text is saved. Theirs is version ${theirs} in the history.` : '';
}

/**
 * @param {string} at when the tab kept them
 * @param {string[]} cameIn what others changed since
 * @returns {string} one line on what is back
 */
function broughtBackSentence(at, cameIn) {
  const since = cameIn.length > 0 ? `, merged with what others saved since: ${cameIn.join(', ')}` : '';
  return `Unsaved changes (${changedPhrase(new Date(at), new Date())}) are back${since}. You can undo this.`;
}
