/**
 * The server's SVG inside the page: read as XML (never as markup of the page), and the ids of its contract.
 * @typedef {import('../core/events.js').Ref} Ref
 */
import { UNNAMED } from '../core/phrases.js';

/** @param {string} svg @returns {SVGSVGElement} @throws {Error} where it is not an SVG */
export function readPicture(svg) {
  // Line breaks between tags would become as many nodes of the page as there are elements.
  const root = new DOMParser().parseFromString(svg.replaceAll('>\n<', '><'), 'image/svg+xml').documentElement;
  if (root.localName !== 'svg' || root.querySelector('parsererror'))
    throw new Error('The diagram from the server cannot be shown.');
  return /** @type {SVGSVGElement} */ (/** @type {unknown} */ (document.adoptNode(root)));
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
