/**
 * Sends tokens along edges. It only shows what has happened already and delays nothing. The tokens are elements of
 * their own over the canvas that the browser moves by itself: neither scripts nor the drawing have to do anything for a
 * frame.
 * @typedef {import('./marks.js').Stage} Stage
 * @typedef {import('../core/way.js').Point} Point
 * @typedef {{ ways: Point[][], token: HTMLElement, animation: Animation }} Token
 */
import { h, reducedMotion } from '../core/dom.js';
import { lengthOf, segmentsOf } from '../core/way.js';

const SHORTEST = 400;
const LONGEST = 900;
/** Drawing units that a token makes in the shortest time. */
const REACH = 400;
/** What is shorter nobody sees, and slowly no token travels longer, in ms. */
const SEEN = 60;
const SLOWEST = 1800;
const EASE = 'cubic-bezier(.45, 0, .55, 1)';

/**
 * How long a token travels: at every speed it is there before the next step.
 * @param {number} length @param {number} speed @returns {number} in ms
 */
export const travelTime = (length, speed) =>
  Math.min(SLOWEST, Math.min(LONGEST, SHORTEST * Math.max(1, length / REACH)) / speed);

/**
 * Where a token is at which share of its way; between two ways it jumps.
 * @param {Point[][]} ways @param {number} scale pixels a unit of the drawing
 * @returns {{ offset: number, transform: string }[]}
 */
export function framesAlong(ways, scale) {
  const length = lengthOf(ways) || 1;
  let along = 0;
  const frame = (/** @type {Point} */ [x, y]) => ({
    offset: Math.min(1, along / length),
    transform: `translate(${x * scale}px, ${y * scale}px)`,
  });
  const frames = ways.flatMap((way) => [
    ...way.slice(0, 1).map(frame),
    ...segmentsOf(way).map(([from, to]) => {
      along += Math.hypot(to[0] - from[0], to[1] - from[1]);
      return frame(to);
    }),
  ]);
  return frames.map((each, index) => (index === frames.length - 1 ? { ...each, offset: 1 } : each));
}

export class Travel {
  #stage;
  #ways;
  #layer = h('div', { class: 'run-travel', 'aria-hidden': 'true' });
  #scale = 0;
  /** @type {Token[]} */ #tokens = [];
  /** @type {() => void} */ #finish = () => {};

  /** @param {Stage} stage @param {import('../core/events.js').Geometry} geometry */
  constructor(stage, geometry) {
    this.#stage = stage;
    this.#ways = new Map(geometry.edges.map(({ id, points, pieces }) => [id, pieces ?? [points]]));
    stage.floats.append(this.#layer);
  }

  /** @param {string[]} edges @param {number} speed @param {{ leave: () => void, arrive: () => void }} steps */
  send(edges, speed, { leave, arrive }) {
    this.stop();
    const known = edges.flatMap((id) => {
      const ways = this.#ways.get(id);
      return ways ? [ways] : [];
    });
    if (known.length === 0 || reducedMotion()) return;
    const duration = travelTime(Math.max(...known.map(lengthOf)), speed);
    if (duration < SEEN) return;
    this.#scale = this.#stage.viewport.scale;
    this.#move();
    this.#tokens = known.map((ways) => {
      const token = h('div', { class: 'run-traveller' });
      this.#layer.append(token);
      const animation = token.animate(framesAlong(ways, this.#scale), { duration, easing: EASE, fill: 'both' });
      return { ways, token, animation };
    });
    leave();
    this.#finish = () => {
      for (const { animation } of this.#tokens) animation.cancel();
      this.#layer.replaceChildren();
      this.#tokens = [];
      arrive();
    };
    const [first] = this.#tokens;
    if (first) first.animation.onfinish = () => this.stop();
  }

  /** The view is another one: tokens under way stay on their edges. */
  place() {
    if (this.#tokens.length === 0) return;
    this.#move();
    const { scale } = this.#stage.viewport;
    if (scale === this.#scale) return;
    this.#scale = scale;
    for (const { ways, animation } of this.#tokens)
      /** @type {KeyframeEffect} */ (animation.effect).setKeyframes(framesAlong(ways, scale));
  }

  #move() {
    const { x, y } = this.#stage.toScreen({ x: 0, y: 0 });
    this.#layer.style.transform = `translate(${x}px, ${y}px)`;
  }

  /** Takes the layer of the tokens off the stage. */
  leave() {
    this.stop();
    this.#layer.remove();
  }

  /** Ends a travel under way at once. */
  stop() {
    const finish = this.#finish;
    this.#finish = () => {};
    finish();
  }
}
