/**
 * The four sides of a node, pure.
 * @typedef {import('../core/events.js').Box} Box
 * @typedef {import('../core/events.js').Side} Side
 * @typedef {import('./viewport-math.js').Point} Point
 */
import { contains } from '../core/boxes.js';
import { segmentsOf } from '../core/way.js';
/** @type {Side[]} */
export const SIDES = ['left', 'right', 'top', 'bottom'];

/** @type {Record<Side, Point>} the direction in which a side looks */
export const OUTWARD = { left: { x: -1, y: 0 }, right: { x: 1, y: 0 }, top: { x: 0, y: -1 }, bottom: { x: 0, y: 1 } };

/** The share of a node's middle in which a pointer means the node and no side of it. */
const MIDDLE = 0.5;

/** @param {Box} box @returns {Point} */
export const centre = (box) => ({ x: box.x + box.width / 2, y: box.y + box.height / 2 });

/** @param {Box} box @param {Side} side @param {number} [away] further out @returns {Point} the middle of a side */
export function anchor(box, side, away = 0) {
  const middle = centre(box);
  return {
    x: middle.x + OUTWARD[side].x * (box.width / 2 + away),
    y: middle.y + OUTWARD[side].y * (box.height / 2 + away),
  };
}

/** @param {Box} box @param {Point} point @returns {Side} the side whose middle is nearest */
export function nearestSide(box, point) {
  const distance = (/** @type {Side} */ side) => {
    const at = anchor(box, side);
    return Math.hypot(at.x - point.x, at.y - point.y);
  };
  return SIDES.reduce((best, side) => (distance(side) < distance(best) ? side : best));
}

/**
 * The side that a pointer over a node aims at: `usual` in its middle, else the nearest one.
 * @param {Box} box
 * @param {Point} point
 * @param {Side} usual
 * @returns {Side}
 */
export function aimedSide(box, point, usual) {
  const middle = centre(box);
  const inner = {
    x: middle.x - (box.width * MIDDLE) / 2,
    y: middle.y - (box.height * MIDDLE) / 2,
    width: box.width * MIDDLE,
    height: box.height * MIDDLE,
  };
  return contains(inner, point) ? usual : nearestSide(box, point);
}

/**
 * @param {[number, number][]} points a way of straight pieces
 * @param {Point} point
 * @returns {number} how far the point is from it
 */
export function distanceTo(points, point) {
  const distances = segmentsOf(points).map(([[fromX, fromY], [x, y]]) => {
    const length = (x - fromX) ** 2 + (y - fromY) ** 2;
    const share =
      length === 0
        ? 0
        : Math.max(0, Math.min(1, ((point.x - fromX) * (x - fromX) + (point.y - fromY) * (y - fromY)) / length));
    return Math.hypot(point.x - fromX - share * (x - fromX), point.y - fromY - share * (y - fromY));
  });
  return Math.min(Infinity, ...distances);
}
