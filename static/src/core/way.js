/**
 * A way of straight pieces, as pure arithmetic: asking the SVG would make the browser lay the page out.
 * @typedef {[number, number]} Point
 */

/**
 * @template {object} Corner
 * @param {Corner[]} points a way of straight pieces
 * @returns {[Corner, Corner][]} where each piece begins and ends
 */
export function segmentsOf([first, ...others]) {
  if (first === undefined) return [];
  let from = first;
  return others.map((to) => {
    /** @type {[Corner, Corner]} */ const segment = [from, to];
    from = to;
    return segment;
  });
}

/** @param {Point[][]} ways one for each part that is drawn: a fold cuts a way @returns {number} */
export function lengthOf(ways) {
  return ways.reduce((sum, way) => sum + wayLength(way), 0);
}

/**
 * @param {Point[][]} ways
 * @param {number} along from the first start, clamped to the ways; between two of them it jumps
 * @returns {Point}
 */
export function pointAlong(ways, along) {
  let left = Math.max(0, along);
  for (const way of ways.slice(0, -1)) {
    const length = wayLength(way);
    if (left <= length) return pointOn(way, left);
    left -= length;
  }
  return pointOn(ways.at(-1) ?? [], left);
}

/** @param {Point[][]} ways @returns {{ x: number, y: number }} */
export function middleOf(ways) {
  const [x, y] = pointAlong(ways, lengthOf(ways) / 2);
  return { x, y };
}

/** @param {Point[]} way */
const wayLength = (way) => segmentsOf(way).reduce((sum, [from, to]) => sum + distance(from, to), 0);

/** @param {Point[]} way @param {number} along @returns {Point} */
function pointOn(way, along) {
  let left = along;
  for (const [from, to] of segmentsOf(way)) {
    const length = distance(from, to);
    if (left <= length && length > 0) {
      const share = left / length;
      return [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
    }
    left -= length;
  }
  return way.at(-1) ?? [0, 0];
}

/** @param {Point} one @param {Point} other */
const distance = (one, other) => Math.hypot(other[0] - one[0], other[1] - one[1]);
