/**
 * Views that show the whole drawing: when a diagram opens with one, and how it goes on while the drawing changes. Pure.
 * @typedef {import('./viewport-math.js').View} View
 * @typedef {import('./viewport-math.js').Size} Size
 * @typedef {import('./viewport-math.js').Insets} Insets
 * @typedef {import('../core/events.js').Box} Box
 */
import { READABLE } from '../core/layout-hints.js';
import { fitBox, freeArea, revealBox, showsAll } from './viewport-math.js';

/** @param {Size} drawing @returns {Box} */
const boxOf = ({ width, height }) => ({ x: 0, y: 0, width, height });

/** @param {Size} drawing @param {Size} canvas @param {Insets} insets @returns {View} all of a drawing */
export const wholeView = (drawing, canvas, insets) => fitBox(boxOf(drawing), canvas, insets);

/** Whether all of it can be shown and read. @param {Size} drawing @param {Size} canvas @param {Insets} insets */
export const opensWhole = (drawing, canvas, insets) => wholeView(drawing, canvas, insets).scale >= READABLE;

/**
 * The view a diagram opens with: the whole drawing where its labels are 9 px or larger, else its beginning at the scale
 * that keeps them so, with `inSight` (the start or the selection) shown and `header` (the width of the drawn lane
 * headers) cut to what the sticky ones take.
 * @param {Size} drawing
 * @param {Size} canvas
 * @param {Insets} insets
 * @param {Box|null} inSight
 * @param {{ drawn: number, sticky: number }} [header] drawing units, pixels
 * @returns {View}
 */
export function openingView(drawing, canvas, insets, inSight, header = { drawn: 0, sticky: 0 }) {
  if (opensWhole(drawing, canvas, insets)) return wholeView(drawing, canvas, insets);
  const area = freeArea(canvas, insets);
  const [width, height] = [drawing.width * READABLE, drawing.height * READABLE];
  const view = {
    scale: READABLE,
    x: width > canvas.width ? Math.min(0, header.sticky - header.drawn * READABLE) : (canvas.width - width) / 2,
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
 * @returns {View|null} null where not all of it can be shown at any scale
 */
export function stillWhole(now, drawing, canvas, insets) {
  const whole = wholeView(drawing, canvas, insets);
  if (!showsAll(whole, drawing, canvas)) return null;
  return whole.scale === now.scale ? revealBox(now, boxOf(drawing), canvas, insets) : whole;
}
