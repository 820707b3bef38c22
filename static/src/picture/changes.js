/**
 * What became of the parts of a drawing, by their ids: which ones glide, which ones are another line now, which came
 * and which went. Pure.
 * @typedef {import('../core/events.js').Geometry} Geometry
 * @typedef {import('../core/events.js').Box} Box
 * @typedef {{ kind: 'lane'|'node'|'edge'|'loop', box: Box, extent: Box, form: string }} Part
 *   `box` says where it stands, `extent` what it covers, `form` all else: parts of one form differ only in where they
 *   stand
 * @typedef {{ id: string, how: 'glide'|'stretch'|'appear'|'leave'|'swap', from: Box, to: Box }} Change
 *   `glide`: moves as it is; `stretch`: takes another box; `swap`: the old one gives way to the new one
 */
import { UNNAMED } from '../core/phrases.js';
import { around } from '../core/boxes.js';

/** @param {Geometry} geometry @returns {Map<string, Part>} by their ids in the SVG */
export function partsOf(geometry) {
  /** @type {Map<string, Part>} */ const parts = new Map();
  for (const lane of geometry.lanes)
    parts.set(`lane-${lane.id && !lane.id.startsWith('.') ? lane.id : UNNAMED + lane.id}`, {
      kind: 'lane',
      box: lane,
      extent: lane,
      form: '',
    });
  for (const node of geometry.nodes) parts.set(`node-${node.id}`, { kind: 'node', box: node, extent: node, form: '' });
  for (const { id, badge } of geometry.loops ?? [])
    parts.set(id, { kind: 'loop', box: badge, extent: badge, form: '' });
  for (const { id, points, label_box: label } of geometry.edges) {
    const [[x, y] = [0, 0]] = points;
    const way = points.map(([a, b]) => `${round(a - x)},${round(b - y)}`);
    const extent = around([
      ...points.map(([a, b]) => ({ x: a, y: b, width: 0, height: 0 })),
      ...(label ? [label] : []),
    ]);
    parts.set(`edge-${id}`, {
      kind: 'edge',
      box: { x, y, width: 0, height: 0 },
      extent,
      form: `${way} ${label ? `${round(label.x - x)},${round(label.y - y)}` : ''}`,
    });
  }
  return parts;
}

/**
 * @param {Map<string, Part>} before @param {Map<string, Part>} after
 * @param {{ seen?: (box: Box) => boolean, standing?: (id: string, box: Box) => Box }} [options] `seen`: parts that are
 *   nowhere in sight are left
 *   out; `standing`: where a part of the old drawing stands at this moment, when it was moving
 * @returns {Change[]}
 */
export function changesBetween(before, after, { seen = () => true, standing = (_, box) => box } = {}) {
  /** @type {Change[]} */ const changes = [];
  for (const [id, part] of after) {
    const was = before.get(id);
    if (!seen(part.extent) && !(was && seen(was.extent))) continue;
    if (!was) {
      changes.push({ id, how: 'appear', from: part.box, to: part.box });
      continue;
    }
    const from = standing(id, was.box);
    if (was.form !== part.form) changes.push({ id, how: 'swap', from, to: part.box });
    else if (!sameBox(from, part.box, part.kind))
      changes.push({ id, how: part.kind === 'lane' ? 'stretch' : 'glide', from, to: part.box });
  }
  for (const [id, part] of before) {
    if (!after.has(id) && seen(part.extent))
      changes.push({ id, how: 'leave', from: standing(id, part.box), to: part.box });
  }
  return changes;
}

/** How far the middle of a box has to go. @param {Box} from @param {Box} to */
export const shift = (from, to) => ({
  x: from.x + from.width / 2 - to.x - to.width / 2,
  y: from.y + from.height / 2 - to.y - to.height / 2,
});

/** @param {Box} from @param {Box} to @param {number} progress 0 to 1 @returns {Box} */
export function boxBetween(from, to, progress) {
  const mix = (/** @type {number} */ a, /** @type {number} */ b) => a + (b - a) * progress;
  return {
    x: mix(from.x, to.x),
    y: mix(from.y, to.y),
    width: mix(from.width, to.width),
    height: mix(from.height, to.height),
  };
}

/** @param {Box} a @param {Box} b @param {Part['kind']} kind */
function sameBox(a, b, kind) {
  if (kind === 'lane') return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
  const { x, y } = shift(a, b);
  return Math.abs(x) < 0.05 && Math.abs(y) < 0.05;
}

/** @param {number} value */
const round = (value) => Math.round(value * 10) / 10;
