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
  const corner = cornerOf(box, shape);
  return at(corner, 'run-count', pill(corner, width), label(corner, text));
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
  const disc = (/** @type {number} */ r, /** @type {string} */ name = '') =>
    s('circle', { class: name || null, cx: point.x, cy: point.y, r });
  return at(
    point,
    tip ? 'run-token waits' : 'run-token',
    tip && s('title', {}, tip),
    disc(11, 'halo'),
    disc(8),
    count > 1 ? label(point, String(count)) : disc(3, 'core'),
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
  const middle = { x: box.x - width / 2 + 4, y: box.y + 6 };
  return at(middle, 'run-loop', s('title', {}, tip), pill(middle, width), label(middle, text));
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
  const middle = { x: corner.x, y: 2 * box.y + box.height - corner.y };
  return at(middle, 'run-reply', s('title', {}, tip), pill(middle, width), label(middle, text));
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
    s('circle', { cx: point.x, cy: point.y, r: 8.5 }),
    s('path', { d: `M${point.x - 2.25},${point.y - 3.25}v6.5m4.5,-6.5v6.5` }),
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

/**
 * A mark that grows from a point where the drawing is small. It stands there without a transform: each one would be a
 * layer that the browser weighs anew at every frame.
 * @param {Point} point @param {string} name @param {...(Node|string|false|undefined)} parts
 */
function at({ x, y }, name, ...parts) {
  const mark = s('g', { class: `run-sized ${name}` }, ...parts);
  mark.style.transformOrigin = `${x}px ${y}px`;
  return mark;
}

/** @param {Point} middle @param {number} width */
const pill = ({ x, y }, width) => s('rect', { x: x - width / 2, y: y - 9, width, height: 18, rx: 9 });

/** @param {Point} middle @param {string} text */
const label = ({ x, y }, text) =>
  s('text', { x, y: y + 0.5, 'text-anchor': 'middle', 'dominant-baseline': 'central' }, text);
