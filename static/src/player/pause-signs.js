/** The signs of breakpoints on the drawing, in a run and outside. */
import { s } from '../core/dom.js';
import { middleOf } from '../core/way.js';
import { showReadable } from './marks.js';
import { pauseSign } from './mark-shapes.js';

/** How far from the corner of its box the sign of a shape is, as shares. @type {Record<string, [number, number]>} */
const INSET = { diamond: [0.2, 0.17], circle: [0.14, 0.14] };

export class PauseSigns {
  #stage;
  #layer = s('g', { class: 'pause-layer', 'aria-hidden': 'true' });
  #drawn = '';

  /** @param {import('./marks.js').Stage} stage */
  constructor(stage) {
    this.#stage = stage;
    stage.overlay.append(this.#layer);
    this.resize(stage.viewport.scale);
  }

  /** @param {import('./breakpoints.js').Breakpoint[]} points @param {import('../core/events.js').Picture} picture */
  show(points, { geometry, diagram }) {
    const shapes = new Map(diagram.nodes.map(({ id, shape }) => [id, shape]));
    const signs = points.flatMap((point) => {
      const place =
        point.kind === 'edge' ? edgeMiddle(point.id, geometry) : this.#corner(point.id, shapes.get(point.id));
      return place ? [{ place, plain: point.when === 'always' }] : [];
    });
    const key = JSON.stringify(signs);
    if (key === this.#drawn) return;
    this.#drawn = key;
    this.#layer.replaceChildren(...signs.map(({ place, plain }) => pauseSign(place, plain)));
  }

  /** @param {string} id @param {string|undefined} shape */
  #corner(id, shape) {
    const box = shape && this.#stage.box({ kind: 'node', id });
    if (!box) return null;
    const [x, y] = INSET[shape] ?? [0, 0];
    return { x: box.x + box.width * x, y: box.y + box.height * y };
  }

  /** @param {number} scale */
  resize(scale) {
    showReadable(this.#layer, scale);
  }

  remove() {
    this.#layer.remove();
  }
}

/** @param {string} id @param {import('../core/events.js').Geometry} geometry */
function edgeMiddle(id, geometry) {
  const edge = geometry.edges.find((one) => one.id === id);
  return edge ? middleOf(edge.pieces ?? [edge.points]) : null;
}
