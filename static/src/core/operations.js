/**
 * Lists of operations (POST /api/edit) for what people do by hand, pure. One list is one undo step.
 * @typedef {import('./events.js').DiagramInfo} DiagramInfo
 * @typedef {import('./events.js').Ref} Ref
 * @typedef {import('./events.js').Shape} Shape
 * @typedef {import('./events.js').Side} Side
 */
import { usualSides } from './usual-sides.js';

/**
 * @type {Record<Shape, { name: string, many: string, one: string, fresh: string }>} the name of a shape, of several,
 *   with its article, and the label of a new one
 */
export const SHAPES = {
  circle: { name: 'Event', many: 'Events', one: 'an event', fresh: 'New event' },
  rectangle: { name: 'Activity', many: 'Activities', one: 'an activity', fresh: 'New activity' },
  diamond: { name: 'Decision', many: 'Decisions', one: 'a decision', fresh: 'New decision?' },
  taskbox: { name: 'Task', many: 'Tasks', one: 'a task', fresh: 'New task' },
};

/** @type {Record<Side, Side>} */
export const OPPOSITE = { left: 'right', right: 'left', top: 'bottom', bottom: 'top' };

/**
 * @param {DiagramInfo} diagram
 * @param {string} source
 * @param {string} target
 * @param {{ source_side?: Side, target_side?: Side }} [chosen]
 */
export function connect(diagram, source, target, chosen = {}) {
  return [{ op: 'add_edge', source, target, ...usualSides(diagram, source, target), ...chosen }];
}

/**
 * Adds a node connected to another; on the left side it comes before it, on the others after it.
 * @param {DiagramInfo} diagram @param {string} node @param {Side} side of `node` @param {Shape} shape
 * @param {{ lane?: string, newSide?: Side }} [options] another lane than that of `node`, another side than the opposite
 *   one
 */
export function addBeside(diagram, node, side, shape, { lane, newSide } = {}) {
  const home = diagram.nodes.find((item) => item.id === node)?.lane;
  const target = lane ?? home;
  const after = target === home ? { after: node } : {};
  // `direction` is the edge's: 'to' the node that is there, or 'from' it.
  const direction = side === 'left' ? 'to' : 'from';
  return [
    {
      op: 'add_node',
      lane: target,
      shape,
      label: SHAPES[shape].fresh,
      ...after,
      connect: { node, direction, node_side: side, new_side: newSide ?? OPPOSITE[side] },
    },
  ];
}

/**
 * @param {string} lane
 * @param {Shape} shape
 * @param {string} [after] the node of the lane that it follows in the text
 */
export const addNode = (lane, shape, after) => [
  { op: 'add_node', lane, shape, label: SHAPES[shape].fresh, ...(after ? { after } : {}) },
];

/** The first node of an empty document, with a lane around it. @param {Shape} shape */
export const firstNode = (shape) => [{ op: 'add_lane', label: 'New lane', id: 'Lane1' }, ...addNode('Lane1', shape)];

/** @param {string} label @returns {object[]} a lane below the others; its id is made from its label */
export const addLane = (label) => [{ op: 'add_lane', label }];

/** @param {DiagramInfo} diagram @returns {string} what a lane is called that nobody has named */
export const freshLaneName = (diagram) =>
  freshName(
    'New lane',
    diagram.lanes.map((lane) => lane.label),
  );

/**
 * The first lane of a document with its first nodes.
 * @param {string} lane what it is called, or ''  @param {string} step the label of its first step
 */
export const firstSteps = (lane, step) => [
  ...firstNode('circle').map((operation) => ('lane' in operation ? { ...operation, label: 'Start' } : operation)),
  {
    op: 'add_node',
    lane: 'Lane1',
    shape: 'rectangle',
    label: step,
    connect: { node: 'n1', direction: 'from', node_side: 'right', new_side: 'left' },
  },
  ...relabel({ kind: 'lane', id: 'Lane1' }, lane || 'New lane', 'New lane'),
];

/**
 * Removes what is selected; what goes with something else is not asked for twice.
 * @param {DiagramInfo} diagram @param {Ref[]} selection
 */
export function removeAll(diagram, selection) {
  const ids = (/** @type {string} */ kind) =>
    new Set(selection.filter((ref) => ref.kind === kind).map((ref) => ref.id));
  const lanes = ids('lane');
  const nodes = new Set(
    diagram.nodes.filter((node) => ids('node').has(node.id) && !lanes.has(node.lane)).map((node) => node.id),
  );
  const gone = new Set([...nodes, ...diagram.nodes.filter((node) => lanes.has(node.lane)).map((node) => node.id)]);
  const edges = diagram.edges.filter(
    (edge) => ids('edge').has(edge.id) && !gone.has(edge.source) && !gone.has(edge.target),
  );
  // From the last to the first: the ids of loops and of parallel edges are counted, so removing an earlier one renames
  // the later ones.
  const loops = diagram.loops.filter((loop) => ids('loop').has(loop.id));
  return [
    ...loops.reverse().map((loop) => ({ op: 'remove_loop', id: loop.id })),
    ...edges.reverse().map((edge) => ({ op: 'remove_edge', id: edge.id })),
    ...[...nodes].map((id) => ({ op: 'remove_node', id })),
    ...[...lanes].map((id) => ({ op: 'remove_lane', id })),
  ];
}

/**
 * The selected nodes that are there, in document order.
 * @param {DiagramInfo} diagram
 * @param {Ref[]} selection
 * @returns {string[]} their ids
 */
