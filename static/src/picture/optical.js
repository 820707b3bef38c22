/**
 * Optical sizes: how far words may grow where the view is small, each only as far as its own surroundings allow. Pure;
 * drawing units.
 * @typedef {import('../core/events.js').Box} Box
 * @typedef {import('../core/events.js').Geometry} Geometry
 * @typedef {import('../core/events.js').Shape} Shape
 * @typedef {{ half: number, top: number, bottom: number }} Line   the ink of a line of words around the middle of its
 *   shape
 * @typedef {{ grow: number, x: number, y: number }} Growth   how many times larger, seen from this point
 * @typedef {{ left: number, top: number, right: number, bottom: number, owner: string }} Obstacle
 */
import { segmentsOf } from '../core/way.js';

/** Room between words and the outline they stand in: where they grow, and where they are as the drawing has them. */
const CLEAR = { grown: 3, drawn: 2 };
/** Words that touch their outline as they are drawn become smaller, but not by more. */
const LEAST = 0.9;
/** Room around labels and badges, by what stands there: a line of its own passes a label at 3. */
const CLEAR_LINE = 2.9;
const CLEAR_BORDER = 2;
const CLEAR_SHAPE = 2;
const CLEAR_WORDS = 3;
const ARROW = { length: 12, half: 5 };
const CELL = 80;
/** Growths that differ by less are the same. */
const TINY = 1e-6;
/**
 * Shares of the wanted growth that are tried for all labels of a kind, and from where a label may grow: its middle
 * first, then its sides, then its corners.
 */
const SHARES = [1, 0.75, 0.5, 0.25];
/** @type {[number, number][]} */
const FROM = [
  [0.5, 0.5],
  [0.5, 1],
  [0.5, 0],
  [0, 0.5],
  [1, 0.5],
  [0, 1],
  [0, 0],
  [1, 1],
  [1, 0],
];

/**
 * @param {Shape|'header'} shape
 * @param {{ width: number, height: number }} size
 * @param {Line[]} lines
 * @param {number} wanted
 * @returns {number} how many times larger words inside a shape may be
 */
export function growthInside(shape, size, lines, wanted) {
  const fit = (/** @type {number} */ clear) =>
    Math.min(...lines.map((line) => room(shape, size.width / 2, size.height / 2, line, clear)));
  return Math.max(LEAST, Math.min(1, fit(CLEAR.drawn)), Math.min(wanted, fit(CLEAR.grown)));
}

/**
 * What labels of one kind are enlarged by, so that those that grow are alike: as far as that gains most in all. The
 * others stay as they are drawn.
 * @param {number[]} most how many times larger each of them may be @param {number} wanted
 * @returns {number[]} how many times larger each of them is
 */
export function alike(most, wanted) {
  const { grow } = bestShare(wanted, (grow) => most.filter((each) => each >= grow - TINY));
  return most.map((each) => (each >= grow - TINY ? grow : Math.min(1, each)));
}

/**
 * @template Grown
 * @param {number} wanted
 * @param {(grow: number) => Iterable<Grown>} grownBy what could be that many times larger
 * @returns {{ grow: number, grown: Grown[] }} the share of the wanted growth that gains most in all
 */
function bestShare(wanted, grownBy) {
  /** @type {{ grow: number, grown: Grown[], gain: number }} */ let best = { grow: 1, grown: [], gain: 0 };
  for (const share of SHARES) {
    const grow = 1 + (wanted - 1) * share;
    const grown = [...grownBy(grow)];
    if (grown.length * share > best.gain) best = { grow, grown, gain: grown.length * share };
  }
  return best;
}

/**
 * @param {string} shape
 * @param {number} a half the width
 * @param {number} b half the height
 * @param {Line} line
 * @param {number} clear
 */
function room(shape, a, b, { half, top, bottom }, clear) {
  const reach = Math.max(-top, bottom);
  if (shape === 'circle') return (Math.min(a, b) - clear) / Math.hypot(half, reach);
  if (shape === 'diamond') return (1 - clear * Math.hypot(1 / a, 1 / b)) / (half / a + reach / b);
  return Math.min((a - clear) / half, (b - clear) / reach);
}

/**
 * How labels of edges and badges of loops may grow without coming near to anything.
 * @param {Geometry} geometry @param {Box[]} solid what else is in the drawing: headers, marks
 * @param {number} wanted
 * @returns {Map<string, Growth>} by the ids in the SVG; what cannot grow is left out
 */
