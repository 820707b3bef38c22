/**
 * Two texts line by line, side by side.
 * @typedef {{ number: number, text: string, mark: ''|'+'|'-'|'~' }} Cell
 * @typedef {{ left: Cell|null, right: Cell|null }} Row null stands for a gap
 */
const TABLE_LIMIT = 4_000_000;

/** @param {string} left @param {string} right @returns {Row[]} */
export function align(left, right) {
  const a = left.split(/\r\n|\r|\n/);
  const b = right.split(/\r\n|\r|\n/);
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail])
    tail += 1;
  const same = [
    ...a.slice(0, head).map((_, index) => /** @type {[number, number]} */ ([index, index])),
    ...commonLines(a.slice(head, a.length - tail), b.slice(head, b.length - tail)).map(
      ([i, j]) => /** @type {[number, number]} */ ([i + head, j + head]),
    ),
    ...a
      .slice(a.length - tail)
      .map((_, index) => /** @type {[number, number]} */ ([a.length - tail + index, b.length - tail + index])),
  ];
  /** @type {Row[]} */ const rows = [];
  let i = 0;
  let j = 0;
  for (const [nextA, nextB] of [...same, /** @type {[number, number]} */ ([a.length, b.length])]) {
    const pairs = Math.min(nextA - i, nextB - j);
    for (let n = 0; n < pairs; n += 1) rows.push({ left: cell(a, i + n, '~'), right: cell(b, j + n, '~') });
    for (let n = i + pairs; n < nextA; n += 1) rows.push({ left: cell(a, n, '-'), right: null });
    for (let n = j + pairs; n < nextB; n += 1) rows.push({ left: null, right: cell(b, n, '+') });
    if (nextA < a.length) rows.push({ left: cell(a, nextA, ''), right: cell(b, nextB, '') });
    i = nextA + 1;
    j = nextB + 1;
  }
  return rows;
}

/** @param {string[]} lines @param {number} index @param {Cell['mark']} mark @returns {Cell} */
const cell = (lines, index, mark) => ({ number: index + 1, text: lines[index] ?? '', mark });

/**
 * Only what differs, with a few lines around it.
 * @param {Row[]} rows @param {number} around @returns {Row[][]} groups, in order
 */
export function hunks(rows, around = 3) {
  const differs = (/** @type {Row} */ row) => row.left?.mark !== '' || row.right?.mark !== '';
  /** @type {Row[][]} */ const groups = [];
  let last = -Infinity;
  rows.forEach((row, index) => {
    if (!differs(row)) return;
    const from = Math.max(index - around, last + 1, 0);
    const to = Math.min(index + around, rows.length - 1);
    const open = index - around > last + 1 ? undefined : groups.at(-1);
    if (open) open.push(...rows.slice(from, to + 1));
    else groups.push(rows.slice(from, to + 1));
    last = Math.max(last, to);
  });
  return groups;
}

/**
 * The stretch of a line that differs from another line.
 * @param {string} text
 * @param {string} other
 * @returns {{ from: number, to: number }}
 */
export function differenceWithin(text, other) {
  const shorter = Math.min(text.length, other.length);
  let from = 0;
  while (from < shorter && text[from] === other[from]) from += 1;
  let tail = 0;
  while (tail < shorter - from && text[text.length - 1 - tail] === other[other.length - 1 - tail]) tail += 1;
  return { from, to: text.length - tail };
}

/**
 * A longest common subsequence of lines; nothing where the table would be too large to be quick.
 * @param {string[]} a
 * @param {string[]} b
 * @returns {[number, number][]}
 */
function commonLines(a, b) {
  if (a.length * b.length > TABLE_LIMIT) return [];
  const width = b.length + 1;
  const best = new Uint32Array((a.length + 1) * width);
  const bestFrom = (/** @type {number} */ i, /** @type {number} */ j) => best[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      best[i * width + j] =
        a[i] === b[j] ? bestFrom(i + 1, j + 1) + 1 : Math.max(bestFrom(i + 1, j), bestFrom(i, j + 1));
    }
  }
  /** @type {[number, number][]} */ const pairs = [];
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i] === b[j]) pairs.push([i++, j++]);
    else if (bestFrom(i + 1, j) >= bestFrom(i, j + 1)) i += 1;
    else j += 1;
  }
  return pairs;
}
