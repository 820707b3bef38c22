/**
 * How a lane's name is set in a header: on one line where it fits, else between its words; smaller before anything is
 * cut. Pure.
 * @typedef {{ lines: string[], size: number, cut: boolean }} Setting   `size` in pixels
 */
const LEAST = 9;
const STEP = 0.5;
/** The distance of two lines, and the height of one alone, as shares of the size. */
export const LINE = 1.25;
const ALONE = 1.1;
/** A name may break at spaces, and between signs of scripts that have none. */
const UNITS = /\s*(?:[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\s\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+)/gu;

/**
 * @param {string} name @param {{ width: number, height: number }} room in pixels @param {number} most the usual size
 * @param {(text: string) => number} measure the width of a text of one pixel's size @returns {Setting}
 */
export function setName(name, room, most, measure) {
  const units = name.match(UNITS) ?? [];
  for (let size = most; size >= LEAST; size -= STEP) {
    const lines = wrapped(units, room.width / size, measure);
    if (lines.length <= linesIn(room.height, size) && lines.every((line) => measure(line) * size <= room.width))
      return { lines, size, cut: false };
  }
  const lines = wrapped(units, room.width / LEAST, measure);
  const kept = lines.slice(0, linesIn(room.height, LEAST));
  if (kept.length < lines.length && kept.length) kept[kept.length - 1] += '…';
  return { lines: kept.map((line) => shortened(line, room.width / LEAST, measure)), size: LEAST, cut: true };
}

/** @param {number} height @param {number} size */
const linesIn = (height, size) => (height < size * ALONE ? 0 : Math.max(1, Math.floor(height / (size * LINE))));

/**
 * @param {string[]} units each with the space or line break before it
 * @param {number} width
 * @param {(text: string) => number} measure
 * @returns {string[]}
 */
function wrapped(units, width, measure) {
  /** @type {string[]} */ const lines = [];
  for (const unit of units) {
    const longer = `${lines.at(-1) ?? ''}${unit}`.trimStart();
    if (lines.length && !unit.includes('\n') && measure(longer) <= width) lines[lines.length - 1] = longer;
    else lines.push(unit.trim());
  }
  return lines;
}

/** @param {string} line @param {number} width @param {(text: string) => number} measure */
function shortened(line, width, measure) {
  if (measure(line) <= width) return line;
  const signs = [...line];
  while (signs.length && measure(`${signs.join('')}…`) > width) signs.pop();
  return `${signs.join('').trimEnd()}…`;
}
