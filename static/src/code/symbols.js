/**
 * The names of nodes and lanes in the code, line by line: exact enough without reading the whole text, and right while
 * it is broken.
 * @typedef {{ kind: 'node'|'lane', id: string }} Named
 * @typedef {Named & { from: number, to: number, declares: boolean }} Symbol offsets in the line
 */
const blank = (/** @type {string} */ found) => ' '.repeat(found.length);

/**
 * The line without what only looks like names: strings, comments, arrows, a loop's condition.
 * @param {string} line
 * @returns {string}
 */
const bare = (line) =>
  line
    .replace(/^\s*loop\s*\[.*\]/, blank)
    .replace(/"(?:\\.|[^"\\])*"?/g, blank)
    .replace(/(?:\/\/|#).*/, blank)
    .replace(/-+>|=+>/g, blank);

/** @param {string} line @returns {Symbol[]} in order */
export function symbolsIn(line) {
  const code = bare(line);
  /** @type {Symbol[]} */ const found = [];
  for (const { 0: id, index: from } of code.matchAll(/[\p{XIDC}-]+/gu)) {
    const to = from + id.length;
    const [lead, rest] = [code.slice(0, from), code.slice(to)];
    const first = lead.trim() === '';
    if (/^\s*\{/.test(rest)) found.push({ kind: 'lane', id, from, to, declares: first });
    else if (/^\.(?!handle\s*\()/.test(rest) && /^n\d|^$/.test(rest.slice(1)))
      found.push({ kind: 'lane', id, from, to, declares: false });
    else if (/^n[1-9]\d{0,8}$/.test(id))
      found.push({ kind: 'node', id, from, to, declares: first && /^\s*:/.test(rest) });
  }
  return found;
}

/**
 * The name at an offset of a line; where two touch it, the one behind it.
 * @param {string} line
 * @param {number} column from 0
 * @returns {Symbol|undefined}
 */
export const symbolAt = (line, column) => symbolsIn(line).findLast(({ from, to }) => from <= column && column <= to);

/** @param {Named} a @param {Named} b */
export const sameName = (a, b) => a.kind === b.kind && a.id.normalize() === b.id.normalize();

/**
 * Every range that names the same, in order.
 * @param {{ lines: number, line(n: number): { from: number, text: string } }} doc @param {Named} named
 * @param {number} [first] line
 * @param {number} [last] line
 * @returns {{ from: number, to: number, declares: boolean }[]} offsets in the text
 */
export function usesOf(doc, named, first = 1, last = doc.lines) {
  /** @type {{ from: number, to: number, declares: boolean }[]} */ const found = [];
  for (let number = first; number <= last; number += 1) {
    const { from, text } = doc.line(number);
    if (!text.includes(named.id)) continue;
    for (const symbol of symbolsIn(text))
      if (sameName(symbol, named))
        found.push({ from: from + symbol.from, to: from + symbol.to, declares: symbol.declares });
  }
  return found;
}
