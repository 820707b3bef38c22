/**
 * Unsaved text, kept in this browser (IndexedDB) until the server has acknowledged it. Each tab writes its own draft,
 * so that two tabs
 * never overwrite each other's; a lock held by the living tab tells its draft from one that a closed or crashed tab
 * left behind.
 * @typedef {{ id: string, subject: string, code: string, companion: import('../core/events.js').Companion,
 *   version: number|null, base?: import('../session/work.js').Work, at: string, sent?: string[],
 *   asked?: object[][], creation?: string, aside?: string }} Draft
 *   `subject` is what was edited: `d/<view key>`, `samples/<name>` or `new`; `version` the one that the text began
 *   from, and `base` what it says; `sent` names what
 *   the tab had sent since (sent.js); `asked` the edits on the canvas that had no answer yet; `creation` the creation
 *   key that the
 *   tab sends; `aside` is set where Lanestep 0.1 kept a text that was refused in a conflict
 */
import { newName } from '../core/keys.js';
import { drop, keep, names, read } from '../core/storage.js';

const DATABASE = 'lanestep';
const STORE = 'drafts';
/** IndexedDB does not promise to finish while a page goes away; localStorage is written at once. */
const LAST_DRAFT = 'lanestep.last-words.';
/** How long a page that was left may take to be gone, in ms. */
const GOING = 1500;

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
const answer = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** @type {Promise<IDBDatabase>|undefined} */ let opening;

/** @returns {Promise<IDBDatabase>} */
function database() {
  opening ??= (() => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () =>
      request.result.createObjectStore(STORE, { keyPath: 'id' }).createIndex('subject', 'subject');
    return answer(request);
  })();
  return opening;
}

/** @param {IDBTransactionMode} mode @returns {Promise<IDBObjectStore>} */
const store = async (mode) => (await database()).transaction(STORE, mode).objectStore(STORE);

/** Takes a name for this tab's draft and holds it while the tab lives. @returns {string} */
export function newDraftId() {
  const id = newName();
  navigator.locks?.request(id, () => new Promise(() => {})).catch(() => {});
  return id;
}

/** @param {Draft} draft @returns {Promise<boolean>} whether it is stored */
export async function putDraft(draft) {
  try {
    await answer((await store('readwrite')).put(draft));
    return true;
  } catch {
    return false;
  }
}

/** Keeps a draft in the moment in which the page goes away. @param {Draft} draft */
export function putLastDraft(draft) {
  // Where there is no room, the draft of the keystroke before is in IndexedDB.
  if (!keep(LAST_DRAFT + draft.id, JSON.stringify(draft)))
    keep(LAST_DRAFT + draft.id, JSON.stringify({ ...draft, base: undefined }));
}

/** @param {string} subject @returns {Draft[]} */
function lastDrafts(subject) {
  return names(LAST_DRAFT)
    .flatMap((name) => {
      try {
        return [/** @type {Draft} */ (JSON.parse(read(name) ?? '{}'))];
      } catch {
        return [];
      }
    })
    .filter((draft) => draft.subject === subject);
}

/** Where the tab notes which draft of a subject is its own. @param {string} subject @returns {string} */
export const ownDraft = (subject) => `lanestep.draft.${subject}`;

/** @param {string} id */
export async function removeDraft(id) {
  drop(LAST_DRAFT + id);
  try {
    await answer((await store('readwrite')).delete(id));
  } catch {
    // Without storage there is no draft to remove either.
  }
}

/** Waits until the page that held a draft is gone. @param {string} id */
async function gone(id) {
  try {
    await navigator.locks?.request(id, { signal: AbortSignal.timeout(GOING) }, () => {});
  } catch {
    // It lives: this tab was made as a copy of another.
  }
}

/**
 * Drafts that no living tab holds.
 * @param {string} subject
 * @param {{ id: string, before: string|null }} tab this page's draft, and the one that the tab had before it was loaded
 *   again
 * @returns {Promise<(Draft & { own: boolean })[]>} newest first; `own` is the tab's
 */
export async function abandonedDrafts(subject, { id: mine, before: own }) {
  try {
    const found = /** @type {Draft[]} */ (await answer((await store('readonly')).index('subject').getAll(subject)));
    const last = lastDrafts(subject);
    const newest = [...last, ...found.filter(({ id }) => !last.some((draft) => draft.id === id))];
    if (own && newest.some(({ id }) => id === own)) await gone(own);
    const held = new Set([mine, ...((await navigator.locks?.query())?.held ?? []).map(({ name }) => name)]);
    return newest
      .filter((draft) => !held.has(draft.id))
      .map((draft) => ({ ...draft, own: draft.id === own }))
      .sort((a, b) => b.at.localeCompare(a.at));
  } catch {
    return [];
  }
}
