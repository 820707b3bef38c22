/** The keys that move the view, on the canvas and in a run alike. */

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
