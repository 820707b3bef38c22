/**
 * The server's SVG inside the page: read as XML (never as markup of the page), indexed by the ids of the SVG contract.
 * @typedef {import('../core/events.js').Ref} Ref
 */
import { s } from '../core/dom.js';

/** @param {string} svg @returns {SVGSVGElement} @throws {Error} where it is not an SVG */
export function readPicture(svg) {
  const root = new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement;
  if (root.localName !== 'svg' || root.querySelector('parsererror')) throw new Error('The drawing from the server cannot be read.');
  return /** @type {SVGSVGElement} */ (/** @type {unknown} */ (document.adoptNode(root)));
}

/**
 * Puts a picture into `world` in place of the one there, with wide invisible paths over the edges, which a pointer can hit.
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

/**
 * Gives headers and edges the class of the band they stand on, where the drawing does not say it: their colours depend on it.
 * @param {Map<string, SVGGElement>} groups @param {import('../core/events.js').Geometry} geometry
 */
export function markBands(groups, geometry) {
  const band = (/** @type {number} */ index) => (index % 2 ? 'band-b' : 'band-a');
  const lanes = geometry.lanes.length / (geometry.rows ?? 1);
  geometry.lanes.forEach((lane, index) => groups.get(`header-${lane.id}`)?.classList.add(band(index % lanes)));
  for (const { id, label_box: label } of geometry.edges) {
    if (label) groups.get(`edge-${id}`)?.classList.add(band(bandAt(geometry, label)));
  }
}

/** @param {import('../core/events.js').Geometry} geometry @param {import('../core/events.js').Box} box @returns {number} the lane under the middle of a box; folded, every row has all lanes in turn */
function bandAt(geometry, box) {
  const x = box.x + box.width / 2;
  const y = box.y + box.height / 2;
  const found = geometry.lanes.findIndex((lane) => x >= lane.x && x < lane.x + lane.width && y >= lane.y && y < lane.y + lane.height);
  return Math.max(0, found) % (geometry.lanes.length / (geometry.rows ?? 1));
}

/** @param {SVGGElement} edge */
function addHitPath(edge) {
  // The way of a folded edge leads through the margins; what can be hit are the pieces that are drawn.
  const way = [...edge.querySelectorAll(':scope > path:not(.way)')].map((piece) => piece.getAttribute('d')).join('');
  if (way) edge.append(s('path', { class: 'hit', 'data-hit': true, d: way }));
}

/** @param {Ref} ref @returns {string} its id in the SVG */
export const svgId = (ref) => (ref.kind === 'loop' ? ref.id : `${ref.kind}-${ref.id}`);

/** @param {Element|null} target @returns {Ref|null} the loop, edge, node or lane that an element of the picture belongs to */
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
  if (kind === 'lane' || kind === 'header') return { kind: 'lane', id: id.replace(/\.\d+$/, '') };
  return { kind: /** @type {import('../core/events.js').Kind} */ (kind), id };
}
