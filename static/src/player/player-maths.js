/** Where steps stand on the scrubber, as shares of its length; which rows of the log are in view. Pure. */
const OPEN_FUTURE = 4;
const MIN_FUTURE = 0.12;
/** Rows kept ready above and below those in sight. */
const SPARE = 12;

/**
 * The share that is known. A waiting run leaves room for what may come, less of it the longer the run is.
 * @param {number} last
 * @param {boolean} open
 */
export function knownShare(last, open) {
  if (!open) return 1;
  return Math.min(1 - MIN_FUTURE, last / (last + OPEN_FUTURE));
}

/** @param {number} position @param {number} last @param {boolean} open @returns {number} 0 to 1 */
export function shareOf(position, last, open) {
  return last === 0 ? 0 : (position / last) * knownShare(last, open);
}

/**
 * The nearest position; the unknown future counts as the last one.
 * @param {number} share
 * @param {number} last
 * @param {boolean} open
 * @returns {number}
 */
export function positionAt(share, last, open) {
  const known = knownShare(last, open);
  if (known === 0) return 0;
  return Math.max(0, Math.min(last, Math.round((share / known) * last)));
}

/**
 * The position after a key of the slider pattern, or null where the key says nothing.
 * @param {string} key
 * @param {number} position
 * @param {number} last
 */
export function positionAfterKey(key, position, last) {
  const page = Math.max(1, Math.round(last / 10));
  const goals = /** @type {Record<string, number>} */ ({
    ArrowLeft: position - 1,
    ArrowDown: position - 1,
    ArrowRight: position + 1,
    ArrowUp: position + 1,
    PageDown: position - page,
    PageUp: position + page,
    Home: 0,
    End: last,
  });
  const goal = goals[key];
  return goal === undefined ? null : Math.max(0, Math.min(last, goal));
}

/**
 * Which rows of equal height have to be in the page.
 * @param {number} scrolled
 * @param {number} height
 * @param {number} row
 * @param {number} count
 * @param {number} [spare] rows above and below those in sight
 */
export function windowOf(scrolled, height, row, count, spare = SPARE) {
  const from = Math.max(0, Math.floor(scrolled / row) - spare);
  return { from: Math.min(from, count), to: Math.min(count, Math.ceil((scrolled + height) / row) + spare) };
}

/** @param {string[]} one @param {string[]} other */
export const sameIds = (one, other) => one.length === other.length && one.every((id) => other.includes(id));
