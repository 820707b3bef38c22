/** Where what a gesture would add will stand: the server is asked for the drawing that would come of it, and nothing is changed. */

/** Milliseconds for which a gesture aims at the same before the server is asked; so a hand that goes on asks for little. */
const PAUSE = 200;

/**
 * @typedef {import('../core/events.js').Geometry} Geometry
 * @typedef {import('./viewport-math.js').Point} Point
 * @typedef {{ node?: Geometry['nodes'][number], ways: Point[][] }} Foreseen   the new node and the ways of the new edges, in units of the drawing that is shown
 */
export class Foresight {
  #desk;
  /** What is known of the picture that is shown, by operations. @type {Map<string, Geometry|null>} */ #known = new Map();
  #asked = '';
  /** @type {ReturnType<typeof setTimeout>|undefined} */ #timer;
  #stop;

  /** @param {import('./desk.js').Desk} desk */
  constructor(desk) {
    this.#desk = desk;
    this.#stop = desk.bus.on('picture.changed', () => {
      this.#known.clear();
      this.rest();
    });
  }

  /**
   * @param {object[]} operations what the gesture would ask for @param {string|null} beside a node that is there, beside which the new parts are shown
   * @param {() => void} come is called when more is known, if nothing else was asked for since
   * @returns {Foreseen|null} null while nothing is known
   */
  of(operations, beside, come) {
    const key = JSON.stringify(operations);
    const known = this.#known.get(key);
    if (known) return this.#shown(known, beside);
    if (this.#asked === key) return null;
    this.rest();
    if (known === null) return null;
    this.#asked = key;
    this.#timer = setTimeout(() => {
      const picture = this.#desk.state.picture;
      this.#desk.bus.emit('foresight.requested', { operations, answer: (geometry) => {
        if (picture !== this.#desk.state.picture) return;
        this.#known.set(key, geometry);
        if (this.#asked === key && geometry) come();
      } });
    }, PAUSE);
    return null;
  }

  /** Asks for nothing more. */
  rest() {
    clearTimeout(this.#timer);
    this.#asked = '';
  }

  stop() {
    this.rest();
    this.#stop();
  }

  /** @param {Geometry} next @param {string|null} beside @returns {Foreseen} */
  #shown(next, beside) {
    const { geometry } = this.#desk;
    const nodeOf = (/** @type {Geometry} */ one) => one.nodes.find((node) => node.id === beside) ?? one.lanes[0];
    const [now, then] = [nodeOf(geometry), nodeOf(next)];
    const by = now && then ? { x: now.x - then.x, y: now.y - then.y } : { x: 0, y: 0 };
    const added = next.nodes.find((node) => !geometry.nodes.some((other) => other.id === node.id));
    const edges = next.edges.filter((edge) => !geometry.edges.some((other) => other.id === edge.id));
    return {
      ...(added ? { node: { ...added, x: added.x + by.x, y: added.y + by.y } } : {}),
      ways: edges.map((edge) => edge.points.map(([x, y]) => ({ x: x + by.x, y: y + by.y }))),
    };
  }
}
