/**
 * Finds room for the buttons of a decision beside its outgoing edges: off the nodes, the labels and the lines, inside
 * the canvas.
 * Everything is in pixels of the canvas.
 * @typedef {import('../core/events.js').Box} Box
 * @typedef {[number, number]} Point
 * @typedef {{ way: Point[], width: number, height: number }} FloatingButton a button of this size beside this way
 * @typedef {{ boxes: Box[], ways: Point[][], area: Box }} Scene
 */
import { overlaps } from '../core/boxes.js';
import { segmentsOf } from '../core/way.js';
const GAP = 7;
const STRIDE = 14;
const REACH = 190;
/** What speaks against a box, in pixels of distance from the decision. */
const COST = { box: 60, line: 25, outside: 200, mistaken: 100 };

/**
 * @param {FloatingButton[]} buttons
 * @param {Scene} scene
 * @returns {Box[]} a box for each button, none over another where there is room
 */
export function placeButtons(buttons, scene) {
  /** @type {Box[]} */ const placed = [];
  for (const button of buttons) {
    let best = { cost: Infinity, box: { x: 0, y: 0, width: button.width, height: button.height } };
    for (const { box, distance } of candidates(button)) {
      let cost = distance + costOf(box, scene, placed);
      if (cost < best.cost && isMistaken(box, button, buttons)) cost += COST.mistaken;
      if (cost < best.cost) best = { cost, box };
    }
    placed.push(best.box);
  }
  return placed;
}

/**
 * Boxes along the first part of a way, on both sides of it.
 * @param {FloatingButton} button
 * @returns {Generator<{ box: Box, distance: number }>}
 */
function* candidates({ way, width, height }) {
  let walked = 0;
  for (const [[x1, y1], [x2, y2]] of segmentsOf(way)) {
    if (walked >= REACH) return;
    const length = Math.hypot(x2 - x1, y2 - y1);
    if (length === 0) continue;
    const dx = (x2 - x1) / length;
    const dy = (y2 - y1) / length;
    for (let along = STRIDE / 2; along < length && walked + along < REACH; along += STRIDE) {
      const away = Math.abs(dx) * (height / 2) + Math.abs(dy) * (width / 2) + GAP;
      for (const side of [1, -1, 1.3, -1.3, 1.7, -1.7, 2.3, -2.3]) {
        const x = x1 + dx * along + dy * away * side;
        const y = y1 + dy * along - dx * away * side;
        yield {
          box: { x: x - width / 2, y: y - height / 2, width, height },
          distance: walked + along + (Math.abs(side) - 1) * 40,
        };
      }
    }
    walked += length;
  }
}

/** @param {Box} box @param {Scene} scene @param {Box[]} placed */
function costOf(box, { boxes, ways, area }, placed) {
  const wide = { x: box.x - 3, y: box.y - 3, width: box.width + 6, height: box.height + 6 };
  let cost = 0;
  for (const other of boxes) if (overlaps(wide, other)) cost += COST.box;
  for (const other of placed) if (overlaps(wide, other)) cost += COST.box * 10;
  for (const way of ways) if (crosses(way, wide)) cost += COST.line;
  const inside =
    box.x >= area.x &&
    box.y >= area.y &&
    box.x + box.width <= area.x + area.width &&
    box.y + box.height <= area.y + area.height;
  return inside ? cost : cost + COST.outside;
}

/**
 * Whether a box is closer to the way of another button, whose button it would be taken for.
 * @param {Box} box @param {FloatingButton} button @param {FloatingButton[]} buttons
 */
function isMistaken(box, button, buttons) {
  const own = gapTo(button.way, box);
  return buttons.some((other) => other !== button && gapTo(other.way, box) < own);
}

/** The distance between a way of level and upright pieces and a box. @param {Point[]} way @param {Box} box */
function gapTo(way, box) {
  const gaps = segmentsOf(way).map(([[x1, y1], [x2, y2]]) =>
    Math.hypot(
      Math.max(0, Math.min(x1, x2) - box.x - box.width, box.x - Math.max(x1, x2)),
      Math.max(0, Math.min(y1, y2) - box.y - box.height, box.y - Math.max(y1, y2)),
    ),
  );
  return Math.min(...gaps);
}

/**
 * Boxes that cover a node as good as exactly: the corners of the box around a diamond are free.
 * @param {Box} box @param {string} shape
 */
export function boxesOf({ x, y, width, height }, shape) {
  if (shape !== 'diamond') return [{ x, y, width, height }];
  return [1 / 4, 1 / 2, 3 / 4].map((share) => ({
    x: x + (width * (1 - share)) / 2,
    y: y + (height * share) / 2,
    width: width * share,
    height: height * (1 - share),
  }));
}

/** Whether a way of level and upright pieces touches a box. @param {Point[]} way @param {Box} box */
export function crosses(way, box) {
  return segmentsOf(way).some(([[x1, y1], [x2, y2]]) => {
    const piece = {
      x: Math.min(x1, x2),
      y: Math.min(y1, y2),
      width: Math.abs(x2 - x1) || 0.1,
      height: Math.abs(y2 - y1) || 0.1,
    };
    return overlaps(piece, box);
  });
}
