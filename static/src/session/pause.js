/**
 * How long typing may rest before the picture is drawn again: as long as drawing takes, so that a slow server is not
 * flooded.
 */
const SHORTEST = 30;
const LONGEST = 150;

/** @param {number} roundTrip of the last answer, in milliseconds @returns {number} milliseconds */
export const pauseAfter = (roundTrip) => Math.round(Math.min(Math.max(roundTrip, SHORTEST), LONGEST));

/** The least time between two pictures that typing asks for: at most three a second. */
export const APART = 340;

/**
 * How long a change waits before its picture is asked for: the first one not at all, one among others until typing
 * rests, and none so
 * that two are asked for too soon after each other.
 * @param {{ since: number, waiting: boolean, roundTrip: number }} now `since` the last picture was asked for, `waiting`
 *   whether an earlier change waits
 * @returns {number} milliseconds
 */
export function waitBeforeAsking({ since, waiting, roundTrip }) {
  if (!waiting && since >= APART) return 0;
  return Math.max(APART - since, pauseAfter(roundTrip));
}

/**
 * How long to wait before the next try to reach the server.
 * @param {number} failures so far, from 1
 * @returns {number} milliseconds
 */
export const retryAfter = (failures) => Math.min(1000 * 2 ** failures, 60_000);
