/**
 * Where a bar stands beside what it belongs to: over or under it, near, inside the canvas, and over no node where there
 * is such a position. Pure; pixels.
 * @typedef {import('../core/events.js').Box} Box
 */
import { overlaps } from '../core/boxes.js';

const STEP = 18;
/** How much further off than the nearest position, and how much a pixel up or down counts beside one sideways. */
const FURTHEST = 108;
const UPRIGHT = 1.5;
/** What is over is nearer at hand than what is under it. */
const UNDER = 4;

/**
 * @param {{ top: number, bottom: number, x: number, width: number }} part what the bar belongs to: its ends, its middle
 * @param {{ width: number, height: number }} size of the bar
 * @param {Box} room where it may stand
 * @param {number} away pixels between them
 * @param {Box[]} nodes what it should not cover @returns {{ x: number, y: number }}
 */
export function placeBar(part, size, room, away, nodes) {
  const left = part.x - size.width / 2;
  const reach = (size.width + part.width) / 2;
  let best = { x: left, y: part.top - away - size.height, cost: Infinity };
  for (let further = 0; further <= FURTHEST; further += STEP) {
    for (const under of [0, UNDER]) {
      const y = under ? part.bottom + away + further : part.top - away - size.height - further;
      for (let aside = 0; aside <= reach; aside += STEP) {
        for (const x of aside ? [left - aside, left + aside] : [left]) {
          const box = inside({ x, y, ...size }, room);
          const cost =
            Math.abs(box.x - left) +
            UPRIGHT * (further + Math.abs(box.y - y)) +
            under +
            1000 * nodes.filter((node) => overlaps(node, box)).length;
          if (cost < best.cost) best = { x: box.x, y: box.y, cost };
        }
      }
    }
  }
  return { x: best.x, y: best.y };
}

/** @param {Box} box @param {Box} room @returns {Box} */
function inside(box, room) {
  const held = (/** @type {number} */ value, /** @type {number} */ from, /** @type {number} */ to) =>
    Math.max(from, Math.min(to, value));
  return {
    ...box,
    x: held(box.x, room.x, room.x + room.width - box.width),
    y: held(box.y, room.y, room.y + room.height - box.height),
  };
}
