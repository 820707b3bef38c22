/**
 * The server's SVG inside the page: read as XML (never as markup of the page), indexed by the ids of the SVG contract.
 * @typedef {import('../core/events.js').Ref} Ref
 */
import { s } from '../core/dom.js';
import { UNNAMED } from '../core/phrases.js';

/** @param {string} svg @returns {SVGSVGElement} @throws {Error} where it is not an SVG */
export function readPicture(svg) {
  const root = new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement;
  if (root.localName !== 'svg' || root.querySelector('parsererror'))
    throw new Error('The diagram from the server cannot be shown.');
  return /** @type {SVGSVGElement} */ (/** @type {unknown} */ (document.adoptNode(root)));
}

/**
 * Puts a picture into `world` in place of the one there, with wide invisible paths over the edges, which a pointer can
 * hit.
 * @param {SVGGElement} world @param {string} svg @param {{ width: number, height: number }} size in drawing units
 * @returns {Map<string, SVGGElement>} the groups of nodes, edges, lanes and loops by their ids in the SVG
 */
export function showPicture(world, svg, size) {
  const root = readPicture(svg);
  root.setAttribute('width', String(size.width));
  root.setAttribute('height', String(size.height));
  root.classList.add('drawing');
  root.querySelector(':scope > title')?.remove();
  /** @type {Map<string, SVGGElement>} */ const groups = new Map();
  for (const group of /** @type {NodeListOf<SVGGElement>} */ (root.querySelectorAll('g[id]'))) {
    if (!/^(node|edge|lane|header|loop)-/.test(group.id)) continue;
    groups.set(group.id, group);
    if (group.id.startsWith('edge-')) addHitPath(group);
  }
  world.replaceChildren(root);
  return groups;
}

/** @param {SVGGElement} edge */
function addHitPath(edge) {
  // The way of a folded edge leads through the margins; what can be hit are the pieces that are drawn.
  const way = [...edge.querySelectorAll(':scope > path:not(.way)')].map((piece) => piece.getAttribute('d')).join('');
  if (way) edge.append(s('path', { class: 'hit', 'data-hit': true, d: way }));
}

/** @param {Ref} ref @returns {string} its id in the SVG */
export const svgId = (ref) => (ref.kind === 'loop' ? ref.id : `${ref.kind}-${ref.id || UNNAMED}`);

/**
 * @param {Element|null} target
 * @returns {Ref|null} the loop, edge, node or lane that an element of the picture belongs to
 */
export function refOf(target) {
  const loop = target?.closest('[data-loop]')?.getAttribute('data-loop');
  if (loop) return { kind: 'loop', id: loop };
  const group = target?.closest('g[id^="node-"], g[id^="edge-"], g[id^="lane-"], g[id^="header-"], [data-lane]');
  if (!group) return null;
  if (group instanceof HTMLElement) return { kind: 'lane', id: group.dataset.lane ?? '' };
  const cut = group.id.indexOf('-');
  const kind = group.id.slice(0, cut);
  const id = group.id.slice(cut + 1);
  // Folded, the further bands of a lane are `<id>.2`, `<id>.3` ...
  if (kind === 'lane' || kind === 'header')
    return { kind: 'lane', id: id.startsWith(UNNAMED) ? '' : id.replace(/\.\d+$/, '') };
  return { kind: /** @type {import('../core/events.js').Kind} */ (kind), id };
}
