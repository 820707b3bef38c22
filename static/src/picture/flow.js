/**
 * Walking along the flow by arrow keys, and saying where one is. Pure.
 * @typedef {import('../core/events.js').DiagramInfo} DiagramInfo
 * @typedef {import('../core/events.js').Geometry} Geometry
 * @typedef {'ArrowRight'|'ArrowLeft'|'ArrowDown'|'ArrowUp'|'Home'|'End'} FlowKey
 */
import { SHAPES } from '../core/operations.js';
import { laneName, oneLine } from '../core/phrases.js';
import { centre } from './sides.js';

/** With time downwards the arrows turn with it. @type {Partial<Record<FlowKey, FlowKey>>} */
const TURNED = { ArrowRight: 'ArrowDown', ArrowDown: 'ArrowRight', ArrowLeft: 'ArrowUp', ArrowUp: 'ArrowLeft' };

/**
 * @param {DiagramInfo} diagram
 * @param {string} id
 * @returns {string[]} the nodes after it, each once, in the order of the text
 */
export const nextOf = (diagram, id) => [
  ...new Set(diagram.edges.filter((edge) => edge.source === id).map((edge) => edge.target)),
];

/** @param {DiagramInfo} diagram @param {string} id @returns {string[]} the nodes before it */
export const previousOf = (diagram, id) => [
  ...new Set(diagram.edges.filter((edge) => edge.target === id).map((edge) => edge.source)),
];

/** @param {DiagramInfo} diagram @returns {string|null} where the flow begins */
export function startOf(diagram) {
  const entered = new Set(diagram.edges.map((edge) => edge.target));
  const starts = diagram.nodes.filter((node) => !entered.has(node.id));
  return (starts.find((node) => node.shape === 'circle') ?? starts[0] ?? diagram.nodes[0])?.id ?? null;
}

/** @param {DiagramInfo} diagram @returns {string|null} where the flow ends */
export function endOf(diagram) {
  const left = new Set(diagram.edges.map((edge) => edge.source));
  const ends = diagram.nodes.filter((node) => !left.has(node.id));
  return (ends.find((node) => node.shape === 'circle') ?? ends.at(-1) ?? diagram.nodes.at(-1))?.id ?? null;
}

/**
 * The branches that a node stands among: what follows the node one came from, else any node before it that branches.
 * @param {DiagramInfo} diagram @param {string} id @param {string|null} cameFrom @returns {string[]} with `id`, or empty
 */
export function branchesAround(diagram, id, cameFrom) {
  const before = previousOf(diagram, id);
  const fork = cameFrom && before.includes(cameFrom) ? [cameFrom, ...before] : before;
  return fork.map((node) => nextOf(diagram, node)).find((branches) => branches.length > 1) ?? [];
}

/**
 * The node that a key leads to: right along the flow, left against it, down and up among branches; where the flow has
 * nothing there, the nearest node in that direction of the drawing.
 * @param {DiagramInfo} diagram
 * @param {Geometry} geometry
 * @param {string|null} id
 * @param {FlowKey} key
 * @param {string|null} [cameFrom] the node visited before
 * @returns {string|null} null where there is nothing
 */
export function step(diagram, geometry, id, key, cameFrom = null) {
  if (key === 'End') return endOf(diagram);
  if (key === 'Home' || id === null || !diagram.nodes.some((node) => node.id === id)) return startOf(diagram);
  const along = geometry.direction === 'down' ? (TURNED[key] ?? key) : key;
  if (along === 'ArrowRight') {
    const after = nextOf(diagram, id).filter((node) => node !== id);
    // Where the first branch leads back, one would go to and fro.
    return after.find((node) => node !== cameFrom) ?? after[0] ?? nearest(geometry, id, key);
  }
  if (along === 'ArrowLeft') {
    const before = previousOf(diagram, id).filter((node) => node !== id);
    return (cameFrom && before.includes(cameFrom) ? cameFrom : before[0]) ?? nearest(geometry, id, key);
  }
  const branches = branchesAround(diagram, id, cameFrom);
  const index = branches.indexOf(id);
  return (index >= 0 ? branches[index + (along === 'ArrowDown' ? 1 : -1)] : undefined) ?? nearest(geometry, id, key);
}

/**
 * @param {Geometry} geometry
 * @param {string} id
 * @param {FlowKey} key
 * @returns {string|null} the nearest node in the direction of an arrow
 */
export function nearest(geometry, id, key) {
  const here = geometry.nodes.find((node) => node.id === id);
  if (!here) return null;
  const from = centre(here);
  const sideways = key === 'ArrowRight' || key === 'ArrowLeft';
  const sign = key === 'ArrowRight' || key === 'ArrowDown' ? 1 : -1;
  /** @type {{ id: string|null, cost: number }} */ let best = { id: null, cost: Infinity };
  for (const node of geometry.nodes) {
    const to = centre(node);
    const along = sign * (sideways ? to.x - from.x : to.y - from.y);
    const across = Math.abs(sideways ? to.y - from.y : to.x - from.x);
    // Twice as far aside as ahead is no longer that direction; a step aside costs double.
    if (node.id !== id && along > 1 && across <= along * 2 && along + 2 * across < best.cost)
      best = { id: node.id, cost: along + 2 * across };
  }
  return best.id;
}

/**
 * The same on a picture, for keys as the page hears them.
 * @param {import('../core/events.js').Picture} picture
 * @param {string|null} from
 * @param {string} key
 * @param {string|null} [cameFrom]
 */
export const walkFlow = ({ diagram, geometry }, from, key, cameFrom = null) =>
  step(diagram, geometry, from, /** @type {FlowKey} */ (key), cameFrom);

/**
 * What a screen reader says of a node: label, shape, lane, and which of its siblings' branches it is.
 * @param {DiagramInfo} diagram @param {string} id @param {string|null} [cameFrom]
 */
export function describe(diagram, id, cameFrom = null) {
  const node = diagram.nodes.find((item) => item.id === id);
  if (!node) return '';
  const lane = diagram.lanes.find((item) => item.id === node.lane);
  const branches = branchesAround(diagram, id, cameFrom);
  const labelled = diagram.edges.filter((item) => item.target === id && item.label);
  const edge = labelled.find((item) => item.source === cameFrom) ?? labelled[0];
  return [
    oneLine(node.text || node.label || node.id),
    SHAPES[node.shape].name.toLowerCase(),
    node.lane === '' ? 'outside every lane' : `lane ${laneName(lane)}`,
    branches.length > 1 &&
      `${branches.indexOf(id) + 1} of ${branches.length} branches${edge ? `, on ${oneLine(edge.label)}` : ''}`,
    onwards(nextOf(diagram, id).length),
  ]
    .filter(Boolean)
    .join(', ');
}

/** @param {number} ways */
function onwards(ways) {
  if (ways === 0) return 'leads nowhere';
  return ways === 1 ? '' : `leads to ${ways} nodes`;
}
