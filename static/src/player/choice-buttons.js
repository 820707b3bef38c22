/**
 * The branches of a decision as buttons beside its edges, over the canvas.
 * @typedef {import('./marks.js').Stage} Stage
 * @typedef {import('./run-model.js').Decision} Decision
 * @typedef {import('./placement.js').Point} Point
 */
import { h } from '../core/dom.js';
import { boxesOf, placeButtons } from './placement.js';

/** What is farther from the decision than this does not matter for where its buttons are, in pixels. */
const NEAR = 420;
const MARGIN = 8;
/** How much more is looked at than is near, so that a zoom goes on with it. */
const SPARE = 1.5;
/** How far from its node the button of a branch without an edge may be, in units of the drawing. */
const UPWARDS = 120;
/** Branches with a button on the drawing; the panel has all. */
const MOST = 40;
const MOST_SIZES = 200;

export class ChoiceButtons {
  #stage;
  #choose;
  #geometry;
  /** @type {{ button: HTMLElement, way: Point[], width: number, height: number }[]} */ #buttons = [];
  /** The edges of all branches, whose labels the buttons stand for. @type {string[]} */ #edges = [];
  #shown = '';
  /**
   * What of the drawing lies near them, so that not all of it is looked at for every frame of a movement.
   * @type {{ reach: number, nodes: import('../core/events.js').Geometry['nodes'], edges:
   *   import('../core/events.js').Geometry['edges'] }|null}
   */
  #near = null;
  /** Where they were placed, and where the drawing began on the screen then.
   * @type {{ boxes: import('../core/events.js').Box[], x: number, y: number, scale: number }|null} */
  #placed = null;
  /** Sizes of buttons by their words. @type {Map<string, { width: number, height: number }>} */ #sizes = new Map();

  /**
   * @param {Stage} stage
   * @param {import('../core/events.js').Geometry} geometry
   * @param {import('./panel.js').Choose} choose
   */
  constructor(stage, geometry, choose) {
    this.#stage = stage;
    this.#geometry = geometry;
    this.#choose = choose;
  }

  /** @param {Decision|null} decision */
  show(decision) {
    const key = decision ? JSON.stringify([decision.node, decision.visit, decision.taken, decision.options]) : '';
    if (key === this.#shown) return;
    this.#shown = key;
    this.#near = null;
    for (const { button } of this.#buttons) button.remove();
    this.#edges = decision?.options.flatMap((option) => option.edges) ?? [];
    const made = (decision?.options ?? []).slice(0, MOST).flatMap((option, index) => {
      const way = decision && this.#wayOf(decision, option);
      return way ? [{ button: this.#make(decision, option, index), way }] : [];
    });
    this.#stage.floats.append(...made.map(({ button }) => button));
    this.#placed = null;
    this.#buttons = made.map(({ button, way }) => ({ button, way, ...this.#sizeOf(button) }));
    this.place();
  }

  /**
   * Along what a branch has its button: its edge, or where none is drawn, as where a loop repeats, up from the node.
   * @param {Decision} decision @param {Decision['options'][number]} option
   * @returns {Point[]|null}
   */
  #wayOf(decision, option) {
    const edge = this.#geometry.edges.find(({ id }) => id === option.edges[0]);
    if (edge || decision.counts) return edge?.points ?? null;
    const node = this.#geometry.nodes.find(({ id }) => id === decision.node);
    if (!node) return null;
    const middle = node.x + node.width / 2;
    return [
      [middle, node.y],
      [middle, node.y - UPWARDS],
    ];
  }

  /** @param {Decision} decision @param {Decision['options'][number]} option @param {number} index */
  #make(decision, option, index) {
    const taken = index === decision.taken;
    return h(
      'button',
      {
        type: 'button',
        class: `choice-float${taken ? ' taken' : ''}${option.greyed ? ' greyed' : ''}${decision.taken >= 0 ? ' past' : ''}`,
        'data-key': `choose ${index}`,
        'aria-pressed': decision.taken >= 0 ? String(taken) : null,
        onclick: () => this.#choose(option),
      },
      h('span', { class: 'visually-hidden' }, 'Choose '),
      h('span', {}, option.label),
      index < 9 && h('span', { class: 'choice-key', 'aria-hidden': 'true' }, String(index + 1)),
    );
  }

  /** Asks the page once for buttons with the same words, since it must lay itself out. @param {HTMLElement} button */
  #sizeOf(button) {
    const key = `${innerWidth} ${button.className} ${button.textContent}`;
    const known = this.#sizes.get(key);
    if (known) return known;
    const { width, height } = button.getBoundingClientRect();
    if (this.#sizes.size >= MOST_SIZES) this.#sizes.clear();
    this.#sizes.set(key, { width, height });
    return { width, height };
  }

  /** Finds the boxes again, after the view moved. While it moves on, they come along: that is for every frame. */
  place() {
    const corner = this.#stage.toScreen({ x: 0, y: 0 });
    const { scale, rests } = this.#stage.viewport;
    const before = this.#placed;
    if (before?.scale === scale && !rests) {
      const [right, down] = [corner.x - before.x, corner.y - before.y];
      this.#put(before.boxes.map((box) => ({ ...box, x: box.x + right, y: box.y + down })));
      return;
    }
    const screen = (/** @type {Point} */ [x, y]) => {
      const on = this.#stage.toScreen({ x, y });
      return /** @type {Point} */ ([on.x, on.y]);
    };
    const buttons = this.#buttons.map(({ way, width, height }) => ({ way: way.map(screen), width, height }));
    const from = buttons[0]?.way[0];
    if (!from) return;
    const boxes = placeButtons(buttons, this.#scene(from, screen));
    this.#placed = { boxes, ...corner, scale };
    this.#put(boxes);
  }

  /** @param {import('../core/events.js').Box[]} boxes one for each button */
  #put(boxes) {
    this.#buttons.forEach(({ button }, index) => {
      const box = boxes[index];
      if (box) button.style.transform = `translate(${Math.round(box.x)}px, ${Math.round(box.y)}px)`;
    });
  }

