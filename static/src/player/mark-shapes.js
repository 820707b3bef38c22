/**
 * The marks over the drawing as SVG, in drawing units. `.run-sized` parts keep a readable size when the drawing is
 * small.
 * @typedef {import('../core/events.js').Box} Box
 * @typedef {{ x: number, y: number }} Point
 */
import { s } from '../core/dom.js';

const [RING, SECOND_RING] = /** @type {const} */ ([7, 13]);

/** How often a node was visited, at its corner. @param {Box} box @param {string} shape @param {number} count */
export function countMark(box, shape, count) {
  const text = count > 99 ? '99+' : String(count);
  const width = Math.max(18, 8 + 7 * text.length);
  return at(
    cornerOf(box, shape),
    'run-count',
    s('rect', { x: -width / 2, y: -9, width, height: 18, rx: 9 }),
    label(text),
  );
}

/** @param {Box} box @param {string} shape */
function cornerOf(box, shape) {
  if (shape === 'diamond') return { x: box.x + box.width * 0.8, y: box.y + box.height * 0.17 };
  if (shape === 'circle') return { x: box.x + box.width * 0.86, y: box.y + box.height * 0.14 };
  return { x: box.x + box.width - 2, y: box.y + 2 };
}

/**
 * A token that stands on a node, where it came in.
 * @param {Point} point
 * @param {number} count
 * @param {string} tip for whom it waits, or nothing
 */
export function tokenMark(point, count, tip) {
  const core = count > 1 ? label(String(count)) : s('circle', { class: 'core', r: 3 });
  return at(
    point,
    tip ? 'run-token waits' : 'run-token',
    tip && s('title', {}, tip),
    s('circle', { class: 'halo', r: 11 }),
    s('circle', { r: 8 }),
    core,
  );
}

/**
 * How often a loop went round, over the arrow of its badge or at the upper left of its first node.
 * @param {Box} box
 * @param {string} words such as "2 of 3"
 * @param {string} tip
 */
export function loopMark(box, words, tip) {
  const text = `↻ ${words}`;
  const width = 16 + 6 * text.length;
  return at(
    { x: box.x - width / 2 + 4, y: box.y + 6 },
    'run-loop',
    s('title', {}, tip),
    s('rect', { x: -width / 2, y: -9, width, height: 18, rx: 9 }),
    label(text),
  );
}

/**
 * How many replies came to a node, at its lower corner.
 * @param {Box} box
 * @param {string} shape
 * @param {number} count
 * @param {string} tip
 */
export function replyMark(box, shape, count, tip) {
  const corner = cornerOf(box, shape);
  const text = `↩ ${count}`;
  const width = 14 + 6 * text.length;
  return at(
    { x: corner.x, y: 2 * box.y + box.height - corner.y },
    'run-reply',
    s('title', {}, tip),
    s('rect', { x: -width / 2, y: -9, width, height: 18, rx: 9 }),
    label(text),
  );
}

/**
 * A ring with two bars where a run pauses; dashed where it does so only on a condition.
 * @param {Point} point
 * @param {boolean} plain
 */
export function pauseSign(point, plain) {
  return at(
    point,
    plain ? 'pause-sign' : 'pause-sign on-condition',
    s('circle', { r: 8.5 }),
    s('path', { d: 'M-2.25,-3.25V3.25M2.25,-3.25V3.25' }),
  );
}

/**
 * Rings round the active node; two that pulse where the user is asked.
 * @param {Box} box
 * @param {string} shape
 * @param {boolean} asks
 */
export function ringMarks(box, shape, asks) {
  const gaps = asks ? [RING, SECOND_RING] : [RING / 2];
  return s('g', { class: asks ? 'run-ring asks' : 'run-ring' }, ...gaps.map((gap) => outline(box, shape, gap)));
}

/** The outline of a node, `gap` outside it. @param {Box} box @param {string} shape @param {number} gap */
export function outline(box, shape, gap) {
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  if (shape === 'circle') return s('circle', { cx: middle.x, cy: middle.y, r: box.width / 2 + gap });
  if (shape === 'diamond') {
    // A gap measured across the slanted side is longer along the axes.
    const slant = Math.hypot(box.width, box.height);
    const dx = box.width / 2 + (gap * slant) / box.height;
    const dy = box.height / 2 + (gap * slant) / box.width;
    return s('path', {
      d: `M${middle.x - dx},${middle.y}L${middle.x},${middle.y - dy}L${middle.x + dx},${middle.y}L${middle.x},${middle.y + dy}Z`,
    });
  }
  return s('rect', {
    x: box.x - gap,
    y: box.y - gap,
    width: box.width + 2 * gap,
    height: box.height + 2 * gap,
    rx: 8 + gap,
  });
}

/** @param {Point} point @param {string} name @param {...(Node|string|false|undefined)} parts */
function at(point, name, ...parts) {
  return s(
    'g',
    { class: name, transform: `translate(${point.x} ${point.y})` },
    s('g', { class: 'run-sized' }, ...parts),
  );
}

/** @param {string} text */
const label = (text) => s('text', { y: 0.5, 'text-anchor': 'middle', 'dominant-baseline': 'central' }, text);
