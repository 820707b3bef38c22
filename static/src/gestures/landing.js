/**
 * Where a node that is dragged along its lane would come to stand: columns and rows of the drawing, and one more at
 * each end. Pure.
 * @typedef {import('../core/events.js').Geometry} Geometry
 * @typedef {import('../core/events.js').Box} Box
 * @typedef {import('../picture/viewport-math.js').Point} Point
 * @typedef {Geometry['nodes'][number]} Node
 * @typedef {import('./levels.js').Given} Given
 * @typedef {{ number: number, at: number }} Line a column or row, and the middle of its nodes
 */
import { arrangement, levelsOf, moved } from './levels.js';

const USUAL_PITCH = { column: 180, row: 84 };
/** How far a row beyond the last begins: nearer than a row, so that it can be reached within the lane. */
const OUTER_ROW = 56;

/**
 * @param {Geometry} geometry
 * @param {string} id
 * @param {Point} middle where its middle is held
 * @param {Given} [given]
 * @returns {{ columns: number, rows: number, box: Box }|null} by how much it moves, and the box it takes; null where it
 *   stays
 */
export function landing(geometry, id, middle, given = {}) {
  const node = geometry.nodes.find((item) => item.id === id);
  if (!node) return null;
  const upright = geometry.direction === 'down';
  const [along, across] = upright ? /** @type {const} */ (['y', 'x']) : /** @type {const} */ (['x', 'y']);
  const near = onSameRow(geometry, middle);
  const columns = extended(linesOf(near, 'column', along), 'column', () => (geometry.rows ?? 1) === 1);
  const mates = geometry.nodes.filter((other) => other.lane === node.lane);
  const levels = levelsOf(mates, given);
  const drawn = near
    .filter((other) => levels.has(other.id))
    .map((other) => ({ level: levels.get(other.id) ?? 0, at: middleOf(other, across) }))
    .sort((a, b) => a.level - b.level);
  // Who stands aside of a row does not tell where that row is.
  const inRows = near.filter((other) => levels.get(other.id) === 2 * other.row);
  const lines = linesOf(inRows, 'row', across);
  const now = arrangement(levels);
  // Alone at the end it would go nowhere: rows that are empty fall together.
  const goesOn = (/** @type {number} */ end) =>
    arrangement(levelsOf(...moved(mates, given, id, { columns: 0, rows: end - node.row }))) !== now;
  const rows = extended(lines, 'row', (end, step) => goesOn(end + step), drawn);
  const [column, row] = [nearest(columns, middle[along]), nearest(rows, middle[across])];
  if (!column || !row) return null;
  const by = { columns: column.number - node.column, rows: row.number - node.row };
  if (by.columns === 0 && by.rows === 0) return null;
  const level = levelsOf(...moved(mates, given, id, by)).get(id) ?? 0;
  const inLane = positionOf(level, drawn, pitchOf(lines, 'row'));
  const at = upright ? { x: inLane, y: column.at } : { x: column.at, y: inLane };
  return {
    ...by,
    box: { x: at.x - node.width / 2, y: at.y - node.height / 2, width: node.width, height: node.height },
  };
}

/**
 * By how many rows a node must move to be seen elsewhere: rows that are empty fall together, and who comes upon another
 * goes past it.
 * @param {Geometry} geometry
 * @param {string} id
 * @param {number} rows 1 down, -1 up
 * @param {Given} [given]
 * @returns {number} 0 where it stands at that end
 */
export function visibleStep({ nodes }, id, rows, given = {}) {
  const node = nodes.find((item) => item.id === id);
  if (!node || rows === 0) return rows;
  const mates = nodes.filter((other) => other.lane === node.lane);
  const now = arrangement(levelsOf(mates, given));
  const furthest = Math.max(...mates.map((other) => (other.row - node.row) * rows)) + 1;
  for (let step = rows; step * rows <= furthest; step += rows)
    if (arrangement(levelsOf(...moved(mates, given, id, { columns: 0, rows: step }))) !== now) return step;
  return 0;
}

/**
 * The nodes on the row of bands in which a point lies; all where the drawing is not folded.
 * @param {Geometry} geometry
 * @param {Point} point
 */
