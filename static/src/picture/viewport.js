/**
 * The view on the drawing: where it stands, how it moves. Knows nothing of what is drawn; `paint` shows a view.
 * @typedef {import('./viewport-math.js').View} View
 * @typedef {import('../core/events.js').Box} Box
 */
import { reducedMotion } from '../core/dom.js';
import * as maths from './viewport-math.js';
import { READABLE } from '../core/layout-hints.js';
import { STILL_READABLE, openingView, opensWhole, readableView, stillWhole, wholeView } from './whole-view.js';

const TRAVEL = 240;
const ZOOM_TRAVEL = 140;
/** What one step of a button or a key makes of the scale. */
export const ZOOM_STEP = 1.25;
const REVEAL_MARGIN = 24;
const FIT_MARGIN = 24;
/** Pixels that the buttons for zooming take at the foot of the canvas. */
const FOOT_ROOM = 64;
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
  /** Pixels at the edges that a pane over the canvas covers for a while. */ #covered = { right: 0, bottom: 0 };
  /** The width of the lane headers that stick to the left edge, in pixels. */ headerWidth = 0;
  /** The height of those that stick to the top edge, in pixels. */ headerHeight = 0;
  /** Their width in the drawing (its units), and where they stick (pixels). */ header = { drawn: 0, sticky: 0 };
  /**
   * Whether a plain drag with the mouse pans (viewer, hand tool, a run) and what a touch may drag.
   * @type {(event: PointerEvent) => boolean}
   */
  pansWith = () => true;
  /**
   * How the view came to be: opening and fit are kept until the person moves the view.
   * @type {'opening'|'fit'|'free'}
   */
  mode = 'opening';
  /**
   * While the canvas is pressed, nothing is brought into sight: the view stands still under the hand.
   */
  pressed = false;
  /** @type {() => Box|null} the box that fitSelection shows */ selectionBox = () => null;
  /** Whether what floats at the foot of the canvas would stand over nodes. @type {(view: View) => boolean} */
  coversNodes = () => false;
  /** The smallest scale of all of it: what was whole once goes on to be, at a little less. */ #least = READABLE;
  #canvas = { width: 1, height: 1 };
  #drawing = { width: 1, height: 1 };
  #paint;
  #frame = 0;
  /** @type {Box|null} */ #inSight = null;
  /** Where a movement led that a press has halted. @type {View|null} */ #halted = null;

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

  /** Whether all of the drawing is shown, and goes on to be while it changes. */
  get holdsWhole() {
    return (
      this.mode === 'fit' ||
      (this.mode === 'opening' && opensWhole(this.#drawing, this.#canvas, this.insets, this.#least))
    );
  }

  /** Whether no movement of its own is under way. */
  get rests() {
    return this.view === this.#target;
  }

  /** Whether the canvas is in sight; on a phone it may be behind another tab. */
  get #isShown() {
    return this.#canvas.width >= 2;
  }

  get covered() {
    return this.#covered;
  }

  /**
   * Nothing is brought into sight beneath a pane that stands over the canvas for a while. Once it is gone, what was
   * shown whole is so again.
   * @param {{ right: number, bottom: number }} covered in pixels
   */
  cover(covered) {
    const opened = this.#covered.right + this.#covered.bottom > 0;
    this.#covered = covered;
    if (this.view === this.#target) this.#set(this.view);
    if (opened && covered.right + covered.bottom === 0 && this.holdsWhole && !this.pressed)
      this.#travel(this.#whole(), TRAVEL, this.mode);
  }

  /** @param {maths.Size} canvas */
  resize(canvas) {
    this.#canvas = canvas;
    this.#settle();
  }

  /**
   * @param {maths.Size} drawing @param {Box|null} inSight what the opening view has to show
   * @param {boolean} changed the drawing shown before was changed: the view must not jump under the hand that did it;
   *   what was shown whole still is, as long as the person has not moved the view
   */
  setDrawing(drawing, inSight, changed) {
    const whole = changed && this.#isShown && this.holdsWhole;
    this.#drawing = drawing;
    this.#inSight = inSight;
    const to =
      whole && this.holdsWhole ? stillWhole(this.#target, drawing, this.#canvas, this.#around(), this.#whole()) : null;
    if (to) {
      const beside = this.#besidePane(to);
      if (beside !== this.#target) this.#travel(beside, TRAVEL, this.mode);
    } else {
      if (changed && this.#isShown) this.mode = 'free';
      this.#settle();
    }
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
    this.mode = 'fit';
    const all = this.#whole();
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
    const from = this.#target;
    if (!this.#isShown && this.mode !== 'free') {
      // The view is made when the canvas is there.
      this.#inSight = box;
      return;
    }
    if (this.holdsWhole) {
      const beside = this.#besidePane(from, box);
      if (beside !== from) this.#travel(beside, options.animate === false ? 0 : TRAVEL, this.mode);
      return;
    }
    const insets = this.#clear();
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

  /** Where the view is, or the movement under way leads. */
  get goal() {
    return this.#target;
  }

  /** Shows a box as large as it fits, at most at a scale; not under a hand. @param {Box} box @param {number} most */
  showBox(box, most) {
    const to = maths.fitBox(box, this.#canvas, maths.NO_INSETS, most);
    if (!this.pressed && this.#isShown && !maths.isSame(to, this.#target)) this.#travel(to, TRAVEL);
  }

  /** Puts a point of the drawing into the middle. @param {maths.Point} point */
  centreOn(point) {
    const { scale } = this.view;
    const middle = this.#middle();
    this.#become({ scale, x: middle.x - point.x * scale, y: middle.y - point.y * scale });
  }

  /** Ends a movement where it has come to. */
  halt() {
    if (this.view === this.#target) return;
    this.#halted = this.holdsWhole ? this.#target : null;
    this.#set(maths.clampView(this.view, this.#drawing, this.#canvas));
    if (!this.#halted) this.mode = 'free';
  }

  /** Goes on to all of the drawing, where that was halted on the way and the person has not moved the view since. */
  goOn() {
    const to = this.#halted;
    this.#halted = null;
    if (to && this.holdsWhole) this.#travel(to, TRAVEL, this.mode);
  }

  /** Ends a movement where it leads, so that something can stand on it. */
  arrive() {
    if (this.view !== this.#target) this.#travel(this.#target, 0, this.mode);
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
    const right = Math.max(this.insets.right, this.#covered.right) + REVEAL_MARGIN;
    // Handles and their "+" stand around what is brought into sight.
    const bottom = Math.max(this.insets.bottom, this.#covered.bottom && this.#covered.bottom + REVEAL_MARGIN);
    return { left: Math.max(left, this.headerWidth) + REVEAL_MARGIN, top: top + this.headerHeight, right, bottom };
  }

  /** The insets around all of the drawing. What the person wants to see whole stands beside a pane, not beneath it. */
  #around() {
    const { left, top, right, bottom } = this.insets;
    if (this.mode !== 'fit') return this.insets;
    const besides = (/** @type {number} */ covered) => covered && covered + FIT_MARGIN;
    return {
      ...{ left, top },
      right: Math.max(right, besides(this.#covered.right)),
      bottom: Math.max(bottom, besides(this.#covered.bottom)),
    };
  }

  /** The view of all of the drawing, by the rule that holds. */
  #whole() {
    const around = this.#around();
    const opening = this.mode === 'opening' ? readableView(this.#drawing, this.#canvas, around, this.#least) : null;
    const whole = opening ?? wholeView(this.#drawing, this.#canvas, around);
    if (opening || !this.coversNodes(whole)) return whole;
    return wholeView(this.#drawing, this.#canvas, { ...around, bottom: Math.max(around.bottom, FOOT_ROOM) });
  }

  /**
   * A view of the whole drawing with what must be seen out from under a pane that covers the canvas.
   * @param {View} view
   * @param {Box|null} [box] by default the selection
   * @returns {View} the same object where the pane covers nothing of it
   */
  #besidePane(view, box = this.selectionBox()) {
    if (!box || this.#covered.right + this.#covered.bottom === 0) return view;
    const corner = maths.toScreen(view, box);
    const { left, right, bottom } = this.#clear();
    if (box.width * view.scale > this.#canvas.width - left - right) return view;
    const hidden =
      (this.#covered.right > 0 && corner.x + box.width * view.scale > this.#canvas.width - right) ||
      (this.#covered.bottom > 0 && corner.y + box.height * view.scale > this.#canvas.height - bottom) ||
      !maths.touches(view, box, this.#canvas);
    return hidden ? maths.revealBox(view, box, this.#canvas, this.#clear()) : view;
  }

  /** Keeps the rule by which the view was made, after the canvas or the drawing changed its size. */
  #settle() {
    if (!this.#isShown || this.#drawing.width < 2) return;
    if (this.mode === 'opening') {
      this.#set(openingView(this.#drawing, this.#canvas, this.insets, this.#inSight, this.header, this.#least));
      this.#least = this.holdsWhole ? STILL_READABLE : READABLE;
    } else if (this.mode === 'fit') this.#set(this.#whole());
    // A movement under way has come to where it leads.
    else this.#set(maths.clampView(this.#target, this.#drawing, this.#canvas));
  }

  /** @param {View} view */
  #become(view) {
    this.mode = 'free';
    this.#halted = null;
    this.#set(maths.clampView(view, this.#drawing, this.#canvas));
  }

  /** @param {View} view */
  #set(view) {
    cancelAnimationFrame(this.#frame);
    this.view = view;
    this.#target = view;
    this.#frame = requestAnimationFrame(() => this.#paint(this.view));
  }

  /** @param {View} to @param {number} duration ms @param {'opening'|'fit'|'free'} [mode] */
  #travel(to, duration, mode = 'free') {
    this.mode = mode;
    const target = mode === 'free' ? maths.clampView(to, this.#drawing, this.#canvas) : to;
    cancelAnimationFrame(this.#frame);
    this.#halted = null;
    this.#target = target;
    if (reducedMotion() || duration === 0) {
      this.view = target;
      this.#paint(target);
      return;
    }
    const from = maths.nearEnough(this.view, target, this.#canvas);
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
