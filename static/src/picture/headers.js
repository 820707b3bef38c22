/**
 * Lane headers that stay in sight: where the drawing's own headers are panned out, copies stand at the edge of the
 * canvas, at the left or,
 * where lanes stand upright, at the top.
 * @typedef {import('../core/events.js').Geometry} Geometry
 * @typedef {import('./viewport-math.js').View} View
 * @typedef {{ id: string, box: Geometry['lanes'][number], header: HTMLElement, top: number, height: number,
 *   set: string, place: string }} Lane   `set`: the room its name is set for; `place`: where it stands
 */
import { h } from '../core/dom.js';
import { LINE, setName } from './lane-names.js';

const NARROWEST = 68;
const WIDEST = 124;
/** The height of those at the top, in pixels. */
const STRIP = 28;
/** Beside a name, and its usual size: less of both where headers are narrow. */
const PADDING = { narrow: 3, wide: 6 };
const SIZE = { narrow: 11.5, wide: 12 };
const NARROW = 94;
const FONT = 'Arial, "Liberation Sans", Helvetica, sans-serif';
const MEASURED = 100;
const phone = matchMedia('(max-width: 799px)');

export class StickyHeaders {
  /** The layer that holds them. */ element = h('div', { class: 'lane-headers', 'aria-hidden': 'true' });
  /** Their width at the left now, 0 where none sticks there. */ width = 0;
  /** Their height at the top now, 0 where none sticks there. */ strip = 0;
  /** @type {Lane[]} */ #lanes = [];
  /**
   * Where those of the picture before stood, by their lanes.
   * @type {Map<string, { top: number, height: number }>}
   */
  #before = new Map();
  #drawn = NARROWEST;
  #upright = false;
  #measure = meter();

  /** @param {Geometry} geometry @param {number} drawn the width of the drawing's own headers */
  show(geometry, drawn) {
    this.#drawn = drawn;
    this.#upright = geometry.direction === 'down';
    this.element.classList.toggle('upright', this.#upright);
    const lanes = geometry.lanes.length / (geometry.rows ?? 1);
    this.#before = new Map(this.width ? this.#lanes.map(({ id, top, height }) => [id, { top, height }]) : []);
    this.#lanes = geometry.lanes.map((lane, index) => ({
      id: lane.id,
      box: lane,
      top: 0,
      height: 0,
      set: '',
      place: '',
      header: h(
        'div',
        {
          class: `lane-header ${(index % lanes) % 2 ? 'band-b' : 'band-a'}`,
          'data-lane': geometry.lanes[index % lanes]?.id,
        },
        h('span', { dir: 'auto' }),
      ),
    }));
    this.element.replaceChildren(...this.#lanes.map(({ header }) => header));
  }

  /** How wide they are when they stick. @param {number} scale */
  stickyWidth(scale) {
    if (this.#upright) return 0;
    return phone.matches ? NARROWEST : Math.min(WIDEST, Math.max(NARROWEST, this.#drawn * scale));
  }

  /** @param {View} view @param {import('./viewport-math.js').Size} canvas */
  paint(view, canvas) {
    if (this.#upright) this.#paintStrip(view, canvas);
    else this.#paintColumn(view, canvas);
  }

  /** @param {View} view @param {import('./viewport-math.js').Size} canvas */
  #paintStrip(view, canvas) {
    this.width = 0;
    this.element.hidden = view.y >= 0 || this.#lanes.length === 0;
    this.strip = this.element.hidden ? 0 : STRIP;
    if (this.element.hidden) return;
    this.element.style.width = '';
    for (const lane of this.#lanes) {
      const { box, header } = lane;
      const left = Math.max(0, box.x * view.scale + view.x);
      const width = Math.max(0, Math.min(canvas.width, (box.x + box.width) * view.scale + view.x) - left);
      header.hidden = width === 0;
      header.style.transform = `translateX(${left}px)`;
      header.style.width = `${width}px`;
      header.style.height = `${STRIP}px`;
      this.#name(lane, width, STRIP);
    }
  }

  /** @param {View} view @param {import('./viewport-math.js').Size} canvas */
  #paintColumn(view, canvas) {
    const wanted = this.stickyWidth(view.scale);
    const sticks =
      view.x < Math.min(0, wanted - this.#drawn * view.scale) + 0.5 && view.x < 0 && this.#lanes.length > 0;
    this.width = sticks ? wanted : 0;
    this.strip = 0;
    this.element.hidden = !sticks;
    if (!sticks) return;
    this.element.style.width = `${wanted}px`;
    for (const lane of this.#lanes) {
      const { box, header } = lane;
      lane.top = Math.max(0, box.y * view.scale + view.y);
      lane.height = Math.max(0, Math.min(canvas.height, (box.y + box.height) * view.scale + view.y) - lane.top);
      // Of those out of sight nothing is told: most lanes of a large diagram are.
      const place = lane.height === 0 ? 'away' : `${lane.top} ${lane.height}`;
      if (lane.place !== place) {
        // What is hidden already would be told so again.
        if (header.hidden !== (lane.height === 0)) header.hidden = lane.height === 0;
        header.style.transform = `translateY(${lane.top}px)`;
        header.style.height = `${lane.height}px`;
        lane.place = place;
      }
      this.#name(lane, wanted, lane.height);
    }
  }

  /**
   * Sets the name of a lane in its header; what is cut is told by the tooltip.
   * @param {Lane} lane
   * @param {number} width
   * @param {number} height
   */
  #name(lane, width, height) {
    const kind = width < NARROW ? 'narrow' : 'wide';
    const room = { width: width - 2 * PADDING[kind] - 2, height: height - 2 };
    const key = `${room.width.toFixed(1)} ${room.height.toFixed(1)}`;
    if (lane.set === key || height === 0) return;
    lane.set = key;
    const { header, box } = lane;
    const name = box.label || lane.id;
    const { lines, size, cut } = setName(name, room, SIZE[kind], this.#measure);
    const text = /** @type {HTMLElement} */ (header.firstElementChild);
    text.textContent = lines.join('\n');
    text.style.font = `700 ${size}px/${LINE} ${FONT}`;
    if (cut) header.title = name;
    else header.removeAttribute('title');
  }

  /** Lets them come from where they stood on the picture before. @param {import('./motion.js').Motion} motion */
  glide(motion) {
    if (this.width === 0) return;
    for (const { id, header, top, height } of this.#lanes) {
      const was = this.#before.get(id);
      if (was && (was.top !== top || was.height !== height))
        motion.bring(header, { transform: `translateY(${was.top}px)`, height: `${was.height}px` });
    }
  }
}

/** @returns {(text: string) => number} the width of bold words of one pixel's size */
function meter() {
  const pen = /** @type {CanvasRenderingContext2D} */ (document.createElement('canvas').getContext('2d'));
  /** @type {Map<string, number>} */ const known = new Map();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    pen.font = `700 ${MEASURED}px ${FONT}`;
    const width = pen.measureText(text).width / MEASURED;
    known.set(text, width);
    return width;
  };
}
