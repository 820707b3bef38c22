/**
 * What floats over the canvas goes out of the way of what must be seen: of its places (`data-place`, in CSS) each takes the first at which it
 * covers nothing. The view stays as it is.
 * @typedef {import('../core/events.js').Box} Box
 * @typedef {{ element: HTMLElement, places: string[], hides: boolean, measured: string, boxes: Box[] }} Float
 */
import { overlaps } from './sides.js';

/** @param {Box[]} places @param {Box[]} clear @returns {number} the first place that covers nothing, else -1 */
export const firstFree = (places, clear) => places.findIndex((place) => !clear.some((box) => overlaps(place, box)));

export class GiveWay {
  #pane; #clear; #calm;
  /** @type {Float[]} */ #floats = [];
  #frame = 0;

  /**
   * @param {HTMLElement} pane @param {{ clear: () => Box[], calm: () => boolean }} parts `clear` says what must be seen, in pixels of the pane;
   *   nothing moves unless `calm`
   */
  constructor(pane, { clear, calm }) {
    this.#pane = pane;
    this.#clear = clear;
    this.#calm = calm;
  }

  /** Lets an element give way; who was added first chooses first. @param {HTMLElement} element @param {string[]} places the usual one first @param {boolean} [hides] it is hidden where no place is free; else it stays at the usual one */
  add(element, places, hides = false) {
    this.#floats.push({ element, places, hides, measured: '', boxes: [] });
  }

  /** Looks again, once a frame. */
  soon() {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => this.#look());
  }

  stop() {
    cancelAnimationFrame(this.#frame);
  }

  #look() {
    if (!this.#calm()) return;
    const clear = this.#clear();
    for (const float of this.#floats) {
      if (float.element.offsetParent === null) continue;
      const boxes = this.#measured(float);
      const found = firstFree(boxes, clear);
      float.element.dataset.place = float.places[Math.max(0, found)];
      float.element.classList.toggle('gives-way', float.hides && found < 0);
      // Those that are after it leave it alone too.
      if (found >= 0 || !float.hides) clear.push(boxes[Math.max(0, found)]);
    }
  }

  /** @param {Float} float @returns {Box[]} where it would be at each of its places */
  #measured(float) {
    const { element, places } = float;
    const size = [this.#pane.clientWidth, this.#pane.clientHeight, element.offsetWidth, element.offsetHeight].join(' ');
    if (float.measured !== size) {
      const corner = this.#pane.getBoundingClientRect();
      float.boxes = places.map((place) => {
        element.dataset.place = place;
        const { x, y, width, height } = element.getBoundingClientRect();
        return { x: x - corner.x, y: y - corner.y, width, height };
      });
      float.measured = size;
    }
    return float.boxes;
  }
}
