/**
 * Unsaved text, kept in this browser (IndexedDB) until the server has acknowledged it. Each tab writes its own draft, so that two tabs
 * never overwrite each other's; a lock held by the living tab tells its draft from one that a closed or crashed tab left behind.
 * @typedef {{ id: string, subject: string, code: string, companion: Record<string, any>, version: number|null, at: string }} Draft
 *   `subject` is what was edited: `d/<view key>`, `samples/<name>` or `new`; `version` the one that the text began from
 */
import { drop, keep, names, read } from '../core/storage.js';

const DATABASE = 'lanestep';
const STORE = 'drafts';
/** IndexedDB does not promise to finish while a page goes away; localStorage is written at once. */
const LAST_WORDS = 'lanestep.last-words.';

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
const answer = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

/** @type {Promise<IDBDatabase>|undefined} */ let opening;

/** @returns {Promise<IDBDatabase>} */
function database() {
  opening ??= (() => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'id' }).createIndex('subject', 'subject');
    return answer(request);
  })();
  return opening;
}

/** @param {IDBTransactionMode} mode @returns {Promise<IDBObjectStore>} */
const store = async (mode) => (await database()).transaction(STORE, mode).objectStore(STORE);

/** Takes a name for this tab's draft and holds it while the tab lives. @returns {string} */
export function newDraftId() {
  const id = Array.from(crypto.getRandomValues(new Uint32Array(4)), (number) => number.toString(36)).join('');
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
export function putLastWords(draft) {
  // Where there is no room, the draft of the keystroke before is in IndexedDB.
  keep(LAST_WORDS + draft.id, JSON.stringify(draft));
}

/** @param {string} subject @returns {Draft[]} */
function lastWords(subject) {
  return names(LAST_WORDS).map((name) => /** @type {Draft} */ (JSON.parse(read(name) ?? '{}'))).filter((draft) => draft.subject === subject);
}

/** @param {string} id */
export async function removeDraft(id) {
  drop(LAST_WORDS + id);
  try {
    await answer((await store('readwrite')).delete(id));
  } catch {
    // Without storage there is no draft to remove either.
  }
}

/** Drafts that no living tab holds. @param {string} subject @returns {Promise<Draft[]>} newest first */
export async function abandonedDrafts(subject) {
  try {
    const found = /** @type {Draft[]} */ (await answer((await store('readonly')).index('subject').getAll(subject)));
    const held = new Set((await navigator.locks?.query())?.held?.map(({ name }) => name));
    const last = lastWords(subject);
    const newest = [...last, ...found.filter(({ id }) => !last.some((draft) => draft.id === id))];
    return newest.filter(({ id }) => !held.has(id)).sort((a, b) => b.at.localeCompare(a.at));
  } catch {
    return [];
  }
}
