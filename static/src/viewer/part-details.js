/**
 * All that a diagram says of one of its parts, at full length. Pure.
 * @typedef {import('../core/events.js').DiagramInfo} DiagramInfo
 * @typedef {{ shape: import('../core/events.js').Shape|null, title: string, rows: [name: string, text: string][] }}
 *   PartDetails
 */
import { laneName } from '../core/phrases.js';

/**
 * @param {DiagramInfo} diagram
 * @param {import('../core/events.js').Ref} ref
 * @returns {PartDetails|null} null where there is no such part
 */
export function partDetails(diagram, { kind, id }) {
  if (kind === 'node') return ofNode(diagram, id);
  if (kind === 'edge') return ofEdge(diagram, id);
  if (kind === 'loop') {
    const loop = diagram.loops.find((item) => item.id === id);
    return loop
      ? full(null, loop.condition || 'Loop', { Repeats: loop.nodes.map((node) => nameOf(diagram, node)).join(', ') })
      : null;
  }
  const lane = diagram.lanes.find((item) => item.id === id);
  return lane
    ? full(null, laneName(lane), { Nodes: String(diagram.nodes.filter((node) => node.lane === id).length) })
    : null;
}

/** @param {DiagramInfo} diagram @param {string} id */
function ofNode(diagram, id) {
  const node = diagram.nodes.find((item) => item.id === id);
  if (!node) return null;
  const title = node.text || node.label || id;
  const lane = diagram.lanes.find((item) => item.id === node.lane);
  const ways = diagram.edges
    .filter((edge) => edge.source === id)
    .map((edge) => `${edge.label ? `${edge.label}: ` : ''}${nameOf(diagram, edge.target)}`);
  return full(node.shape, title, {
    Lane: laneName(lane),
    Owner: node.owner,
    System: node.system,
    Description: node.description === title ? '' : node.description,
    'Leads to': ways.join('\n'),
  });
}

/** @param {DiagramInfo} diagram @param {string} id */
function ofEdge(diagram, id) {
  const edge = diagram.edges.find((item) => item.id === id);
  return edge
    ? full(null, edge.label || 'Edge', { From: nameOf(diagram, edge.source), To: nameOf(diagram, edge.target) })
    : null;
}

/**
 * @param {PartDetails['shape']} shape
 * @param {string} title
 * @param {Record<string, string>} rows those without a text are left out
 * @returns {PartDetails}
 */
const full = (shape, title, rows) => ({ shape, title, rows: Object.entries(rows).filter(([, text]) => text) });

/** @param {DiagramInfo} diagram @param {string} id */
function nameOf(diagram, id) {
  const node = diagram.nodes.find((item) => item.id === id);
  return node?.text || node?.label || id;
}
