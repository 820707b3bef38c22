/**
 * Which nodes and edges got other ids between two diagrams, so that what names them can follow. Pure.
 *
 * @typedef {import('../core/events.js').DiagramInfo} DiagramInfo
 * @typedef {{ node: Map<string, string>, edge: Map<string, string> }} Renamed the id of now by the one before, where
 *   they differ
 * @typedef {{ node: string, visit?: number|null, edges?: string[]|null, label?: string|null }} Choice
 */

/**
 * Nodes that stand in the same order and are alike but for their ids are the same; where the ids are the same ones in
 * another order, the nodes were moved in the text instead.
 * @param {DiagramInfo} before
 * @param {DiagramInfo} after
 * @returns {Renamed}
 */
export function renamedIds(before, after) {
  /** @type {Renamed} */ const renamed = { node: new Map(), edge: new Map() };
  const ids = new Set(before.nodes.map(({ id }) => id));
  if (after.nodes.every(({ id }) => ids.has(id)) || !areAlike(before, after)) return renamed;
  before.nodes.forEach(({ id }, index) => {
    const now = after.nodes[index]?.id ?? id;
    if (now !== id) renamed.node.set(id, now);
  });
  if (before.edges.length !== after.edges.length) return renamed;
  const now = (/** @type {string} */ id) => renamed.node.get(id) ?? id;
  before.edges.forEach((edge, index) => {
    const next = after.edges[index];
    if (next && next.id !== edge.id && next.source === now(edge.source) && next.target === now(edge.target))
      renamed.edge.set(edge.id, next.id);
  });
  return renamed;
}

/** @param {DiagramInfo} before @param {DiagramInfo} after */
function areAlike(before, after) {
  if (before.nodes.length !== after.nodes.length) return false;
  const lanes = new Map(
    before.lanes.length === after.lanes.length
      ? before.lanes.map(({ id }, index) => /** @type {const} */ ([id, after.lanes[index]?.id ?? id]))
      : [],
  );
  return before.nodes.every((node, index) => {
    const next = after.nodes[index];
    const lane = lanes.get(node.lane) ?? node.lane;
    return (
      next && next.lane === lane && next.shape === node.shape && (next.text === node.text || isUnnamed(node, next))
    );
  });
}

/**
 * A node without a label is called by its id.
 * @param {{ id: string, text: string }} node @param {{ id: string, text: string }} next
 */
const isUnnamed = (node, next) => node.text === node.id && next.text === next.id;

/** @template {Choice} C @param {C[]} choices @param {Renamed} renamed @returns {C[]} the choices with the ids of now */
export function followedChoices(choices, { node, edge }) {
  if (node.size === 0) return choices;
  return choices.map((choice) => ({
    ...choice,
    node: node.get(choice.node) ?? choice.node,
    ...(choice.edges && { edges: choice.edges.map((id) => edge.get(id) ?? id) }),
  }));
}
