/**
 * Sends tokens along edges. It only shows what has happened already and delays nothing. The tokens are elements of
 * their own over
 * the canvas, so that the browser need not paint the drawing again for every frame.
 * @typedef {import('./marks.js').Stage} Stage
 */
import { h, reducedMotion } from '../core/dom.js';
import { lengthOf, pointAlong } from '../core/way.js';

const SHORTEST = 400;
const LONGEST = 900;
/** Drawing units that a token makes in the shortest time. */
const REACH = 400;
/** What is shorter nobody sees, and slowly no token travels longer, in ms. */
const SEEN = 60;
const SLOWEST = 1800;
const ease = (/** @type {number} */ t) => (t < 0.5 ? 2 * t * t : 1 - (2 - 2 * t) ** 2 / 2);

/**
 * How long a token travels: at every speed it is there before the next step.
 * @param {number} length @param {number} speed @returns {number} in ms
 */
export const travelTime = (length, speed) =>
  Math.min(SLOWEST, Math.min(LONGEST, SHORTEST * Math.max(1, length / REACH)) / speed);

export class Travel {
  #stage;
  #ways;
  #frame = 0;
  /** @type {() => void} */ #finish = () => {};

  /** @param {Stage} stage @param {import('../core/events.js').Geometry} geometry */
  constructor(stage, geometry) {
    this.#stage = stage;
    this.#ways = new Map(geometry.edges.map(({ id, points, pieces }) => [id, pieces ?? [points]]));
  }

  /** @param {string[]} edges @param {number} speed @param {{ leave: () => void, arrive: () => void }} steps */
  send(edges, speed, { leave, arrive }) {
    this.stop();
    const known = edges.flatMap((id) => {
      const ways = this.#ways.get(id);
      return ways ? [ways] : [];
    });
    if (known.length === 0 || reducedMotion()) return;
    const tokens = known.map((ways) => ({
      ways,
      length: lengthOf(ways),
      token: h('div', { class: 'run-traveller', 'aria-hidden': 'true' }),
    }));
    const longest = Math.max(...tokens.map(({ length }) => length));
    const duration = travelTime(longest, speed);
    if (duration < SEEN) return;
    this.#stage.floats.append(...tokens.map(({ token }) => token));
    leave();
    this.#finish = () => {
      cancelAnimationFrame(this.#frame);
      for (const { token } of tokens) token.remove();
      arrive();
    };
    const start = performance.now();
    const move = (/** @type {number} */ now) => {
      const progress = Math.min(1, Math.max(0, (now - start) / duration));
      for (const { ways, length, token } of tokens) {
        const [x, y] = pointAlong(ways, ease(progress) * length);
        const point = this.#stage.toScreen({ x, y });
        token.style.transform = `translate(${point.x}px, ${point.y}px)`;
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
}
