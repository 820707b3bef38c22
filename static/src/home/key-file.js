/** The keys of "my diagrams" as a file, to take to another browser or to keep. Whoever has the file has the rights. */
import { entries, entry, isMoment, remember } from '../core/keys.js';
import { download } from '../dialogs/files.js';

const KIND = 'lanestep-keys';

/** Saves all keys as a file. */
export function exportKeys() {
  const day = new Date().toISOString().slice(0, 10);
  download(
    new Blob([`${JSON.stringify({ kind: KIND, version: 1, diagrams: entries() }, null, 1)}\n`], {
      type: 'application/json',
    }),
    `my-diagrams-${day}.json`,
  );
}

/**
 * Adds the keys of a file to those held; nothing is taken away.
 * @param {File} file
 * @returns {Promise<string>} what happened, in words
 */
export async function restoreKeys(file) {
  const found = readKeys(await file.text());
  if (!found)
    return `“${file.name}” does not hold keys of diagrams. Choose a file that “Export the keys to a file” made.`;
  const fresh = found.filter((item) => !entry(item.view_key)).length;
  const kept = found.map((item) => remember({ ...item, ...entry(item.view_key) }));
  if (kept.includes(false))
    return 'The storage of this browser is full, so not all of these keys were restored. Keep the file.';
  return `${fresh} ${fresh === 1 ? 'diagram' : 'diagrams'} restored${fresh < found.length ? `, ${found.length - fresh} already there` : ''}.`;
}

/** @param {string} text @returns {import('../core/keys.js').KeyEntry[]|null} null where the text is no file of keys */
export function readKeys(text) {
  /** @type {any} */ let data;
  try {
    data = JSON.parse(text);
  } catch {
    return null;
  }
  if (data?.kind !== KIND || !Array.isArray(data.diagrams)) return null;
  const key = /^[\w-]{16,64}$/;
  const optional = (/** @type {unknown} */ value) =>
    value === undefined || (typeof value === 'string' && key.test(value));
  return data.diagrams
    .filter(
      (/** @type {any} */ item) =>
        typeof item?.view_key === 'string' &&
        key.test(item.view_key) &&
        optional(item.edit_key) &&
        optional(item.own_key),
    )
    .map((/** @type {any} */ item) => ({
      view_key: item.view_key,
      ...(item.edit_key ? { edit_key: item.edit_key } : {}),
      ...(item.own_key ? { own_key: item.own_key } : {}),
      title: typeof item.title === 'string' ? item.title.slice(0, 200) : '',
      changed_at: isMoment(item.changed_at) ? item.changed_at : new Date().toISOString(),
      ...(Number.isInteger(item.lanes) ? { lanes: item.lanes } : {}),
      ...(Number.isInteger(item.nodes) ? { nodes: item.nodes } : {}),
    }));
}
