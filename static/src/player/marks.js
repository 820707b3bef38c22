/**
 * Draws the state of a run on the stage: classes on the groups of the drawing, and counts, tokens and rings over it.
 * Only what differs from what is drawn already is touched.
 *
 * @typedef {import('./run-model.js').RunModel} RunModel
 * @typedef {import('./run-picture.js').Mark} Mark
 * @typedef {import('../core/events.js').Ref} Ref
 * @typedef {import('../core/events.js').Box} Box
 * @typedef {{ element(ref: Ref): SVGGElement|null, box(ref: Ref): Box|null, overlay: SVGElement, floats: HTMLElement,
 *   toScreen(point: {x: number, y: number}): {x: number, y: number}, viewport: any }} Stage
 */
import { s } from '../core/dom.js';
import { countMark, loopMark, ringMarks, tokenMark } from './mark-shapes.js';
import { Reach } from './reach.js';
import { runPicture } from './run-picture.js';

/** Below this scale the marks are drawn larger, so that their figures can be read. */
const READABLE = 0.7;

export class Marks {
  #stage; #diagram; #names; #reach; #geometry;
  /** @type {Map<string, string>} */ #classes = new Map();
  /** @type {Map<string, SVGElement>} */ #marks = new Map();
  #layer = s('g', { class: 'run-layer', 'aria-hidden': 'true' });

  /** @param {Stage} stage @param {import('../core/events.js').Picture} picture @param {import('./run-words.js').Names} names */
  constructor(stage, picture, names) {
    this.#stage = stage;
    this.#diagram = picture.diagram;
    this.#geometry = new Map(picture.geometry.edges.map((edge) => [edge.id, edge]));
    this.#names = names;
    this.#reach = new Reach(picture.diagram);
    stage.overlay.append(this.#layer);
    this.resize(stage.viewport.scale);
  }

  /** @param {RunModel} model */
  paint(model) {
    const { classes, marks } = runPicture(model, this.#diagram, this.#reach, this.#names);
    for (const key of this.#classes.keys()) if (!classes.has(key)) this.#setClasses(key, '');
    for (const [key, words] of classes) if (this.#classes.get(key) !== words) this.#setClasses(key, words);
    for (const [key, mark] of this.#marks) {
      if (marks.has(key)) continue;
      mark.remove();
      this.#marks.delete(key);
    }
    for (const [key, mark] of marks) if (!this.#marks.has(key)) this.#add(key, mark);
  }

  /** Hides the tokens on these nodes while others travel to them. @param {Iterable<string>} nodes @param {boolean} hidden */
  hideTokens(nodes, hidden) {
    const wanted = new Set(nodes);
    for (const [key, mark] of this.#marks) {
      const [kind, node] = key.split(' ');
      if (kind === 'token' && wanted.has(node)) mark.classList.toggle('arriving', hidden);
    }
  }

  /** @param {number} scale */
  resize(scale) {
    this.#layer.style.setProperty('--run-scale', String(Math.max(1, READABLE / scale)));
  }

  get layer() { return this.#layer; }

  clear() {
    for (const key of [...this.#classes.keys()]) this.#setClasses(key, '');
    this.#marks.clear();
    this.#layer.remove();
  }

  /** @param {string} key @param {string} words */
  #setClasses(key, words) {
    const cut = key.indexOf('-');
    const element = this.#stage.element({ kind: key.startsWith('node') ? 'node' : 'edge', id: key.slice(cut + 1) });
    const old = this.#classes.get(key);
    if (element && old) element.classList.remove(...old.split(' '));
    if (element && words) element.classList.add(...words.split(' '));
    if (words) this.#classes.set(key, words);
    else this.#classes.delete(key);
  }

  /** @param {string} key @param {Mark} mark */
  #add(key, mark) {
    const box = this.#stage.box({ kind: 'node', id: mark.node });
    if (!box) return;
    const element = this.#draw(mark, box);
    this.#marks.set(key, element);
    if (mark.kind === 'ring') this.#layer.prepend(element);
    else this.#layer.append(element);
  }

  /** @param {Mark} mark @param {Box} box */
  #draw(mark, box) {
    const shape = this.#names.nodes.get(mark.node)?.shape ?? 'rectangle';
    if (mark.kind === 'count') return countMark(box, shape, mark.count);
    if (mark.kind === 'loop') return loopMark(box, mark.passes, mark.words);
    if (mark.kind === 'ring') return ringMarks(box, shape, mark.asks);
    const end = mark.edge ? this.#geometry.get(mark.edge)?.points.at(-1) : null;
    return tokenMark(end ? { x: end[0], y: end[1] } : { x: box.x, y: box.y + box.height / 2 }, mark.count, mark.words);
  }
}
