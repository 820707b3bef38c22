/**
 * Where a node that is dragged along its lane would come to stand: columns and rows of the drawing, and one more at
 * each end. Pure.
 * @typedef {import('../core/events.js').Geometry} Geometry
 * @typedef {import('../core/events.js').Box} Box
 * @typedef {import('../picture/viewport-math.js').Point} Point
 * @typedef {Geometry['nodes'][number]} Node
 * @typedef {{ number: number, at: number }} Line a column or row, and the middle of its nodes
 */
import { rowOfBands } from './fold.js';

const USUAL_PITCH = { column: 180, row: 84 };
/** How far a row beyond the last begins: nearer than a row, so that it can be reached within the lane. */
const OUTER_ROW = 56;

/**
 * @param {Geometry} geometry
 * @param {string} id
 * @param {Point} middle where its middle is held
 * @param {number} [given] how many rows hands have moved it already
 * @returns {{ columns: number, rows: number, box: Box }|null} by how much it moves, and the box it takes; null where it
 *   stays
 */
export function landing(geometry, id, middle, given = 0) {
  const node = geometry.nodes.find((item) => item.id === id);
  if (!node) return null;
  const upright = geometry.direction === 'down';
  const [along, across] = upright ? /** @type {const} */ (['y', 'x']) : /** @type {const} */ (['x', 'y']);
  const near = onSameRow(geometry, middle);
  const columns = extended(linesOf(near, 'column', along), 'column', () => (geometry.rows ?? 1) === 1);
  const mates = near.filter((other) => other.lane === node.lane);
  // Alone at the end it would go nowhere: rows that are empty fall together.
  const drawn = linesOf(mates, 'row', across);
  const rows = extended(drawn, 'row', (end) => mates.some((other) => other.row === end && other.id !== id));
  const [column, row] = [nearest(columns, middle[along]), nearest(rows, middle[across])];
  if (!column || !row) return null;
  const by = { columns: column.number - node.column, rows: row.number - node.row };
  if (by.columns === 0 && by.rows === 0) return null;
  const taken = mates.some((other) => other.id !== id && other.column === column.number && other.row === row.number);
  const aside = taken ? (pitchOf(drawn, 'row') / 2) * (given + by.rows < 0 ? -1 : 1) : 0;
  const at = { [along]: column.at, [across]: row.at + aside };
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
 * @param {number} given how many rows hands have moved it already
 * @returns {number} 0 where it stands at that end
 */
export function visibleStep({ nodes }, id, rows, given) {
  const node = nodes.find((item) => item.id === id);
  if (!node || rows === 0) return rows;
  const mates = nodes.filter((other) => other.lane === node.lane && other.id !== id);
  const others = [...new Set(mates.map(({ row }) => row))];
  const rankAfter = (/** @type {number} */ step) => {
    const row = node.row + step;
    const taken = mates.some((other) => other.column === node.column && other.row === row);
    const level = taken ? row + (given + step < 0 ? -0.5 : 0.5) : row;
    return others.filter((other) => other < level).length + (others.includes(level) ? 0.5 : 0);
  };
  const furthest = Math.max(0, ...others.map((other) => (other - node.row) * rows)) + 1;
  for (let step = rows; step * rows <= furthest; step += rows) if (rankAfter(step) !== rankAfter(0)) return step;
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
  const size = axis === 'x' ? 'width' : 'height';
  const found = [...new Map(nodes.map((node) => [node[name], node[axis] + node[size] / 2]))]
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
 * @param {(end: number) => boolean} goesOn whether there may be one beyond an end
 * @returns {Line[]}
 */
function extended(lines, name, goesOn) {
  const [first, last] = [lines[0], lines.at(-1)];
  if (!first || !last) return lines;
  const pitch = name === 'row' ? OUTER_ROW : pitchOf(lines, name);
  return [
    ...(goesOn(first.number) ? [{ number: first.number - 1, at: first.at - pitch }] : []),
    ...lines,
    ...(goesOn(last.number) ? [{ number: last.number + 1, at: last.at + pitch }] : []),
  ];
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
