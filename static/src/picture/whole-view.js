/**
 * Views that show the whole drawing: when a diagram opens with one, and how it goes on while the drawing changes. Pure.
 * @typedef {import('./viewport-math.js').View} View
 * @typedef {import('./viewport-math.js').Size} Size
 * @typedef {import('./viewport-math.js').Insets} Insets
 * @typedef {import('../core/events.js').Box} Box
 */
import { READABLE } from '../core/layout-hints.js';
import { SMALL_SCALE, fitBox, freeArea, revealBox, showsAll } from './viewport-math.js';

/** @param {Size} drawing @returns {Box} */
const boxOf = ({ width, height }) => ({ x: 0, y: 0, width, height });

/** @param {Size} drawing @param {Size} canvas @param {Insets} insets @returns {View} all of a drawing */
export const wholeView = (drawing, canvas, insets) => fitBox(boxOf(drawing), canvas, insets);

/** Below 70 % labels are drawn larger by this, so that they are 9 px again at two thirds (`optical-labels.js`). */
const GROWN = 13.5 / 12;
const JUST_SMALL = SMALL_SCALE - 0.001;
/** So small a drawing may become that was shown whole, while its canvas shrinks or steps are added. */
export const STILL_READABLE = READABLE / GROWN;
/** The margin that is left around a drawing before a part of it is left out, and the usual one. */
const [TIGHT, USUAL] = [4, 24];

/** @param {Insets} insets @returns {Insets} the same with less margin; what floats over the canvas keeps its room */
function tight({ left, top, right, bottom }) {
  const less = (/** @type {number} */ inset) => (inset <= USUAL ? Math.min(inset, TIGHT) : inset);
  return { left: less(left), top: less(top), right: less(right), bottom: less(bottom) };
}

/**
 * @param {number} scale
 * @param {number} least
 * @returns {number} the scale at which labels are large enough, at most this one; else 0
 */
function readable(scale, least) {
  if (scale >= READABLE) return scale;
  return scale >= least ? Math.min(scale, JUST_SMALL) : 0;
}

/**
 * The view of a whole drawing that can be read, with less margin where only that shows all of it.
 * @param {Size} drawing @param {Size} canvas @param {Insets} insets
 * @param {number} [least] the smallest scale; below `READABLE`, words without room to grow are smaller than 9 px
 * @returns {View|null} null where its labels would be too small
 */
export function readableView(drawing, canvas, insets, least = READABLE) {
  const usual = wholeView(drawing, canvas, insets);
  if (usual.scale >= READABLE) return usual;
  const all = wholeView(drawing, canvas, tight(insets));
  const scale = readable(all.scale, least);
  // Where the margins make no difference to what can be read, they stay.
  const room = scale < READABLE && readable(usual.scale, least) > 0 ? insets : tight(insets);
  return scale > 0 ? fitBox(boxOf(drawing), canvas, room, scale) : null;
}

/**
 * Whether all of it can be shown and read.
 * @param {Size} drawing @param {Size} canvas @param {Insets} insets @param {number} [least]
 */
export const opensWhole = (drawing, canvas, insets, least) => readableView(drawing, canvas, insets, least) !== null;

/**
 * The view a diagram opens with: the whole drawing where its labels are 9 px or larger, else its beginning at a scale
 * that keeps them so, with `inSight` (the start or the selection) shown and
 * `header` (the width of the drawn lane headers) cut to what the sticky ones take.
 * @param {Size} drawing
 * @param {Size} canvas
 * @param {Insets} insets
 * @param {Box|null} inSight
 * @param {{ drawn: number, sticky: number }} [header] drawing units, pixels
 * @param {number} [least] the smallest scale of all of it
 * @returns {View}
 */
export function openingView(drawing, canvas, insets, inSight, header = { drawn: 0, sticky: 0 }, least = READABLE) {
  const whole = readableView(drawing, canvas, insets, least);
  if (whole) return whole;
  const area = freeArea(canvas, insets);
  const scale = READABLE;
  const [width, height] = [drawing.width * scale, drawing.height * scale];
  const view = {
    scale,
    x: width > canvas.width ? Math.min(0, header.sticky - header.drawn * scale) : (canvas.width - width) / 2,
    y: height > area.height ? area.y : area.y + (area.height - height) / 2,
  };
  return inSight ? revealBox(view, inSight, canvas, insets) : view;
}

/**
 * The view of a drawing that was shown whole, and goes on to be, when it has changed: where its scale can stay, with
 * the least movement.
 * @param {View} now
 * @param {Size} drawing
 * @param {Size} canvas
 * @param {Insets} insets
 * @param {View} [whole] how all of it is to be shown
 * @returns {View|null} null where not all of it can be shown at any scale
 */
export function stillWhole(now, drawing, canvas, insets, whole = wholeView(drawing, canvas, insets)) {
  if (!showsAll(whole, drawing, canvas)) return null;
  return whole.scale === now.scale ? revealBox(now, boxOf(drawing), canvas, insets) : whole;
}
