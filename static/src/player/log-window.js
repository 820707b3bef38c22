/** Rows kept ready above and below those in sight. */
const SPARE = 12;

/**
 * Which rows of equal height have to be in the page.
 * @param {number} scrolled
 * @param {number} height
 * @param {number} row
 * @param {number} count
 */
export function windowOf(scrolled, height, row, count) {
  const from = Math.max(0, Math.floor(scrolled / row) - SPARE);
  return { from: Math.min(from, count), to: Math.min(count, Math.ceil((scrolled + height) / row) + SPARE) };
}
