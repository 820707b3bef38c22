/** What is still a click: a hand is not quite still while it presses. */

/** Pixels that a pointer may slip between press and release, and between the presses of a double click. */
const SLIP = { mouse: 6, touch: 10 };
/** Two fingertips on the same point are further apart than two clicks. */
const APART = { mouse: 6, touch: 24 };
/** Milliseconds within which two clicks are a double click. */
const DOUBLE = 500;

/** @typedef {{ clientX: number, clientY: number, pointerType?: string }} Press */

/** Whether a pointer has gone too far from where it was pressed for a click. @param {Press} down @param {Press} now */
export const slipped = (down, now) => distance(down, now) > SLIP[kindOf(down)];

/**
 * Whether two presses are the two of a double click.
 * @param {Press & { timeStamp: number }} first
 * @param {Press & { timeStamp: number }} second
 * @param {number} counted how many clicks in a row the browser counts, which knows the person's own setting
 */
export const isDouble = (first, second, counted) =>
  (counted > 1 || second.timeStamp - first.timeStamp <= DOUBLE) && distance(first, second) <= APART[kindOf(second)];

/** @param {Press} a @param {Press} b */
const distance = (a, b) => Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);

/** @param {Press} press @returns {'mouse'|'touch'} */
const kindOf = ({ pointerType }) => (pointerType === 'touch' ? 'touch' : 'mouse');
