/**
 * Sends tokens along edges. It only shows what has happened already and delays nothing.
 * @typedef {import('./marks.js').Stage} Stage
 */
import { reducedMotion } from '../core/dom.js';
import { travellingToken } from './mark-shapes.js';

const SHORTEST = 400;
const LONGEST = 900;
/** Drawing units that a token makes in the shortest time. */
const REACH = 400;
const ease = (/** @type {number} */ t) => (t < 0.5 ? 2 * t * t : 1 - (2 - 2 * t) ** 2 / 2);

export class Travel {
  #stage;
  #frame = 0;
  /** @type {() => void} */ #finish = () => {};

  /** @param {Stage} stage */
  constructor(stage) {
    this.#stage = stage;
  }

  /** @param {string[]} edges @param {SVGElement} layer @param {number} speed @param {{ leave: () => void, arrive: () => void }} steps */
  send(edges, layer, speed, { leave, arrive }) {
    this.stop();
    const ways = edges.map((id) => this.#pathOf(id)).filter((way) => way !== null);
    if (ways.length === 0 || reducedMotion()) return;
    const tokens = ways.map((way) => ({ way, length: way.getTotalLength(), token: travellingToken() }));
    const longest = Math.max(...tokens.map(({ length }) => length));
    const duration = Math.min(LONGEST, SHORTEST * Math.max(1, longest / REACH)) / speed;
    layer.append(...tokens.map(({ token }) => token));
    leave();
    this.#finish = () => {
      cancelAnimationFrame(this.#frame);
      for (const { token } of tokens) token.remove();
      arrive();
    };
    const start = performance.now();
    const move = (/** @type {number} */ now) => {
      const progress = Math.min(1, Math.max(0, (now - start) / duration));
      for (const { way, length, token } of tokens) {
        const { x, y } = way.getPointAtLength(ease(progress) * length);
        token.setAttribute('transform', `translate(${x} ${y})`);
      }
      if (progress === 1) this.stop();
      else this.#frame = requestAnimationFrame(move);
    };
    move(start);
  }

  /** Ends a travel under way at once. */
  stop() {
    const finish = this.#finish;
    this.#finish = () => {};
    finish();
  }

  /** @param {string} edge @returns {SVGPathElement|null} */
  #pathOf(edge) {
    const path = this.#stage.element({ kind: 'edge', id: edge })?.querySelector('path');
    return path instanceof SVGPathElement ? path : null;
  }
}
