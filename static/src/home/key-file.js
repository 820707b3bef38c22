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
  /** @type {{ kind?: unknown, diagrams?: unknown }|null} */ let data;
  try {
    data = JSON.parse(text);
  } catch {
    return null;
  }
  if (data?.kind !== KIND || !Array.isArray(data.diagrams)) return null;
  return data.diagrams.flatMap(
    (/** @type {Partial<Record<keyof import('../core/keys.js').KeyEntry, unknown>>|null} */ item) => {
      const { view_key, edit_key, own_key, title, changed_at, lanes, nodes } = item ?? {};
      if (!isKey(view_key) || ![edit_key, own_key].every((key) => key === undefined || isKey(key))) return [];
      return [
        {
          view_key,
          ...(isKey(edit_key) ? { edit_key } : {}),
          ...(isKey(own_key) ? { own_key } : {}),
          title: typeof title === 'string' ? title.slice(0, 200) : '',
          changed_at: isMoment(changed_at) ? changed_at : new Date().toISOString(),
          ...(isWhole(lanes) ? { lanes } : {}),
          ...(isWhole(nodes) ? { nodes } : {}),
        },
      ];
    },
  );
}

/** @param {unknown} value @returns {value is string} */
const isKey = (value) => typeof value === 'string' && /^[\w-]{16,64}$/.test(value);

/** @param {unknown} value @returns {value is number} */
const isWhole = (value) => Number.isInteger(value);
