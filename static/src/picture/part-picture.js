/** A small picture of one part of a diagram with what stands around it, beside the picture of the page. */
import { readPicture, svgId } from './picture.js';

/** @typedef {import('../core/events.js').Box} Box */

/** What is seen at least, in units of the drawing. */
const WIDTH = 360;
const HEIGHT = 140;
const AROUND = 16;
/** Of a wide lane or a long edge, its beginning is shown. */
const MOST = 1.6;

/**
 * @param {{ svg: string, geometry: import('../core/events.js').Geometry }} picture
 * @param {import('../core/events.js').Ref} ref
 * @param {string} prefix of the ids, so that they are no others of the page
 * @returns {SVGSVGElement|null} null where the picture does not have the part
 */
export function partPicture({ svg, geometry }, ref, prefix) {
  const box = boxOf(geometry, ref);
  if (!box) return null;
  const root = readPicture(svg);
  const view = viewOf(box, geometry);
  root.querySelector(`[id="${CSS.escape(svgId(ref))}"]`)?.classList.add('clash-part');
  root.querySelector('.frame')?.remove();
  for (const part of [...geometry.nodes, ...geometry.edges]) {
    const kind = 'points' in part ? 'edge' : 'node';
    if (!meets(boxOf(geometry, { kind, id: part.id }), view))
      root.querySelector(`[id="${CSS.escape(svgId({ kind, id: part.id }))}"]`)?.remove();
  }
  for (const element of root.querySelectorAll('[id]')) element.id = `${prefix}-${element.id}`;
  for (const title of root.querySelectorAll('title, desc')) title.remove();
  root.setAttribute('viewBox', `${view.x} ${view.y} ${view.width} ${view.height}`);
  for (const name of ['width', 'height', 'role']) root.removeAttribute(name);
  root.classList.add('drawing');
  return root;
}

/**
 * @param {import('../core/events.js').Geometry} geometry
 * @param {import('../core/events.js').Ref} ref
 * @returns {Box|null}
 */
function boxOf({ lanes, nodes, edges, loops = [] }, { kind, id }) {
  if (kind === 'lane') return lanes.find((lane) => lane.id === id) ?? null;
  if (kind === 'node') return nodes.find((node) => node.id === id) ?? null;
  if (kind === 'loop') return loops.find((loop) => loop.id === id)?.badge ?? null;
  const points = edges.find((edge) => edge.id === id)?.points;
  if (!points) return null;
  const [across, down] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const [x, y] = [Math.min(...across), Math.min(...down)];
  return { x, y, width: Math.max(...across) - x, height: Math.max(...down) - y };
}

/** @param {Box} box @param {{ width: number, height: number }} drawing @returns {Box} what is shown of the drawing */
function viewOf({ x, y, width, height }, drawing) {
  const across = span(x, width, WIDTH, drawing.width);
  const down = span(y, height, HEIGHT, drawing.height);
  return { x: across.from, y: down.from, width: across.length, height: down.length };
}

/**
 * What is shown along one axis: the part in the middle, unless the drawing ends beside it.
 * @param {number} at @param {number} length @param {number} least @param {number} whole
 */
function span(at, length, least, whole) {
  const wanted = length + 2 * AROUND;
  const shown = Math.min(Math.max(wanted, least), least * MOST);
  const from = wanted > shown ? at - AROUND : at + length / 2 - shown / 2;
  return { from: Math.max(Math.min(from, whole - shown), Math.min(0, (whole - shown) / 2)), length: shown };
}

/** @param {Box|null} one @param {Box} other */
const meets = (one, other) =>
  one !== null &&
  one.x < other.x + other.width &&
  one.x + one.width > other.x &&
  one.y < other.y + other.height &&
  one.y + one.height > other.y;
