/**
 * Shows where things went after an edit: nodes glide from their old place, lanes stretch, edges that changed fade in.
 * @typedef {import('../core/events.js').Geometry} Geometry
 */
import { reducedMotion } from '../core/dom.js';

const TIMING = { duration: 240, easing: 'cubic-bezier(.2, 0, 0, 1)' };
/** Beyond this many the movement would stutter, and nobody can follow it. */
const MOST = 400;

/** @param {Map<string, SVGGElement>} groups @param {Geometry} before @param {Geometry} after */
export function animateChange(groups, before, after) {
  if (reducedMotion()) return;
  const moves = [...movedNodes(before, after), ...stretchedLanes(before, after), ...changedEdges(before, after)];
  if (moves.length > MOST) return;
  for (const { id, part, from, origin } of moves) {
    const group = groups.get(id);
    const target = part ? group?.querySelector(part) : group;
    if (!(target instanceof SVGElement)) continue;
    if (origin) target.classList.add('stretching');
    target.animate([from, {}], TIMING).onfinish = () => target.classList.remove('stretching');
  }
}

/** @typedef {{ id: string, part?: string, from: Keyframe, origin?: boolean }} Move */

/** @param {Geometry} before @param {Geometry} after @returns {Move[]} */
function movedNodes(before, after) {
  const old = new Map(before.nodes.map((node) => [node.id, node]));
  return after.nodes.flatMap(/** @returns {Move[]} */ (node) => {
    const was = old.get(node.id);
    if (!was) return [{ id: `node-${node.id}`, from: { opacity: 0 } }];
    const dx = was.x + was.width / 2 - node.x - node.width / 2;
    const dy = was.y + was.height / 2 - node.y - node.height / 2;
    return dx === 0 && dy === 0 ? [] : [{ id: `node-${node.id}`, from: { transform: `translate(${dx}px, ${dy}px)` } }];
  });
}

/** @param {Geometry} before @param {Geometry} after @returns {Move[]} */
function stretchedLanes(before, after) {
  const old = new Map(before.lanes.map((lane) => [lane.id, lane]));
  return after.lanes.flatMap((lane) => {
    const was = old.get(lane.id);
    if (!was || (was.y === lane.y && was.height === lane.height)) return [];
    const from = { transform: `translate(0, ${was.y - lane.y}px) scale(1, ${was.height / lane.height})` };
    return [`lane-${lane.id}`, `header-${lane.id}`].map((id) => ({ id, part: ':scope > :is(polygon, path, rect)', from, origin: true }));
  });
}

/** @param {Geometry} before @param {Geometry} after @returns {Move[]} */
function changedEdges(before, after) {
  const old = new Map(before.edges.map((edge) => [edge.id, String(edge.points)]));
  return after.edges.filter((edge) => old.get(edge.id) !== String(edge.points)).map((edge) => ({ id: `edge-${edge.id}`, from: { opacity: 0 } }));
}
