/**
 * Parts of a diagram as people call them. Pure.
 * @typedef {import('../core/events.js').DiagramInfo} DiagramInfo
 * @typedef {import('../core/events.js').NodeInfo} NodeInfo
 */
import { SHAPES } from '../core/operations.js';
import { counted } from '../core/phrases.js';

const LONGEST = 60;
/** More than these nobody keeps in mind. */
const MOST = 3;

/** @param {string} label @returns {string} on one line, not endless */
export function quoted(label) {
  const line = label.replace(/\s+/g, ' ').trim();
  return `“${line.length > LONGEST ? `${line.slice(0, LONGEST).trimEnd()}…` : line}”`;
}

/** @param {NodeInfo} node @returns {string} such as: activity “Pack” */
export function named(node) {
  const label = node.text || node.label;
  return `${SHAPES[node.shape].name.toLowerCase()} ${label ? quoted(label) : node.id}`;
}

/** @param {DiagramInfo} diagram @param {string} id of a node @returns {string} its label, quoted */
export function names(diagram, id) {
  const node = diagram.nodes.find((item) => item.id === id);
  return node?.text || node?.label ? quoted(node.text || node.label) : id;
}

/** @param {NodeInfo[]} nodes at least one @returns {string} such as: 3 nodes, “A”, “B” and “C” */
export function listed(nodes) {
  const [first, ...others] = nodes;
  if (first && others.length === 0) return named(first);
  const labels = nodes.slice(0, MOST).map((node) => quoted(node.text || node.label || node.id));
  const rest = nodes.length - labels.length;
  const last = rest > 0 ? `${rest} more` : (labels.pop() ?? '');
  return `${counted(nodes.length, 'node')} (${labels.join(', ')} and ${last})`;
}

/** @param {DiagramInfo} diagram @param {{ source: string, target: string }} edge */
export const edge = (diagram, { source, target }) =>
  `the edge from ${names(diagram, source)} to ${names(diagram, target)}`;
