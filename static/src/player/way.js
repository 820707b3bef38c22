/**
 * A way of straight pieces, as pure arithmetic: asking the SVG would make the browser lay the page out.
 * @typedef {[number, number]} Point
 */

/** @param {Point[]} way @returns {number} */
export function lengthOf(way) {
  return way.slice(1).reduce((sum, point, index) => sum + distance(way[index], point), 0);
}

/** @param {Point[]} way @param {number} along from its start, clamped to the way @returns {Point} */
export function pointAlong(way, along) {
  let left = Math.max(0, along);
  for (let index = 1; index < way.length; index += 1) {
    const length = distance(way[index - 1], way[index]);
    if (left <= length && length > 0) {
      const share = left / length;
      return [way[index - 1][0] + (way[index][0] - way[index - 1][0]) * share, way[index - 1][1] + (way[index][1] - way[index - 1][1]) * share];
    }
    left -= length;
  }
  return way[way.length - 1];
}

/** @param {Point} one @param {Point} other */
const distance = (one, other) => Math.hypot(other[0] - one[0], other[1] - one[1]);
