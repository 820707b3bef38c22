/** How long typing may rest before the picture is drawn again: as long as drawing takes, so that a slow server is not flooded. */
const SHORTEST = 30;
const LONGEST = 150;

/** @param {number} roundTrip of the last answer, in milliseconds @returns {number} milliseconds */
export const pauseAfter = (roundTrip) => Math.round(Math.min(Math.max(roundTrip, SHORTEST), LONGEST));

/** How long to wait before the next try to reach the server. @param {number} failures so far, from 1 @returns {number} milliseconds */
export const retryAfter = (failures) => Math.min(1000 * 2 ** failures, 60_000);
