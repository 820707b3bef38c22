/**
 * What floats over the canvas goes out of the way of what must be seen: of its positions (`data-place`, in CSS) each
 * takes the first at which it covers nothing. The view stays as it is.
 * @typedef {import('../core/events.js').Box} Box
 * @typedef {{ element: HTMLElement, positions: string[], hides: boolean, beside: () => Box[], measured: string, boxes:
 *   Box[] }} Float
 */
import { afterLayout } from '../core/after-layout.js';
import { overlaps } from '../core/boxes.js';
import { setAttribute } from '../core/dom.js';

/** @param {Box[]} candidates @param {Box[]} clear @returns {number} the first box that covers nothing, else -1 */
export const firstFree = (candidates, clear) =>
  candidates.findIndex((candidate) => !clear.some((box) => overlaps(candidate, box)));

/** @param {Box[]} candidates @param {Box[]} clear @returns {number} the box that covers least */
export function leastCovering(candidates, clear) {
  const covered = candidates.map((candidate) => clear.reduce((sum, box) => sum + shared(candidate, box), 0));
  return covered.indexOf(Math.min(...covered));
}

/** @param {Box} a @param {Box} b */
function shared(a, b) {
  const along = (/** @type {'x'|'y'} */ from, /** @type {'width'|'height'} */ size) =>
    Math.max(0, Math.min(a[from] + a[size], b[from] + b[size]) - Math.max(a[from], b[from]));
  return along('x', 'width') * along('y', 'height');
}

export class GiveWay {
  #pane;
  #clear;
  #mayMove;
  /** @type {Float[]} */ #floats = [];
  #stopped = false;
  /** Messages come and go, buttons appear. */ #observer = new ResizeObserver(() => this.soon());

  /**
   * @param {HTMLElement} pane
   * @param {{ clear: () => Box[], mayMove: () => boolean }} parts `clear` says what must be seen, in pixels of the
   *   pane; nothing moves unless `mayMove`
   */
  constructor(pane, { clear, mayMove }) {
    this.#pane = pane;
    this.#clear = clear;
    this.#mayMove = mayMove;
  }

  /**
   * Lets an element give way; who was added first chooses first.
   * @param {HTMLElement} element @param {string[]} positions the usual one first
   * @param {boolean} [hides] it is hidden where no position is free, unless the keyboard is in it; else it takes the
   *   position at which it covers least
   * @param {() => Box[]} [beside] what this one leaves free too, where it can
   * @returns {() => Box|null} its usual box, in pixels of the pane; null while it is not shown
   */
  add(element, positions, hides = false, beside = () => []) {
    const float = { element, positions, hides, beside, measured: '', boxes: [] };
    this.#floats.push(float);
    element.dataset.place = positions[0] ?? '';
    this.#observer.observe(element);
    return () => (element.offsetWidth === 0 ? null : (this.#measured(float)[0] ?? null));
  }

  /** Looks again, once a frame. */
  soon() {
    afterLayout(this.#look);
  }

  stop() {
    this.#stopped = true;
    this.#observer.disconnect();
  }

  #look = () => {
    if (this.#stopped || !this.#mayMove()) return;
    const clear = this.#clear();
    // All is read before anything is changed.
    const seen = this.#floats
      .filter(({ element }) => element.offsetWidth > 0)
      .map((float) => ({ float, boxes: this.#measured(float) }));
    for (const { float, boxes } of seen) {
      const { element, positions } = float;
      const most = firstFree(boxes, [...clear, ...float.beside()]);
      const free = most < 0 ? firstFree(boxes, clear) : most;
      const gone = free < 0 && float.hides && !element.contains(document.activeElement);
      const chosen = free < 0 ? leastCovering(boxes, clear) : free;
      setAttribute(element, 'data-place', positions[chosen] ?? '');
      element.classList.toggle('gives-way', gone);
      // Those that are after it leave it alone too.
      if (!gone) clear.push(...boxes.slice(chosen, chosen + 1));
    }
  };

  /** @param {Float} float @returns {Box[]} where it would be at each of its positions */
  #measured(float) {
    const { element, positions } = float;
    const { clientWidth, clientHeight, className } = this.#pane;
    // The class tells what else moves them.
    const size = [
      clientWidth,
      clientHeight,
      className,
      element.offsetWidth,
      element.offsetHeight,
      element.style.cssText,
    ].join(' ');
    if (float.measured !== size) {
      const corner = this.#pane.getBoundingClientRect();
      const { place: now = positions[0] } = element.dataset;
      float.boxes = positions.map((position) => {
        element.dataset.place = position;
        const { x, y, width, height } = element.getBoundingClientRect();
        return { x: x - corner.x, y: y - corner.y, width, height };
      });
      element.dataset.place = now;
      float.measured = size;
    }
    return float.boxes;
  }
}