export function growthBeside(geometry, solid, wanted) {
  const surroundings = new Surroundings();
  const free = [
    ...geometry.edges.flatMap(({ id, label_box: box }) => (box ? [{ owner: `edge-${id}`, box }] : [])),
    ...(geometry.loops ?? []).map(({ id, badge }) => ({ owner: id, box: badge })),
  ];
  for (const node of [...geometry.nodes, ...solid]) surroundings.add(node, CLEAR_SHAPE);
  for (const lane of geometry.lanes) for (const side of sidesOf(lane)) surroundings.add(side, CLEAR_BORDER);
  for (const { points, pieces } of geometry.edges) {
    for (const way of pieces ?? [points]) {
      for (const [from, to] of segmentsOf(way)) surroundings.add(boxOf(from, to), CLEAR_LINE);
    }
    surroundings.add(arrowOf(points), CLEAR_BORDER);
  }
  for (const { owner, box } of free) surroundings.add(box, CLEAR_WORDS, owner);

  const { grown } = bestShare(wanted, (grow) => {
    const others = new Surroundings();
    /** @type {Map<string, Growth>} */ const found = new Map();
    for (const { owner, box } of free) {
      const touches = (/** @type {Box} */ at) => surroundings.touches(at, owner) || others.touches(at, owner);
      const growth = enlargedFrom(box, grow).find((each) => !touches(enlarged(box, each)));
      if (!growth) continue;
      found.set(owner, growth);
      others.add(enlarged(box, growth), CLEAR_WORDS, owner);
    }
    return found;
  });
  return new Map(grown);
}

/** @param {Box} box @param {number} grow @returns {Growth[]} the ways to do so */
const enlargedFrom = ({ x, y, width, height }, grow) =>
  FROM.map(([across, down]) => ({ grow, x: x + width * across, y: y + height * down }));

/** @param {Box} box @param {Growth} growth @returns {Box} */
const enlarged = (box, { grow, x, y }) => ({
  x: x + (box.x - x) * grow,
  y: y + (box.y - y) * grow,
  width: box.width * grow,
  height: box.height * grow,
});

/** @param {Box} box @returns {Box[]} its four borders */
const sidesOf = ({ x, y, width, height }) => [
  { x, y, width, height: 0 },
  { x, y: y + height, width, height: 0 },
  { x, y, width: 0, height },
  { x: x + width, y, width: 0, height },
];

/** @param {[number, number]} from @param {[number, number]} to @returns {Box} */
const boxOf = (from, to) => ({
  x: Math.min(from[0], to[0]),
  y: Math.min(from[1], to[1]),
  width: Math.abs(from[0] - to[0]),
  height: Math.abs(from[1] - to[1]),
});

/** @param {[number, number][]} points @returns {Box} what the head of an arrow takes at the end of a line */
function arrowOf(points) {
  const [[fromX, fromY] = [0, 0], [x, y] = [0, 0]] = points.slice(-2);
  const back = { x: Math.sign(fromX - x) * ARROW.length, y: Math.sign(fromY - y) * ARROW.length };
  const box = boxOf([x, y], [x + back.x, y + back.y]);
  if (box.width < box.height) return { ...box, x: x - ARROW.half, width: 2 * ARROW.half };
  return { ...box, y: y - ARROW.half, height: 2 * ARROW.half };
}

/** What stands in a drawing, in a grid, each with the room it keeps around itself. */
class Surroundings {
  /** @type {Map<string, Obstacle[]>} */ #cells = new Map();

  /** @param {Box} box @param {number} clear @param {string} [owner] who may touch it */
  add({ x, y, width, height }, clear, owner = '') {
    const obstacle = { left: x - clear, top: y - clear, right: x + width + clear, bottom: y + height + clear, owner };
    for (const cell of cellsOf(obstacle)) {
      const there = this.#cells.get(cell);
      if (there) there.push(obstacle);
      else this.#cells.set(cell, [obstacle]);
    }
  }

  /** @param {Box} box @param {string} owner */
  touches({ x, y, width, height }, owner) {
    const [right, bottom] = [x + width, y + height];
    return cellsOf({ left: x, top: y, right, bottom }).some((cell) =>
      this.#cells
        .get(cell)
        ?.some(
          (there) =>
            there.owner !== owner && x < there.right && there.left < right && y < there.bottom && there.top < bottom,
        ),
    );
  }
}

/** @param {{ left: number, top: number, right: number, bottom: number }} area @returns {string[]} */
function cellsOf({ left, top, right, bottom }) {
  const cells = [];
  for (let column = Math.floor(left / CELL); column <= right / CELL; column += 1) {
    for (let row = Math.floor(top / CELL); row <= bottom / CELL; row += 1) cells.push(`${column} ${row}`);
  }
  return cells;
}
