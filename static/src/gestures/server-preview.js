/**
 * Where what a gesture would add or move will stand: the server is asked for the drawing that would come of it, and
 * nothing is changed.
 */

/**
 * Milliseconds for which a gesture aims at the same before the server is asked; so a hand that goes on asks for little.
 */
const PAUSE = 200;

/**
 * @typedef {import('../core/events.js').Geometry} Geometry
 * @typedef {import('../picture/viewport-math.js').Point} Point
 * @typedef {{ node?: Geometry['nodes'][number], moved: Geometry['nodes'], ways: Point[][] }} PreviewedParts
 *   the new node, those that stand in another lane, and the ways of the new edges and of those that lead elsewhere, in
 *   units of the drawing that is shown
 */
export class ServerPreview {
  #context;
  /** What is known of the picture that is shown, by operations. @type {Map<string, Geometry|null>} */ #known =
    new Map();
  #asked = '';
  /** @type {ReturnType<typeof setTimeout>|undefined} */ #timer;
  #stop;

  /** @param {import('./gesture-context.js').GestureContext} context */
  constructor(context) {
    this.#context = context;
    this.#stop = context.bus.on('picture.changed', () => {
      this.#known.clear();
      this.rest();
    });
  }

  /**
   * @param {object[]} operations what the gesture would ask for
   * @param {string|null} beside a node that is there, beside which the parts are shown; without one, beside `lane`
   * @param {() => void} come is called when more is known, if nothing else was asked for since @param {string} [lane]
   * @returns {PreviewedParts|null} null while nothing is known
   */
  of(operations, beside, come, lane) {
    const key = JSON.stringify(operations);
    const known = this.#known.get(key);
    if (known) return this.#shown(known, beside, lane);
    if (this.#asked === key) return null;
    this.rest();
    if (known === null) return null;
    this.#asked = key;
    this.#timer = setTimeout(() => {
      const picture = this.#context.state.picture;
      this.#context.bus.emit('preview.requested', {
        operations,
        answer: (geometry) => {
          if (picture !== this.#context.state.picture) return;
          this.#known.set(key, geometry);
          if (this.#asked === key && geometry) come();
        },
      });
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

  /** @param {Geometry} next @param {string|null} beside @param {string} [lane] @returns {PreviewedParts} */
  #shown(next, beside, lane) {
    const { geometry } = this.#context;
    const at = (/** @type {Geometry} */ one) =>
      one.nodes.find((node) => node.id === beside) ?? one.lanes.find(({ id }) => id === lane) ?? one.lanes[0];
    const [now, then] = [at(geometry), at(next)];
    const by = now && then ? { x: now.x - then.x, y: now.y - then.y } : { x: 0, y: 0 };
    const known = new Map(geometry.nodes.map((node) => [node.id, node]));
    const [added] = next.nodes.filter((node) => !known.has(node.id)).map(placed);
    const moved = next.nodes.filter((node) => known.has(node.id) && known.get(node.id)?.lane !== node.lane).map(placed);
    const ends = new Set(geometry.edges.map(endsOf));
    const edges = next.edges.filter(
      (edge) => !ends.has(endsOf(edge)) || !geometry.edges.some((other) => other.id === edge.id),
    );
    return {
      ...(added ? { node: added } : {}),
      moved,
      ways: edges.map((edge) => edge.points.map(([x, y]) => ({ x: x + by.x, y: y + by.y }))),
    };

    /** @param {Geometry['nodes'][number]} node */
    function placed(node) {
      return { ...node, x: node.x + by.x, y: node.y + by.y };
    }
  }
}

/**
 * Where an edge begins and ends: one that was taken elsewhere differs in it.
 * @param {Geometry['edges'][number]} edge
 */
const endsOf = ({ source, source_side, target, target_side }) => `${source} ${source_side} ${target} ${target_side}`;
