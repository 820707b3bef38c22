/**
 * Positions of the server (line and UTF-16 column, from 1) as offsets in the editor, whose text has LF only and no
 * byte-order mark.
 * @typedef {{ line: number, column: number, end_line: number, end_column: number }} ServerRange
 * @typedef {{ lines: number, length: number, line(n: number): { from: number, to: number } }} Lines a CodeMirror Text,
 *   or what is like it
 * @typedef {{ from: number, to: number, insert: string }} Splice
 */

/**
 * @param {Lines} doc @param {number} line @param {number} column
 * @param {boolean} [bom] whether the text begins with a byte-order mark, which counts as a column for the server
 * @returns {number} an offset inside the text, whatever is asked
 */
export function offsetAt(doc, line, column, bom = false) {
  if (line < 1) return 0;
  if (line > doc.lines) return doc.length;
  const { from, to } = doc.line(line);
  return Math.min(from + Math.max(column - 1 - (bom && line === 1 ? 1 : 0), 0), to);
}

/** @param {Lines} doc @param {ServerRange} range @param {boolean} [bom] @returns {{ from: number, to: number }} */
export function rangeOf(doc, range, bom = false) {
  const from = offsetAt(doc, range.line, range.column, bom);
  return { from, to: Math.max(from, offsetAt(doc, range.end_line, range.end_column, bom)) };
}

/**
 * The server's text edits as changes of the editor's text.
 * @param {Lines} doc @param {(ServerRange & { text: string })[]} edits @param {boolean} [bom] @returns {Splice[]}
 */
export function splicesOf(doc, edits, bom = false) {
  return edits.map((edit) => ({ ...rangeOf(doc, edit, bom), insert: edit.text.replace(/\r\n?/g, '\n') }));
}

/**
 * The text after changes that all speak of the text as it is.
 * @param {string} text
 * @param {Splice[]} splices
 * @returns {string}
 */
export function applySplices(text, splices) {
  const ordered = splices
    .map((splice, index) => ({ ...splice, index }))
    .sort((a, b) => a.from - b.from || a.index - b.index);
  let result = '';
  let read = 0;
  for (const { from, to, insert } of ordered) {
    result += text.slice(read, from) + insert;
    read = to;
  }
  return result + text.slice(read);
}

/**
 * The one shortest stretch in which two texts differ.
 * @param {string} before
 * @param {string} after
 * @returns {Splice|null} null when equal
 */
export function differenceOf(before, after) {
  if (before === after) return null;
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  return { from: head, to: before.length - tail, insert: after.slice(head, after.length - tail) };
}

/**
 * Whether a change of the text came so near a range that the two must not be merged blindly.
 * @param {{ from: number, to: number }[]} touched
 * @param {Splice[]} splices
 */
export const overlaps = (touched, splices) =>
  splices.some((splice) => touched.some((range) => range.from <= splice.to && splice.from <= range.to));
