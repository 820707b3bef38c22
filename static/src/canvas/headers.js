/**
 * Lane headers that stay in sight: where the drawing's own headers are panned out at the left, copies stand at the edge of the canvas.
 * @typedef {import('../core/events.js').Geometry} Geometry
 * @typedef {import('./viewport-math.js').View} View
 */
import { h } from '../core/dom.js';

const NARROWEST = 68;
const WIDEST = 124;
/** Below this width a name is set one word a line. */
const ONE_WORD = 94;
const phone = matchMedia('(max-width: 799px)');

export class StickyHeaders {
  /** The layer that holds them. */ element = h('div', { class: 'lane-headers', 'aria-hidden': 'true' });
  /** Their width now, 0 where none sticks. */ width = 0;
  /** @type {{ id: string, box: import('../core/events.js').Box, header: HTMLElement, top: number, height: number }[]} */ #lanes = [];
  /** Where those of the picture before stood, by their lanes. @type {Map<string, { top: number, height: number }>} */ #before = new Map();
  #drawn = NARROWEST;

  /** @param {Geometry} geometry @param {number} drawn the width of the drawing's own headers */
  show(geometry, drawn) {
    this.#drawn = drawn;
    const lanes = geometry.lanes.length / (geometry.rows ?? 1);
    this.#before = new Map(this.width ? this.#lanes.map(({ id, top, height }) => [id, { top, height }]) : []);
    this.#lanes = geometry.lanes.map((lane, index) => ({
      id: lane.id, box: lane, top: 0, height: 0,
      header: h('div', { class: `lane-header ${(index % lanes) % 2 ? 'band-b' : 'band-a'}`, 'data-lane': geometry.lanes[index % lanes].id }, h('span', {}, lane.label || lane.id)),
    }));
    this.element.replaceChildren(...this.#lanes.map(({ header }) => header));
  }

  /** How wide they are when they stick. @param {number} scale */
  stickyWidth(scale) {
    return phone.matches ? NARROWEST : Math.min(WIDEST, Math.max(NARROWEST, this.#drawn * scale));
  }

  /** @param {View} view @param {import('./viewport-math.js').Size} canvas */
  paint(view, canvas) {
    const wanted = this.stickyWidth(view.scale);
    const sticks = view.x < Math.min(0, wanted - this.#drawn * view.scale) + 0.5 && view.x < 0 && this.#lanes.length > 0;
    this.width = sticks ? wanted : 0;
    this.element.hidden = !sticks;
    if (!sticks) return;
    this.element.style.width = `${wanted}px`;
    this.element.classList.toggle('narrow', wanted < ONE_WORD);
    for (const lane of this.#lanes) {
      const { box, header } = lane;
      lane.top = Math.max(0, box.y * view.scale + view.y);
      lane.height = Math.max(0, Math.min(canvas.height, (box.y + box.height) * view.scale + view.y) - lane.top);
      header.hidden = lane.height === 0;
      header.style.transform = `translateY(${lane.top}px)`;
      header.style.height = `${lane.height}px`;
    }
  }

  /** Lets them come from where they stood on the picture before. @param {import('./motion.js').Motion} motion */
  glide(motion) {
    if (this.width === 0) return;
    for (const { id, header, top, height } of this.#lanes) {
      const was = this.#before.get(id);
      if (was && (was.top !== top || was.height !== height)) motion.bring(header, { transform: `translateY(${was.top}px)`, height: `${was.height}px` });
    }
  }
}
