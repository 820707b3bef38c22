/**
 * The keys this browser holds ("my diagrams"), in localStorage: small, and readable before the first paint.
 * @typedef {{ view_key: string, edit_key?: string, own_key?: string, title: string, changed_at: string, lanes?: number, nodes?: number }} KeyEntry
 */
const STORE = 'lanestep.keys';
const CLIENT = 'lanestep.client';

/** @returns {KeyEntry[]} newest first */
export function entries() {
  try {
    const read = JSON.parse(localStorage.getItem(STORE) ?? '[]');
    return Array.isArray(read) ? read.filter((entry) => typeof entry?.view_key === 'string') : [];
  } catch {
    return [];
  }
}

/** @param {string} viewKey @returns {KeyEntry|undefined} */
export const entry = (viewKey) => entries().find((item) => item.view_key === viewKey);

/** Adds an entry or changes the fields given. @param {Partial<KeyEntry> & { view_key: string }} change */
export function remember(change) {
  const others = entries().filter((item) => item.view_key !== change.view_key);
  const merged = { title: '', changed_at: new Date().toISOString(), ...entry(change.view_key), ...change };
  localStorage.setItem(STORE, JSON.stringify([merged, ...others].sort((a, b) => b.changed_at.localeCompare(a.changed_at))));
}

/** @param {string} viewKey */
export function forget(viewKey) {
  localStorage.setItem(STORE, JSON.stringify(entries().filter((item) => item.view_key !== viewKey)));
}

/** The strongest key for saving, or undefined where this browser may only view. @param {string} viewKey @returns {string|undefined} */
export function savingKey(viewKey) {
  const found = entry(viewKey);
  return found?.own_key ?? found?.edit_key;
}

/** A stable name of this browser, so that its autosaves can coalesce. @returns {string} */
export function clientName() {
  const known = localStorage.getItem(CLIENT) ?? crypto.randomUUID();
  localStorage.setItem(CLIENT, known);
  return known;
}