function onSameRow(geometry, point) {
  if ((geometry.rows ?? 1) === 1) return geometry.nodes;
  const rowAt = (/** @type {number} */ y) => rowOfBands(geometry, y).row;
  return geometry.nodes.filter((node) => rowAt(node.y + node.height / 2) === rowAt(point.y));
}

/**
 * @param {Node[]} nodes
 * @param {'column'|'row'} name
 * @param {'x'|'y'} axis
 * @returns {Line[]} by their numbers; those between which nothing stands are there too
 */
function linesOf(nodes, name, axis) {
  const found = [...new Map(nodes.map((node) => [node[name], middleOf(node, axis)]))]
    .map(([number, at]) => ({ number, at }))
    .sort((a, b) => a.number - b.number);
  return found.flatMap((line, index) => {
    const next = found[index + 1];
    const gap = next ? next.number - line.number : 1;
    return Array.from({ length: gap }, (_, step) => ({
      number: line.number + step,
      at: line.at + (next ? ((next.at - line.at) * step) / gap : 0),
    }));
  });
}

/**
 * @param {Line[]} lines
 * @param {'column'|'row'} name
 * @param {(end: number, step: -1|1) => boolean} goesOn whether there may be one beyond an end
 * @param {{ at: number }[]} [drawn] what else stands there, in order: they begin beyond it
 * @returns {Line[]}
 */
function extended(lines, name, goesOn, drawn = lines) {
  const [first, last, top, bottom] = [lines[0], lines.at(-1), drawn[0], drawn.at(-1)];
  if (!first || !last || !top || !bottom) return lines;
  const pitch = name === 'row' ? OUTER_ROW : pitchOf(lines, name);
  return [
    ...(goesOn(first.number, -1) ? [{ number: first.number - 1, at: top.at - pitch }] : []),
    ...lines,
    ...(goesOn(last.number, 1) ? [{ number: last.number + 1, at: bottom.at + pitch }] : []),
  ];
}

/** @param {Node} node @param {'x'|'y'} axis */
const middleOf = (node, axis) => node[axis] + node[axis === 'x' ? 'width' : 'height'] / 2;

/**
 * @param {number} level
 * @param {{ level: number, at: number }[]} drawn by their levels
 * @param {number} pitch of the rows
 * @returns {number} where a node of this level would be drawn among these
 */
function positionOf(level, drawn, pitch) {
  const [before, after] = [
    drawn.findLast((other) => other.level <= level),
    drawn.find((other) => other.level >= level),
  ];
  const beyond = level % 2 === 0 ? OUTER_ROW : pitch / 2;
  if (!before || !after) return (before?.at ?? 0) + (before ? beyond : (after?.at ?? 0) - beyond);
  if (before.level === after.level) return before.at;
  return before.at + ((after.at - before.at) * (level - before.level)) / (after.level - before.level);
}

/** @param {Line[]} lines @param {'column'|'row'} name */
function pitchOf(lines, name) {
  const [first, last] = [lines[0], lines.at(-1)];
  return first && last && last.number > first.number
    ? (last.at - first.at) / (last.number - first.number)
    : USUAL_PITCH[name];
}

/** @param {Line[]} lines @param {number} at @returns {Line|undefined} */
const nearest = (lines, at) =>
  lines.reduce(
    (/** @type {Line|undefined} */ best, line) =>
      best && Math.abs(best.at - at) <= Math.abs(line.at - at) ? best : line,
    undefined,
  );

/**
 * The bands of the row in which a height lies; of all where the drawing is not folded.
 * @param {import('../core/events.js').Geometry} geometry
 * @param {number} y
 */
export function rowOfBands({ lanes, rows = 1 }, y) {
  const count = lanes.length / rows;
  const starts = Array.from({ length: rows }, (_, index) => lanes[index * count]?.y ?? 0);
  const row = Math.max(
    0,
    starts.findLastIndex((start) => start <= y),
  );
  return {
    row,
    bands: lanes
      .slice(row * count, (row + 1) * count)
      .map((band, index) => ({ ...band, id: lanes[index]?.id ?? band.id })),
  };
}