  /** What lies around the decision on the screen. @param {Point} from @param {(point: Point) => Point} screen */
  #scene(from, screen) {
    const { viewport } = this.#stage;
    const near = (/** @type {Point} */ [x, y]) => Math.abs(x - from[0]) < NEAR && Math.abs(y - from[1]) < NEAR;
    const boxOf = (/** @type {import('../core/events.js').Box} */ box) => {
      const [x, y] = screen([box.x, box.y]);
      return { x, y, width: box.width * viewport.scale, height: box.height * viewport.scale };
    };
    const left = (viewport.headerWidth ?? 0) + MARGIN;
    const open = new Set(this.#edges);
    const { nodes, edges } = this.#nearby(this.#buttons[0]?.way[0] ?? [0, 0]);
    const labels = edges.flatMap(({ id, label_box: box }) => (box && !open.has(id) ? [boxOf(box)] : []));
    const ways = edges.map((edge) => edge.points.map(screen)).filter((way) => passesNear(way, from, NEAR));
    return {
      boxes: [...nodes.flatMap((node) => boxesOf(boxOf(node), node.shape)), ...labels].filter(
        (box) => near([box.x, box.y]) || near([box.x + box.width, box.y + box.height]),
      ),
      ways,
      area: {
        x: left,
        y: MARGIN,
        width: viewport.canvas.width - left - MARGIN,
        height: viewport.canvas.height - 2 * MARGIN,
      },
    };
  }

  /** @param {Point} from in units of the drawing */
  #nearby([x, y]) {
    const reach = NEAR / this.#stage.viewport.scale;
    if (!this.#near || this.#near.reach < reach) {
      const most = reach * SPARE;
      /** @param {import('../core/events.js').Box} box */
      const meets = (box) =>
        box.x < x + most && box.x + box.width > x - most && box.y < y + most && box.y + box.height > y - most;
      this.#near = {
        reach: most,
        nodes: this.#geometry.nodes.filter(meets),
        edges: this.#geometry.edges.filter(
          ({ points, label_box: box }) => passesNear(points, [x, y], most) || (box && meets(box)),
        ),
      };
    }
    return this.#near;
  }
}

/** @param {Point[]} way @param {Point} from @param {number} reach */
function passesNear(way, [x, y], reach) {
  const xs = way.map((point) => point[0]);
  const ys = way.map((point) => point[1]);
  return (
    Math.min(...xs) < x + reach &&
    Math.max(...xs) > x - reach &&
    Math.min(...ys) < y + reach &&
    Math.max(...ys) > y - reach
  );
}
