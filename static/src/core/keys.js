/**
 * The keys this browser holds ("my diagrams"), in localStorage: small, and readable before the first paint.
 * @typedef {{ view_key: string, edit_key?: string, own_key?: string, title: string, changed_at: string, lanes?: number,
 *   nodes?: number, deleted_at?: string }} KeyEntry `deleted_at`: it is in the bin since then
 */
import { prefix } from './dom.js';
import { dropKept } from './kept.js';
import { keep, read } from './storage.js';

const STORE = 'lanestep.keys';
const CLIENT = 'lanestep.client';
const LONG_AGO = new Date(0).toISOString();

/**
 * What the browser had no room for. This page goes on with it, and the next change tries again.
 * @type {KeyEntry[]}
 */
let unkept = [];
let client = '';

/** @returns {KeyEntry[]} newest first, also what is in the bin */
const everything = () => newestFirst([...unkept, ...without(stored(), ...unkept)]);

/** @returns {KeyEntry[]} newest first */
export const entries = () => everything().filter((item) => item.deleted_at === undefined);

/** @returns {(KeyEntry & { deleted_at: string })[]} what was deleted here, the last first */
export const binned = () =>
  everything()
    .flatMap((item) => (item.deleted_at === undefined ? [] : [{ ...item, deleted_at: item.deleted_at }]))
    .sort((a, b) => b.deleted_at.localeCompare(a.deleted_at));

/** @param {string} viewKey @returns {KeyEntry|undefined} */
export const entry = (viewKey) => everything().find((item) => item.view_key === viewKey);

/** @param {string} key to view, edit or own @returns {KeyEntry|undefined} */
export const entryOf = (key) =>
  everything().find(({ view_key, edit_key, own_key }) => [view_key, edit_key, own_key].includes(key));

/**
 * Adds an entry or changes the fields given.
 * @param {Partial<KeyEntry> & { view_key: string }} change
 * @returns {boolean} whether the browser keeps it, not only this page
 */
export function remember(change) {
  const merged = { title: '', changed_at: new Date().toISOString(), ...entry(change.view_key), ...change };
  if (change.deleted_at) void dropKept(prefix(), change.view_key);
  const kept = store([merged, ...without(everything(), merged)]);
  if (!kept) unkept = [merged, ...without(unkept, merged)];
  return kept;
}

/** @param {string} viewKey */
export function forget(viewKey) {
  void dropKept(prefix(), viewKey);
  const gone = { view_key: viewKey };
  unkept = without(unkept, gone);
  store(without(everything(), gone));
}

/** @param {KeyEntry[]} all @returns {boolean} */
function store(all) {
  const kept = keep(STORE, JSON.stringify(newestFirst(all)));
  if (kept) unkept = [];
  return kept;
}

/** @returns {KeyEntry[]} */
function stored() {
  try {
    const found = JSON.parse(read(STORE) ?? '[]');
    return Array.isArray(found) ? found.filter((entry) => typeof entry?.view_key === 'string').map(readable) : [];
  } catch {
    return [];
  }
}

/** A damaged entry keeps its keys, which nothing can replace. @param {KeyEntry} item @returns {KeyEntry} */
const readable = ({ deleted_at, ...item }) => ({
  ...item,
  title: typeof item.title === 'string' ? item.title : '',
  changed_at: isMoment(item.changed_at) ? item.changed_at : LONG_AGO,
  ...(isMoment(deleted_at) ? { deleted_at } : {}),
});

/** @param {unknown} value @returns {value is string} whether it is a time as the server writes it */
export const isMoment = (value) => typeof value === 'string' && !Number.isNaN(Date.parse(value));

/** @param {KeyEntry[]} all @param {{ view_key: string }[]} others */
const without = (all, ...others) => all.filter((item) => !others.some((other) => other.view_key === item.view_key));

/** @param {KeyEntry[]} all */
const newestFirst = (all) => all.sort((a, b) => b.changed_at.localeCompare(a.changed_at));

/**
 * The strongest key for saving, or undefined where this browser may only view.
 * @param {string} viewKey
 * @returns {string|undefined}
 */
export function savingKey(viewKey) {
  const found = entry(viewKey);
  return found?.own_key ?? found?.edit_key;
}

/**
 * A stable name of this browser, so that its autosaves can coalesce and its requests are counted as its own.
 * @returns {string}
 */
export function clientName() {
  const kept = read(CLIENT);
  if (kept) return kept;
  client ||= newName();
  keep(CLIENT, client);
  return client;
}

/** 128 random bits; `randomUUID` is there on secure pages only. */
export const newName = () =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
