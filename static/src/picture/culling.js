/**
 * Takes what is far out of sight out of the layout of the page. Text in SVG is laid out anew at every scale, so that a
 * zoom over
 * a thousand nodes would stutter; small drawings are left alone.
 * @typedef {import('../core/events.js').Box} Box
 */
import { segmentsOf } from '../core/way.js';
import { toDrawing } from './viewport-math.js';

/** Fewer parts than this are all kept. */
const FEW = 300;
/** Pixels around the canvas that are kept too, so that panning does not compute at every frame. */
const MARGIN = 400;

/** As many parts a frame may begin or cease to be shown: the browser makes the layout of each anew. */
const MOST_A_FRAME = 100;

/** @typedef {{ group: SVGGElement, boxes: Box[], shown: boolean }} Part */

export class Culling {
  /** @type {Part[]} */ #parts = [];
  /** The part of the drawing for which what is shown holds. @type {Box|null} */ #valid = null;
  /** Zoomed in further than this, too much would be kept. */ #most = 0;
  /** What is still to be shown or hidden, the most urgent last. @type {Part[]} */ #waiting = [];
  #frame = 0;

  /**
   * @param {{ group: SVGGElement, boxes: Box[] }[]} parts as they stand in the page; `boxes`: what of the drawing they
   *   cover
   */
  show(parts) {
    const few = parts.length < FEW;
    this.#parts = [];
    for (const part of parts) {
      const { style } = part.group;
      if (few) style.display = '';
      else this.#parts.push({ ...part, shown: style.display !== 'none' });
    }
    this.#valid = null;
    this.#waiting = [];
  }

  /**
   * @param {import('./viewport-math.js').View} view @param {import('./viewport-math.js').Size} canvas
   * @param {boolean} [atOnce] the picture is another one: what is in sight is shown with it
   */
  paint(view, canvas, atOnce = false) {
    if (this.#parts.length === 0) return;
    const corner = toDrawing(view, { x: 0, y: 0 });
    const seen = { ...corner, width: canvas.width / view.scale, height: canvas.height / view.scale };
    if (!this.#valid || view.scale > this.#most || !covers(this.#valid, seen)) this.#look(view, seen);
    this.#work(atOnce ? Infinity : MOST_A_FRAME);
  }

  /** Finds what has to change. @param {import('./viewport-math.js').View} view @param {Box} seen */
  #look(view, seen) {
    const margin = MARGIN / view.scale;
    const kept = {
      x: seen.x - margin,
      y: seen.y - margin,
      width: seen.width + 2 * margin,
      height: seen.height + 2 * margin,
    };
    this.#valid = kept;
    this.#most = view.scale * 2;
    const changing = this.#parts.filter((part) => meets(part, kept) !== part.shown);
    const urgency = (/** @type {Part} */ part) => (part.shown ? 0 : meets(part, seen) ? 2 : 1);
    this.#waiting = changing.toSorted((one, other) => urgency(one) - urgency(other));
  }

  /** @param {number} most */
  #work(most) {
    cancelAnimationFrame(this.#frame);
    for (const part of this.#waiting.splice(-most)) {
      part.shown = !part.shown;
      part.group.style.display = part.shown ? '' : 'none';
    }
    if (this.#waiting.length > 0) this.#frame = requestAnimationFrame(() => this.#work(MOST_A_FRAME));
  }
}

/** @param {Part} part @param {Box} area */
const meets = ({ boxes }, area) =>
  boxes.some(
    (box) =>
      box.x <= area.x + area.width &&
      area.x <= box.x + box.width &&
      box.y <= area.y + area.height &&
      area.y <= box.y + box.height,
  );

/**
 * What nodes and edges cover: a long edge only what its pieces cover, not all that lies between its ends.
 * @param {import('../core/events.js').Geometry} geometry @param {Map<string, SVGGElement>} groups
 */
export function cullable(geometry, groups) {
  const parts = [
    ...geometry.nodes.map((node) => ({ id: `node-${node.id}`, boxes: /** @type {Box[]} */ ([node]) })),
    ...geometry.edges.map((edge) => ({
      id: `edge-${edge.id}`,
      boxes: [...pieces(edge.points), ...(edge.label_box ? [edge.label_box] : [])],
    })),
  ];
  return parts.flatMap(({ id, boxes }) => {
    const group = groups.get(id);
    return group ? [{ group, boxes }] : [];
  });
}

/** @param {[number, number][]} points @returns {Box[]} */
const pieces = (points) =>
  segmentsOf(points).map(([[fromX, fromY], [x, y]]) => ({
    x: Math.min(x, fromX),
    y: Math.min(y, fromY),
    width: Math.abs(x - fromX),
    height: Math.abs(y - fromY),
  }));

/** @param {Box} outer @param {Box} inner */
const covers = (outer, inner) =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height;
