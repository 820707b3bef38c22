/**
 * Finds the lane or node that got another id, so that it is not taken for one that went and one that came. Pure.
 * @typedef {import('../core/events.js').DiagramInfo} DiagramInfo
 */
import { named, quoted } from './part-phrases.js';

/**
 * @param {DiagramInfo} before
 * @param {DiagramInfo} after
 * @returns {{ diagram: DiagramInfo, clauses: string[] }} the diagram before with the ids of now, and what that was
 */
export function renamedBack(before, after) {
  const lane = swapped(before.lanes, after.lanes, () => true);
  const lanes = lane
    ? before.lanes.map((item) => (item.id === lane.from.id ? { ...item, id: lane.to.id } : item))
    : before.lanes;
  const homed = lane
    ? before.nodes.map((node) => (node.lane === lane.from.id ? { ...node, lane: lane.to.id } : node))
    : before.nodes;
  const node = swapped(homed, after.nodes, (a, b) => a.lane === b.lane && a.shape === b.shape && a.text === b.text);
  const id = (/** @type {string} */ name) => (node && name === node.from.id ? node.to.id : name);
  const diagram = {
    lanes,
    nodes: homed.map((item) => ({ ...item, id: id(item.id) })),
    edges: before.edges.map((edge) => {
      const ends = `${edge.source}-${edge.target}`;
      return {
        ...edge,
        id: edge.id.startsWith(ends) ? `${id(edge.source)}-${id(edge.target)}${edge.id.slice(ends.length)}` : edge.id,
        source: id(edge.source),
        target: id(edge.target),
      };
    }),
    loops: before.loops.map((loop) => ({ ...loop, nodes: loop.nodes.map(id) })),
  };
  return {
    diagram,
    clauses: [
      // A lane that was named for the first time got its id from its name: the name says it all.
      ...(lane && lane.from.label === lane.to.label
        ? [`Changed the id of lane ${quoted(lane.to.label || lane.to.id)} to ${lane.to.id}`]
        : []),
      ...(node ? [`Changed the id of ${named(node.to)} to ${node.to.id}`] : []),
    ],
  };
}

/**
 * The only one that went, where the only one that came stands in its place.
 * @template {{ id: string }} P
 * @param {P[]} before
 * @param {P[]} after
 * @param {(a: P, b: P) => boolean} alike
 * @returns {{ from: P, to: P }|null}
 */
function swapped(before, after, alike) {
  if (before.length !== after.length) return null;
  const changes = before.flatMap((from, index) => {
    const to = after[index];
    return to && from.id !== to.id ? [{ from, to }] : [];
  });
  const [change, ...others] = changes;
  if (!change || others.length > 0) return null;
  return alike(change.from, change.to) && !before.some(({ id }) => id === change.to.id) ? change : null;
}
