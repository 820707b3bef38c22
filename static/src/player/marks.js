/**
 * Draws the state of a run on the stage: classes on the groups of the drawing, and counts, tokens and rings over it.
 * Only what differs from what is drawn already is touched.
 *
 * @typedef {import('./run-model.js').RunModel} RunModel
 * @typedef {import('./run-picture.js').Mark} Mark
 * @typedef {import('../core/events.js').Ref} Ref
 * @typedef {import('../core/events.js').Box} Box
 * @typedef {{ element(ref: Ref): SVGGElement|null, box(ref: Ref): Box|null, overlay: SVGElement, rings: SVGElement,
 *   floats: HTMLElement,
 *   toScreen(point: {x: number, y: number}): {x: number, y: number}, viewport:
 *   import('../picture/viewport.js').Viewport }} Stage
 */
import { s } from '../core/dom.js';
import { countMark, loopMark, replyMark, ringMarks, tokenMark } from './mark-shapes.js';
import { Reach } from './reach.js';
import { classesOf, runPicture } from './run-picture.js';

/** Below this scale the marks are drawn larger, so that their figures can be read. */
const READABLE = 0.7;

/** Lets the marks of a layer grow where the drawing is small. @param {SVGElement} layer @param {number} scale */
export function showReadable(layer, scale) {
  const grow = Math.max(1, READABLE / scale);
  layer.classList.toggle('grown', grow > 1);
  if (grow > 1) layer.style.setProperty('--run-scale', String(grow));
  else layer.style.removeProperty('--run-scale');
}

export class Marks {
  #stage;
  #diagram;
  #names;
  #reach;
  #geometry;
  #badges;
  /** States drawn now. @type {Uint8Array} */ #nodes;
  /** @type {Uint8Array} */ #edges;
  /** Counts drawn now, by node. @type {Map<string, { count: number, element: SVGElement }>} */ #counts = new Map();
  /** Other marks drawn now, by their keys. @type {Map<string, { element: SVGElement, mark: Mark }>} */ #marks =
    new Map();
  /** The loops lit now, by their ids. */ #lit = '';
  #layer = s('g', { class: 'run-layer', 'aria-hidden': 'true' });
  /** Apart from the others, since they may pulse. */ #rings = s('g', { class: 'run-layer', 'aria-hidden': 'true' });