export function nodesOf(diagram, selection) {
  const chosen = new Set(selection.filter((ref) => ref.kind === 'node').map((ref) => ref.id));
  return diagram.nodes.filter((node) => chosen.has(node.id)).map((node) => node.id);
}

/** Copies nodes with their texts and the edges among them. @param {DiagramInfo} diagram @param {Ref[]} selection */
export function duplicate(diagram, selection) {
  const nodes = nodesOf(diagram, selection);
  return nodes.length ? [{ op: 'duplicate', nodes }] : [];
}

/**
 * Adds a node in the middle of an edge.
 * @param {string} edge
 * @param {Shape} shape
 * @param {string} [lane] another one than that of the edge's source
 */
export const insertIntoEdge = (edge, shape, lane) => [
  { op: 'insert_into_edge', edge, shape, label: SHAPES[shape].fresh, ...(lane ? { lane } : {}) },
];

/**
 * Removes the selected nodes, and what led to each leads on to what came next.
 * @param {DiagramInfo} diagram
 * @param {Ref[]} selection
 */
export const closeGaps = (diagram, selection) =>
  nodesOf(diagram, selection).map((id) => ({ op: 'remove_node', id, close_gap: true }));

/**
 * Whether a node has both a way in and a way out, so that its gap can be asked to close.
 * @param {DiagramInfo} diagram
 * @param {string} id
 */
export const inBetween = ({ edges }, id) =>
  edges.some((edge) => edge.target === id && edge.source !== id) &&
  edges.some((edge) => edge.source === id && edge.target !== id);

/**
 * A loop over the selected nodes; its condition is asked for next.
 * @param {DiagramInfo} diagram
 * @param {Ref[]} selection
 */
export function addLoop(diagram, selection) {
  const nodes = nodesOf(diagram, selection);
  return nodes.length > 1 ? [{ op: 'add_loop', condition: 'Repeat', nodes }] : [];
}

/** Moves nodes to a lane of their own. @param {string[]} nodes @param {string} label */
export const extractLane = (nodes, label) => [{ op: 'extract_lane', nodes, label }];

/**
 * Adds the nodes of a text where the selection is.
 * @param {DiagramInfo} diagram
 * @param {Ref[]} selection
 * @param {string} text
 */
export function paste(diagram, selection, text) {
  const after = nodesOf(diagram, selection).at(-1);
  const lane =
    diagram.nodes.find((node) => node.id === after)?.lane ?? selection.find((ref) => ref.kind === 'lane')?.id;
  return [{ op: 'paste', text, ...given({ lane: lane ?? '', after: after ?? '' }) }];
}

/** Names that a lane has before anybody has named it, and the ids that come with them. */
const UNNAMED = { label: /^New lane( \d+)?$/, id: /^(New)?Lane\d*$/ };

/**
 * The label of a part, or a loop's condition: what `relabel` changes.
 * @param {import('./events.js').Facts[keyof import('./events.js').Facts]} facts
 */
export const labelOf = (facts) => ('condition' in facts ? facts.condition : facts.label);

/**
 * Gives a part another label. The first name of a lane gives it its id too.
 * @param {Ref} ref
 * @param {string} label
 * @param {string} before what it was called
 */
export function relabel({ kind, id }, label, before) {
  const first = kind === 'lane' && UNNAMED.label.test(before) && UNNAMED.id.test(id);
  return [
    {
      op: `update_${kind}`,
      id,
      [kind === 'loop' ? 'condition' : 'label']: label,
      ...(first ? { id_from_label: true } : {}),
    },
  ];
}

/**
 * Moves nodes into a lane; those that stand there stay.
 * @param {DiagramInfo} diagram
 * @param {string[]} ids
 * @param {string} lane
 */
export const moveTo = (diagram, ids, lane) =>
  diagram.nodes
    .filter((node) => ids.includes(node.id) && node.lane !== lane)
    .map((node) => ({ op: 'move_node', id: node.id, lane }));

/** Moves a lane up (-1) or down (1). @param {DiagramInfo} diagram @param {string} id @param {-1|1} by */
export function shiftLane(diagram, id, by) {
  const index = diagram.lanes.findIndex((lane) => lane.id === id);
  const to = index + by;
  if (index < 0 || to < 0 || to >= diagram.lanes.length) return [];
  return [{ op: 'move_lane', id, before: diagram.lanes[by < 0 ? to : to + 1]?.id ?? null }];
}

/** @param {string} name @param {string[]} taken */
function freshName(name, taken) {
  let number = 1;
  const numbered = () => (number === 1 ? name : `${name} ${number}`);
  while (taken.includes(numbered())) number += 1;
  return numbered();
}

/** @param {Record<string, string>} fields @returns {Record<string, string>} those that are not empty */
const given = (fields) => Object.fromEntries(Object.entries(fields).filter(([, value]) => value));

const EDGE_FACTS = /** @type {const} */ (['source', 'target', 'source_side', 'target_side', 'label']);

/**
 * What an edge has become whose ends were changed: its id names them, and counts where others have the same ends.
 * @template {Pick<import('./events.js').EdgeInfo, typeof EDGE_FACTS[number]>} Edge
 * @param {Pick<import('./events.js').EdgeInfo, typeof EDGE_FACTS[number]>} wanted what it is to be
 * @param {Edge[]} edges after the change
 * @returns {Edge|undefined}
 */
export const edgeLike = (wanted, edges) =>
  edges.find((edge) => EDGE_FACTS.every((fact) => edge[fact] === wanted[fact]));
