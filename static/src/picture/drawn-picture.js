/**
 * The picture on the page. A new one takes the place of the old one part by part: what does not differ stays as it is,
 * with the layout that the browser has made of it.
 * @typedef {import('../core/svg-parts.js').SvgParts} SvgParts
 * @typedef {Map<string, SVGGElement>} Groups of nodes, edges, lanes, headers and loops, by their ids in the SVG
 */
import { s } from '../core/dom.js';
import { SVG_END, svgParts } from '../core/svg-parts.js';
import { readPicture } from './picture.js';

const KINDS = /^(node|edge|lane|header|loop)-/;

export class DrawnPicture {
  #world;
  /** @type {SVGSVGElement|null} */ root = null;
  /** @type {Groups} */ groups = new Map();
  /** @type {SvgParts|null} */ #parts = null;
  /** By the ids of their parts. @type {Map<string, Element>} */ #elements = new Map();

  /** @param {SVGGElement} world the layer that holds it */
  constructor(world) {
    this.#world = world;
  }

  /**
   * Shows a picture in the place of the one before.
   * @param {string} svg @param {{ width: number, height: number }} size in drawing units
   * @returns {{ root: SVGSVGElement|null, groups: Groups }} what was there before and is no longer: `root` is that of
   *   the picture before, which is this one's where parts of it stay
   */
  show(svg, size) {
    const before = this.root;
    const parts = svgParts(svg);
    const known = this.#parts;
    const gone = (before && parts && known && this.#patch(before, known, parts)) || this.#replace(svg, parts);
    this.#parts = parts;
    this.root?.setAttribute('width', String(size.width));
    this.root?.setAttribute('height', String(size.height));
    return { root: before, groups: gone };
  }

  /** @param {string} svg @param {SvgParts|null} parts @returns {Groups} */
  #replace(svg, parts) {
    const gone = this.groups;
    const root = prepared(svg);
    const drawn = childrenOf(root);
    this.#elements = new Map(
      parts && drawn.length === parts.size - 1
        ? [...parts.keys()].slice(1).map((id, at) => [id, drawn[at] ?? root])
        : [],
    );
    this.groups = groupsIn(root);
    this.root = root;
    this.#world.replaceChildren(root);
    return gone;
  }

  /**
   * @param {SVGSVGElement} root @param {SvgParts} known @param {SvgParts} parts
   * @returns {Groups|null} null where it cannot be done
   */
  #patch(root, known, parts) {
    const graph = root.querySelector(':scope > .graph');
    if (!graph || this.#elements.size !== known.size - 1) return null;
    const changed = [...parts.keys()].filter((id) => id && known.get(id) !== parts.get(id));
    const fresh = prepared([parts.get(''), ...changed.map((id) => parts.get(id)), SVG_END].join(''));
    const drawn = childrenOf(fresh);
    if (drawn.length !== changed.length) return null;

    /** @type {Groups} */ const gone = new Map();
    const drop = (/** @type {Element} */ element) => {
      for (const [id, group] of groupsIn(element)) {
        gone.set(id, group);
        this.groups.delete(id);
      }
    };
    for (const left of graph.querySelectorAll(':scope > .leaving')) left.remove();
    for (const [id, element] of this.#elements) {
      if (parts.has(id)) continue;
      drop(element);
      element.remove();
      this.#elements.delete(id);
    }
    changed.forEach((id, at) => {
      const element = drawn[at];
      if (!element) return;
      const old = this.#elements.get(id);
      if (old) {
        drop(old);
        old.replaceWith(element);
      }
      for (const [name, group] of groupsIn(element)) this.groups.set(name, group);
      this.#elements.set(id, element);
    });
    let next = graph.firstElementChild;
    for (const id of parts.keys()) {
      const element = this.#elements.get(id);
      // What is far out of sight is not in the page (`Culling`).
      if (!element?.parentNode) continue;
      if (element === next) next = next?.nextElementSibling ?? null;
      else graph.insertBefore(element, next);
    }
    takeHead(root, fresh);
    return gone;
  }
}

/**
 * The server's SVG as it is shown: without the tooltip of the whole, with wide invisible paths over the edges, which a
 * pointer can hit.
 * @param {string} svg
 */
function prepared(svg) {
  const root = readPicture(svg);
  root.classList.add('drawing');
  root.querySelector(':scope > title')?.remove();
  for (const edge of root.querySelectorAll('g[id^="edge-"]')) addHitPath(edge);
  return root;
}

/** @param {Element} edge */
function addHitPath(edge) {
  // The way of a folded edge leads through the margins; what can be hit are the pieces that are drawn.
  const way = [...edge.querySelectorAll(':scope > path:not(.way)')].map((piece) => piece.getAttribute('d')).join('');
  if (way) edge.append(s('path', { class: 'hit', 'data-hit': true, d: way }));
}

/** @param {Element} root */
const childrenOf = (root) => [...(root.querySelector(':scope > .graph')?.children ?? [])];

/** @param {Element} element @returns {Groups} the groups in it, itself too */
function groupsIn(element) {
  const found = [element, ...element.querySelectorAll('g[id]')].filter(({ id }) => KINDS.test(id));
  return new Map(found.map((group) => [group.id, /** @type {SVGGElement} */ (group)]));
}

/** Gives a picture what another one says of the whole. @param {SVGSVGElement} root @param {SVGSVGElement} fresh */
function takeHead(root, fresh) {
  for (const { name, value } of fresh.attributes) if (root.getAttribute(name) !== value) root.setAttribute(name, value);
  const [was, now] = [root, fresh].map((svg) => svg.querySelector(':scope > desc'));
  if (was && now && was.textContent !== now.textContent) was.replaceWith(now);
}
