/**
 * Takes what is far out of sight out of the page, so that a zoom over a thousand nodes finds no styles of them to
 * compute; small drawings are left alone. `display: none` would not do: of a group in an SVG, Chromium computes and
 * lays out what is in it all the same.
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
  /** What holds the parts. @type {Element|null} */ #graph = null;
  #frame = 0;

  /**
   * @param {{ group: SVGGElement, boxes: Box[] }[]} parts in the order of the page, in it or not; `boxes`: what of the
   *   drawing they cover
   * @param {Element|null} graph what holds them
   */
  show(parts, graph) {
    this.#parts = parts.map((part) => ({ ...part, shown: part.group.parentNode !== null }));
    this.#graph = graph;
    this.#valid = null;
    this.#waiting = [];
    if (parts.length >= FEW) return;
    this.#waiting = this.#parts.filter(({ shown }) => !shown);
    this.#work(Infinity);
    this.#parts = [];
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
    if (this.#waiting.length === 0) return;
    const changing = new Set(this.#waiting.splice(-most));
    let next = this.#graph?.querySelector(':scope > .loop') ?? null;
    for (const part of this.#parts.toReversed()) {
      if (changing.has(part)) {
        part.shown = !part.shown;
        if (part.shown) this.#graph?.insertBefore(part.group, next);
        else part.group.remove();
      }
      if (part.shown) next = part.group;
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
 * What edges and nodes cover, in the order of the SVG: a long edge only what its pieces cover, not all that lies
 * between its ends.
 * @param {import('../core/events.js').Geometry} geometry @param {Map<string, SVGGElement>} groups
 */
export function cullable(geometry, groups) {
  const parts = [
    ...geometry.edges.map((edge) => ({
      id: `edge-${edge.id}`,
      boxes: [...pieces(edge.points), ...(edge.label_box ? [edge.label_box] : [])],
    })),
    ...geometry.nodes.map((node) => ({ id: `node-${node.id}`, boxes: /** @type {Box[]} */ ([node]) })),
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