  /**
   * @param {Stage} stage
   * @param {import('../core/events.js').Picture} picture
   * @param {import('./log-lines.js').Names} names
   */
  constructor(stage, picture, names) {
    this.#stage = stage;
    this.#diagram = picture.diagram;
    this.#nodes = new Uint8Array(picture.diagram.nodes.length);
    this.#edges = new Uint8Array(picture.diagram.edges.length);
    this.#geometry = new Map(picture.geometry.edges.map((edge) => [edge.id, edge]));
    this.#badges = new Map(picture.geometry.loops?.map(({ id, badge }) => [id, badge]));
    this.#names = names;
    this.#reach = new Reach(picture.diagram);
    stage.overlay.append(this.#layer);
    stage.rings.append(this.#rings);
    this.resize(stage.viewport.scale);
  }

  /** @param {RunModel} model */
  paint(model) {
    const { nodes, edges, marks } = runPicture(model, this.#diagram, this.#reach, this.#names);
    this.#setClasses(nodes, edges);
    this.#setCounts(model.state.visits);
    this.#lightLoops(model.state.active);
    for (const [key, { element }] of this.#marks) {
      if (marks.has(key)) continue;
      element.remove();
      this.#marks.delete(key);
    }
    for (const [key, mark] of marks) {
      const drawn = this.#marks.get(key);
      if (drawn) retip(drawn, mark);
      else this.#add(key, mark);
    }
  }

  /**
   * Hides the tokens on these nodes while others travel to them.
   * @param {Iterable<string>} nodes
   * @param {boolean} hidden
   */
  hideTokens(nodes, hidden) {
    const wanted = new Set(nodes);
    for (const { element, mark } of this.#marks.values())
      if (mark.kind === 'token' && wanted.has(mark.node)) element.classList.toggle('arriving', hidden);
  }

  /** @param {number} scale */
  resize(scale) {
    showReadable(this.#layer, scale);
  }

  clear() {
    this.#setClasses(new Uint8Array(this.#nodes.length), new Uint8Array(this.#edges.length));
    this.#lightLoops(null);
    this.#counts.clear();
    this.#marks.clear();
    this.#layer.remove();
    this.#rings.remove();
  }

  /** @param {Uint8Array} nodes @param {Uint8Array} edges */
  #setClasses(nodes, edges) {
    this.#diagram.nodes.forEach(({ id }, index) => {
      if (this.#nodes[index] !== nodes[index]) this.#setState({ kind: 'node', id }, this.#nodes[index], nodes[index]);
    });
    this.#diagram.edges.forEach(({ id }, index) => {
      if (this.#edges[index] !== edges[index]) this.#setState({ kind: 'edge', id }, this.#edges[index], edges[index]);
    });
    this.#nodes = nodes;
    this.#edges = edges;
  }

  /** @param {Ref} ref @param {number} [old] @param {number} [next] */
  #setState(ref, old = 0, next = 0) {
    const element = this.#stage.element(ref);
    element?.classList.remove(...classesOf(old & ~next));
    element?.classList.add(...classesOf(next & ~old));
  }

  /** @param {Map<string, number>} visits */
  #setCounts(visits) {
    for (const [node, { element }] of this.#counts) {
      if (visits.has(node)) continue;
      element.remove();
      this.#counts.delete(node);
    }
    for (const [node, count] of visits) {
      const drawn = this.#counts.get(node);
      const box = drawn?.count === count ? null : this.#stage.box({ kind: 'node', id: node });
      if (!box) continue;
      const element = countMark(box, this.#shapeOf(node), count);
      if (drawn) drawn.element.replaceWith(element);
      else this.#layer.append(element);
      this.#counts.set(node, { count, element });
    }
  }

  /** Marks the loops round the active node. @param {string|null} active */
  #lightLoops(active) {
    const inside = this.#diagram.loops.filter(({ nodes }) => active !== null && nodes.includes(active));
    const key = inside.map(({ id }) => id).join(' ');
    if (key === this.#lit) return;
    this.#lit = key;
    const lit = new Set(inside.flatMap(({ nodes }) => nodes));
    for (const node of new Set(this.#diagram.loops.flatMap(({ nodes }) => nodes))) {
      this.#stage.element({ kind: 'node', id: node })?.classList.toggle('run-in-loop', lit.has(node));
    }
  }

  /** @param {string} key @param {Mark} mark */
  #add(key, mark) {
    const box = this.#stage.box({ kind: 'node', id: mark.node });
    if (!box) return;
    const element = this.#draw(mark, box);
    this.#marks.set(key, { element, mark });
    (mark.kind === 'ring' ? this.#rings : this.#layer).append(element);
  }

  /** @param {Mark} mark @param {Box} box */
  #draw(mark, box) {
    if (mark.kind === 'loop') return loopMark(this.#badges.get(mark.loop) ?? box, mark.words, mark.tip);
    if (mark.kind === 'reply') return replyMark(box, this.#shapeOf(mark.node), mark.count, mark.tip);
    if (mark.kind === 'ring') return ringMarks(box, this.#shapeOf(mark.node), mark.asks);
    const end = mark.edge ? this.#geometry.get(mark.edge)?.points.at(-1) : null;
    return tokenMark(end ? { x: end[0], y: end[1] } : { x: box.x, y: box.y + box.height / 2 }, mark.count, mark.tip);
  }

  /** @param {string} node */
  #shapeOf(node) {
    return this.#names.nodes.get(node)?.shape ?? 'rectangle';
  }
}

/** Gives a mark that stays another tip. @param {{ element: SVGElement, mark: Mark }} drawn @param {Mark} next */
function retip(drawn, next) {
  if ('tip' in next && 'tip' in drawn.mark && next.tip !== drawn.mark.tip) {
    const title = drawn.element.querySelector('title');
    if (title) title.textContent = next.tip;
  }
  drawn.mark = next;
}
