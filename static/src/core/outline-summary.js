/** What both outlines say of the diagram: the shape of each node and where it leads. Pure. */
import { lanesInFlowOrder } from './flow-order.js';
import { SHAPES } from './operations.js';

/**
 * @typedef {import('./events.js').DiagramInfo} DiagramInfo
 * @typedef {{ id: string, name: string, shape: import('./events.js').Shape, summary: string }} OutlineNode `summary`
 *   such as "Decision · Yes: Pack · No: Sold out"
 * @param {DiagramInfo} diagram
 * @returns {{ id: string, label: string, nodes: OutlineNode[] }[]} lane by lane, nodes in the order of the flow
 */
export function outlineOf(diagram) {
  const names = new Map(diagram.nodes.map((node) => [node.id, node.text || node.label || node.id]));
  /** @type {Map<string, string[]>} */ const ways = new Map();
  for (const { source, target, label } of diagram.edges) {
    const way = `${label ? `${label}: ` : 'then '}${names.get(target) ?? target}`;
    ways.set(source, [...(ways.get(source) ?? []), way]);
  }
  return lanesInFlowOrder(diagram).map(({ id, label, nodes }) => ({
    id,
    label,
    nodes: nodes.map((node) => ({
      id: node.id,
      name: names.get(node.id) ?? node.id,
      shape: node.shape,
      summary: [SHAPES[node.shape].name, ...(ways.get(node.id) ?? [])].join(' · '),
    })),
  }));
}
