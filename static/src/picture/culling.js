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

export class Culling {
  /** @type {{ group: SVGGElement, boxes: Box[], shown: boolean }[]} */ #parts = [];
  /** The part of the drawing for which what is shown holds. @type {Box|null} */ #valid = null;
  /** Zoomed in further than this, too much would be kept. */ #most = 0;

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
  }

  /** @param {import('./viewport-math.js').View} view @param {import('./viewport-math.js').Size} canvas */
  paint(view, canvas) {
    if (this.#parts.length === 0) return;
    const corner = toDrawing(view, { x: 0, y: 0 });
    const seen = { ...corner, width: canvas.width / view.scale, height: canvas.height / view.scale };
    if (this.#valid && view.scale <= this.#most && covers(this.#valid, seen)) return;
    const margin = MARGIN / view.scale;
    const kept = {
      x: seen.x - margin,
      y: seen.y - margin,
      width: seen.width + 2 * margin,
      height: seen.height + 2 * margin,
    };
    this.#valid = kept;
    this.#most = view.scale * 2;
    for (const part of this.#parts) {
      const shown = part.boxes.some(
        (box) =>
          box.x <= kept.x + kept.width &&
          kept.x <= box.x + box.width &&
          box.y <= kept.y + kept.height &&
          kept.y <= box.y + box.height,
      );
      if (shown === part.shown) continue;
      part.shown = shown;
      part.group.style.display = shown ? '' : 'none';
    }
  }
}

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
