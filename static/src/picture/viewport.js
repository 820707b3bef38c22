/**
 * The view on the drawing: where it stands, how it moves. Knows nothing of what is drawn; `paint` shows a view.
 * @typedef {import('./viewport-math.js').View} View
 * @typedef {import('../core/events.js').Box} Box
 */
import { reducedMotion } from '../core/dom.js';
import * as maths from './viewport-math.js';

const TRAVEL = 240;
const ZOOM_TRAVEL = 140;
/** What one step of a button or a key makes of the scale. */
export const ZOOM_STEP = 1.25;
const REVEAL_MARGIN = 24;
const FIT_MARGIN = 24;
/** cubic-bezier(.2, 0, 0, 1), near enough for a camera. @param {number} t */
const ease = (t) => 1 - (1 - t) ** 3;

export class Viewport {
  /** @type {View} */ view = { x: 0, y: 0, scale: 1 };
  /** Pixels at the edges that floating things cover. @type {maths.Insets} */ insets = {
    left: FIT_MARGIN,
    top: FIT_MARGIN,
    right: FIT_MARGIN,
    bottom: FIT_MARGIN,
  };
  /**
   * Pixels at the edges that a pane over the canvas covers for a while: nothing is brought into sight beneath it.
   */
  covered = { right: 0, bottom: 0 };
  /** The width of the lane headers that stick to the left edge, in pixels. */ headerWidth = 0;
  /** The height of those that stick to the top edge, in pixels. */ headerHeight = 0;
  /** Their width in the drawing (its units), and where they stick (pixels). */ header = { drawn: 0, sticky: 0 };
  /**
   * Whether a plain drag with the mouse pans (viewer, hand tool, a run) and what a touch may drag.
   * @type {(event: PointerEvent) => boolean}
   */
  pansWith = () => true;
  /**
   * How the view came to be: opening and fit are kept when the canvas changes its size.
   * @type {'opening'|'fit'|'free'}
   */
  mode = 'opening';
  /**
   * While the canvas is pressed, nothing is brought into sight: the view stands still under the hand.
   */
  pressed = false;
  /** @type {() => Box|null} the box that fitSelection shows */ selectionBox = () => null;
  #canvas = { width: 1, height: 1 };
  #drawing = { width: 1, height: 1 };
  #paint;
  #frame = 0;
  /** @type {Box|null} */ #inSight = null;

  /** @param {(view: View) => void} paint */
  constructor(paint) {
    this.#paint = paint;
  }

  get scale() {
    return this.view.scale;
  }

  get canvas() {
    return this.#canvas;
  }

