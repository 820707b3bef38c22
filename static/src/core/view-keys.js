/** The keys that move the view, on the canvas and in a run alike, and the keys with figures beside them. */

/** By the place of the key, since with Shift the figures are other signs. @type {Record<string, ViewAction>} */
const WITH_SHIFT = { Digit0: 'zoom-100', Digit1: 'fit', Digit2: 'fit-selection' };
/** @type {Record<string, ViewAction>} */
const SIGNS = { '+': 'zoom-in', '=': 'zoom-in', '-': 'zoom-out' };

/**
 * @typedef {'zoom-100'|'fit'|'fit-selection'|'zoom-in'|'zoom-out'} ViewAction
 * @param {{ key: string, code: string, shiftKey: boolean }} event
 * @returns {ViewAction|undefined} what the key does to the view, if it does anything
 */
export const viewAction = ({ key, code, shiftKey }) => (shiftKey ? WITH_SHIFT[code] : undefined) ?? SIGNS[key];

/**
 * The figure that a key stands for. Some keyboards want Shift for figures, where the places of 1 and 2 with Shift are
 * the view's: so a key counts by its place where Shift is not pressed, unless it zooms and has its figure with Shift.
 * @param {{ key: string, code: string, shiftKey: boolean }} event
 * @returns {number} from 1 to 9; 0 where it stands for none
 */
export function figureOf(event) {
  const { key, code, shiftKey } = event;
  const ofView = code in WITH_SHIFT;
  if (viewAction(event) && (shiftKey || !ofView)) return 0;
  const place = shiftKey ? undefined : /^Digit([1-9])$/.exec(code)?.[1];
  return Number(place ?? (/^[1-9]$/.test(key) ? key : 0));
}
