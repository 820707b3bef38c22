/**
 * Whether a drawing in one line is better read folded to the window, like the lines of a text. Pure.
 * @typedef {{ width: number, height: number }} Size
 * @typedef {Size & { direction?: 'right'|'down', rows?: number }} Drawn   what matters here of a geometry
 */
import { READABLE } from './layout-hints.js';

/** Diagrams of at most so many edges are laid out to fit a window; larger ones only grow wider. */
const FITTED = 36;
/** The share of a drawing that one line has to show, or its rows are better. */
const IN_SIGHT = 2 / 3;

/** Whether a diagram leaves that to the page. @param {import('./events.js').Companion} companion */
export const saysNoFold = ({ layout = {} }) => (layout.fold ?? null) === null && layout.direction !== 'down';

/**
 * Whether one line does not fit the width of a window with words to be read. Lanes that stand are never folded.
 * @param {Drawn} drawing @param {Size} window in pixels
 */
export const tooWide = ({ width, direction }, window) => direction !== 'down' && width * READABLE > window.width;

/**
 * Whether a drawing is read row by row: where one line would show less than two thirds of it, and a row is in sight as
 * a whole. In a narrow window, where down is the only way to go on, whatever is too wide is folded.
 * @param {Drawn} drawing
 * @param {Size} window
 * @param {boolean} narrow
 */
export function foldsToRead(drawing, window, narrow) {
  if (!tooWide(drawing, window) || (drawing.rows ?? 1) > 1) return false;
  return narrow || (drawing.width * READABLE > window.width / IN_SIGHT && drawing.height * READABLE <= window.height);
}

/** @param {Drawn & { edges: object[] }} drawing @param {Size} window whether the editor opens it folded */
export const opensFolded = (drawing, window) => drawing.edges.length > FITTED && foldsToRead(drawing, window, false);
