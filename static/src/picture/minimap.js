/**
 * The whole drawing, small, with a frame around what is in sight; hidden while all is. Dragging in it moves the view.
 * @typedef {import('../core/events.js').Geometry} Geometry
 */
import { h, s } from '../core/dom.js';
import { nodePath } from './shapes.js';

const WIDTH = 192;
const HIGHEST = 64;

export class Minimap {
  #frame = s('rect', { class: 'minimap-frame', rx: 2 });
  #content = s('g');
  #picture = s('svg', { width: WIDTH }, this.#content, this.#frame);
  element = h('div', { class: 'minimap float', 'aria-hidden': 'true' }, this.#picture);
  #viewport;
  #scale = 1;

  /** @param {import('./viewport.js').Viewport} viewport */
  constructor(viewport) {
    this.#viewport = viewport;
    const move = (/** @type {PointerEvent} */ event) => {
      const corner = this.#picture.getBoundingClientRect();
      viewport.centreOn({
        x: (event.clientX - corner.left) / this.#scale,
        y: (event.clientY - corner.top) / this.#scale,
      });
    };
    this.element.addEventListener('pointerdown', (event) => {
      event.stopPropagation();
      event.preventDefault();
      this.element.setPointerCapture(event.pointerId);
      move(event);
    });
    this.element.addEventListener('pointermove', (event) => {
      if (this.element.hasPointerCapture(event.pointerId)) move(event);
    });
  }

  /** @param {Geometry} geometry */
  show(geometry) {
    this.#scale = Math.min(WIDTH / Math.max(1, geometry.width), HIGHEST / Math.max(1, geometry.height));
    this.#picture.setAttribute('width', String(geometry.width * this.#scale));
    this.#picture.setAttribute('height', String(geometry.height * this.#scale));
    this.#content.setAttribute('transform', `scale(${this.#scale})`);
    const shapes = ['circle', 'rectangle', 'diamond', 'taskbox'].map((shape) =>
      s('path', {
        class: `minimap-${shape}`,
        d: geometry.nodes
          .filter((node) => node.shape === shape)
          .map((node) => nodePath(node))
          .join(''),
      }),
    );
    this.#content.replaceChildren(
      ...geometry.lanes.map((lane, index) =>
        s('rect', {
          class: index % 2 ? 'band-b' : 'band-a',
          x: lane.x,
          y: lane.y,
          width: lane.width,
          height: lane.height,
        }),
      ),
      s('path', {
        class: 'minimap-edges',
        d: geometry.edges.map((edge) => `M${edge.points.map((point) => point.join(' ')).join('L')}`).join(''),
      }),
      ...shapes,
    );
  }

  paint() {
    const { view, canvas, showsAll } = this.#viewport;
    this.element.hidden = showsAll;
    if (showsAll) return;
    const zoom = this.#scale / view.scale;
    const frame = { x: -view.x * zoom, y: -view.y * zoom, width: canvas.width * zoom, height: canvas.height * zoom };
    const width = Number(this.#picture.getAttribute('width'));
    const height = Number(this.#picture.getAttribute('height'));
    const left = Math.max(1, frame.x);
    const top = Math.max(1, frame.y);
    this.#frame.setAttribute('x', String(left));
    this.#frame.setAttribute('y', String(top));
    this.#frame.setAttribute('width', String(Math.max(2, Math.min(width - 1, frame.x + frame.width) - left)));
    this.#frame.setAttribute('height', String(Math.max(2, Math.min(height - 1, frame.y + frame.height) - top)));
  }
}