  /** Whether the whole drawing is in sight. */
  get showsAll() {
    return maths.showsAll(this.view, this.#drawing, this.#canvas);
  }

  /** @param {maths.Size} canvas */
  resize(canvas) {
    this.#canvas = canvas;
    this.#settle();
  }

  /**
   * @param {maths.Size} drawing @param {Box|null} inSight what the opening view has to show
   * @param {boolean} changed the drawing shown before was changed: the view must not jump under the hand that did it
   */
  setDrawing(drawing, inSight, changed) {
    if (changed) this.mode = 'free';
    this.#drawing = drawing;
    this.#inSight = inSight;
    this.#settle();
  }

  /** @param {number} dx @param {number} dy in pixels */
  panBy(dx, dy) {
    this.#become({ ...this.view, x: this.view.x + dx, y: this.view.y + dy });
  }

  /**
   * @param {number} scale
   * @param {maths.Point} [anchor] in pixels of the canvas, else the selection where it is in sight, else the middle
   */
  zoomTo(scale, anchor) {
    const selected = anchor ? null : this.#selected();
    const view = maths.zoomAt(this.view, scale, anchor ?? selected ?? this.#middle());
    const box = selected && this.selectionBox();
    this.#travel(box ? maths.revealBox(view, box, this.#canvas, this.#clear()) : view, ZOOM_TRAVEL);
  }

  /** @param {number} factor @param {maths.Point} [anchor] */
  zoomBy(factor, anchor) {
    this.zoomTo(this.#target.scale * factor, anchor);
  }

  /** Zooms at once, for the wheel and for two fingers. @param {number} factor @param {maths.Point} anchor */
  zoomNow(factor, anchor) {
    this.#become(maths.zoomAt(this.view, this.view.scale * factor, anchor));
  }

  /**
   * Shows the drawing as when it was opened, and goes on to do so while the canvas changes its size.
   * @returns {() => void} goes back to the view before
   */
  reopen() {
    const { view, mode } = this;
    this.mode = 'opening';
    this.#settle();
    return () => {
      this.mode = mode;
      this.#set(view);
    };
  }

  /** Shows a view as it was shown before. @param {View} view @param {'opening'|'fit'|'free'} mode how it came to be */
  show(view, mode) {
    if (mode === 'free') this.#become(view);
    else {
      this.mode = mode === 'fit' ? 'fit' : 'opening';
      this.#settle();
    }
  }

  /** Shows the whole drawing; of one that is too large at any scale the beginning, which is not called fit. */
  fit() {
    const all = maths.fitBox({ x: 0, y: 0, ...this.#drawing }, this.#canvas, this.insets);
    this.#travel(all, TRAVEL, maths.showsAll(all, this.#drawing, this.#canvas) ? 'fit' : 'free');
  }

  /** Shows the selection as large as it fits, the whole drawing when nothing is selected. */
  fitSelection() {
    const box = this.selectionBox();
    if (!box) this.fit();
    else this.#travel(maths.fitBox(box, this.#canvas, this.#clear()), TRAVEL);
  }

  /**
   * Brings a box into sight: with the least movement where a part of it is there already, else into the middle
   * (`centre: true`: into the middle in any case); does nothing where all of it is in sight.
   * @param {Box} box in drawing units @param {{ centre?: boolean, animate?: boolean }} [options]
   */
  reveal(box, options = {}) {
    if (this.pressed) return;
    const insets = this.#clear();
    const from = this.#target;
    const shown = maths.revealBox(from, box, this.#canvas, insets);
    if (shown === from) return;
    const middle = maths.tidyView(
      maths.centreBox(from, box, this.#canvas, insets),
      this.#drawing,
      this.#canvas,
      this.insets,
    );
    const far = options.centre || !maths.touches(from, box, this.#canvas);
    // What is in sight along one axis is not moved along it.
    const to = far
      ? { ...from, x: shown.x === from.x ? from.x : middle.x, y: shown.y === from.y ? from.y : middle.y }
      : shown;
    this.#travel(maths.revealBox(to, box, this.#canvas, insets), options.animate === false ? 0 : TRAVEL);
  }

  /** Puts a point of the drawing into the middle. @param {maths.Point} point */
  centreOn(point) {
    const { scale } = this.view;
    const middle = this.#middle();
    this.#become({ scale, x: middle.x - point.x * scale, y: middle.y - point.y * scale });
  }

  /** Ends a movement where it has come to. */
  halt() {
    if (this.view !== this.#target) this.#become(this.view);
  }

  destroy() {
    cancelAnimationFrame(this.#frame);
  }

  /** Where a movement under way ends. @type {View} */
  #target = this.view;

  /** @returns {maths.Point|null} the middle of the selection in pixels, where it is on the canvas */
  #selected() {
    const box = this.selectionBox();
    if (!box) return null;
    const middle = maths.toScreen(this.view, { x: box.x + box.width / 2, y: box.y + box.height / 2 });
    return middle.x > 0 && middle.y > 0 && middle.x < this.#canvas.width && middle.y < this.#canvas.height
      ? middle
      : null;
  }

  #middle() {
    return { x: this.#canvas.width / 2, y: this.#canvas.height / 2 };
  }

  /** The insets, with room for the lane headers, for a pane over the canvas and a margin. @returns {maths.Insets} */
  #clear() {
    const { left, top } = this.insets;
    const right = Math.max(this.insets.right, this.covered.right) + REVEAL_MARGIN;
    // Handles and their "+" stand around what is brought into sight.
    const bottom = Math.max(this.insets.bottom, this.covered.bottom && this.covered.bottom + REVEAL_MARGIN);
    return { left: Math.max(left, this.headerWidth) + REVEAL_MARGIN, top: top + this.headerHeight, right, bottom };
  }

  /** Keeps the rule by which the view was made, after the canvas or the drawing changed its size. */
  #settle() {
    if (this.#canvas.width < 2 || this.#drawing.width < 2) return;
    if (this.mode === 'opening')
      this.#set(maths.openingView(this.#drawing, this.#canvas, this.insets, this.#inSight, this.header));
    else if (this.mode === 'fit') this.#set(maths.fitBox({ x: 0, y: 0, ...this.#drawing }, this.#canvas, this.insets));
    // A movement under way has come to where it leads.
    else this.#set(maths.clampView(this.#target, this.#drawing, this.#canvas));
  }

  /** @param {View} view */
  #become(view) {
    this.mode = 'free';
    this.#set(maths.clampView(view, this.#drawing, this.#canvas));
  }

  /** @param {View} view */
  #set(view) {
    cancelAnimationFrame(this.#frame);
    this.view = view;
    this.#target = view;
    this.#frame = requestAnimationFrame(() => this.#paint(this.view));
  }

  /** @param {View} to @param {number} duration ms @param {'free'|'fit'} [mode] */
  #travel(to, duration, mode = 'free') {
    this.mode = mode;
    const target = mode === 'fit' ? to : maths.clampView(to, this.#drawing, this.#canvas);
    cancelAnimationFrame(this.#frame);
    this.#target = target;
    if (reducedMotion() || duration === 0) {
      this.view = target;
      this.#paint(target);
      return;
    }
    const from = this.view;
    const start = performance.now();
    const step = (/** @type {number} */ now) => {
      const progress = Math.min(1, Math.max(0, (now - start) / duration));
      this.view = progress === 1 ? target : maths.between(from, target, ease(progress));
      this.#paint(this.view);
      if (progress < 1) this.#frame = requestAnimationFrame(step);
    };
    this.#frame = requestAnimationFrame(step);
  }
}
