/**
 * A way of straight pieces, as pure arithmetic: asking the SVG would make the browser lay the page out.
 * @typedef {[number, number]} Point
 */

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
  return pointOn(ways[ways.length - 1], left);
}

/** @param {Point[]} way */
const wayLength = (way) => way.slice(1).reduce((sum, point, index) => sum + distance(way[index], point), 0);

/** @param {Point[]} way @param {number} along @returns {Point} */
function pointOn(way, along) {
  let left = along;
  for (let index = 1; index < way.length; index += 1) {
    const length = distance(way[index - 1], way[index]);
    if (left <= length && length > 0) {
      const share = left / length;
      return [
        way[index - 1][0] + (way[index][0] - way[index - 1][0]) * share,
        way[index - 1][1] + (way[index][1] - way[index - 1][1]) * share,
      ];
    }
    left -= length;
  }
  return way[way.length - 1];
}

/** @param {Point} one @param {Point} other */
const distance = (one, other) => Math.hypot(other[0] - one[0], other[1] - one[1]);
