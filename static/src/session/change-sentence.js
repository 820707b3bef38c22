/**
 * What became of a diagram, in one sentence, for people who do not see it. Pure.
 * @typedef {import('../core/events.js').DiagramInfo} DiagramInfo
 * @typedef {import('../core/events.js').Snapshot} Snapshot
 */
import { layoutClauses } from './layout-clauses.js';
import { edge, listed, named, names, quoted } from './part-phrases.js';
import { renamedBack } from './renamed-parts.js';
import { captionOf } from '../core/captions.js';
import { SHAPES } from '../core/operations.js';
import { sameJson } from './work.js';
import { counted, namedLanes } from '../core/phrases.js';

const DETAILS = /** @type {const} */ (['owner', 'system', 'description']);
const DONE = { edit: '', undo: 'Undone', redo: 'Redone' };

/**
 * @param {Snapshot} before @param {Snapshot} after @param {keyof typeof DONE} [how]
 * @returns {string} '' where nothing that can be seen was changed
 */
export function changeSentence(before, after, how = 'edit') {
  const clauses = clausesOf(before, after);
  const done = DONE[how];
  if (clauses.length === 0) return done && `${done}.`;
  const [first, second, ...more] = clauses.map((clause, index) =>
    index > 0 || done ? clause.charAt(0).toLowerCase() + clause.slice(1) : clause,
  );
  const rest =
    second === undefined
      ? ''
      : more.length === 0
        ? ` and ${second}`
        : `, ${second} and ${counted(more.length, 'more change').replace('1 more', 'one more')}`;
  return `${done ? `${done}: ` : ''}${first}${rest}.`;
}

/**
 * @param {Snapshot} before
 * @param {Snapshot} after
 * @returns {string[]} each begins with a capital letter and has no full stop
 */
function clausesOf(before, after) {
  const now = inNamedLanes(after.diagram);
  const { diagram: was, clauses: ids } = renamedBack(inNamedLanes(before.diagram), now);
  const change = {
    was,
    now,
    lanes: compared(was.lanes, now.lanes),
    nodes: compared(was.nodes, now.nodes),
    edges: compared(was.edges, now.edges),
    told: /** @type {Set<string>} */ (new Set()),
  };
  const { clauses: layout, turned } = layoutClauses(before, after, was);
  return [
    ...reconnected(change),
    ...nodesAdded(change),
    ...nodesRemoved(change),
    ...nodesMoved(change),
    ...lanesChanged(change),
    ...nodesChanged(change),
    ...edgesChanged(change, turned),
    ...loopsChanged(change),
    ...ids,
    ...layout,
    ...captionClauses(before.companion, after),
    ...titleClauses(before.companion, after.companion),
    ...(sameRuns(before.companion, after.companion) ? [] : ['Changed the options of runs']),
  ];
}

/**
 * The band of nodes outside every lane is no lane that comes or goes.
 * @param {DiagramInfo} diagram
 * @returns {DiagramInfo}
 */
const inNamedLanes = (diagram) => ({ ...diagram, lanes: namedLanes(diagram.lanes) });

/**
 * @template Part
 * @typedef {{ added: Part[], removed: Part[], kept: [Part, Part][] }} Parts
 */

/**
 * @typedef {import('../core/events.js').EdgeInfo} EdgeInfo
 * @typedef {{ was: DiagramInfo, now: DiagramInfo, lanes: Parts<import('../core/events.js').LaneInfo>,
 *   nodes: Parts<import('../core/events.js').NodeInfo>, edges: Parts<EdgeInfo>, told: Set<string> }} Difference
 *   `told`: ids of edges and lanes of which no more is said
 */

/** The part of a list that has no other. @template Part @param {Part[]} parts */
const only = ([first, ...others]) => (others.length === 0 ? first : undefined);

/**
 * @template {{ id: string }} Part
 * @param {Part[]} before
 * @param {Part[]} after
 * @returns {Parts<Part>}
 */
function compared(before, after) {
  const [old, fresh] = [new Map(before.map((part) => [part.id, part])), new Set(after.map(({ id }) => id))];
  return {
    added: after.filter(({ id }) => !old.has(id)),
    removed: before.filter(({ id }) => !fresh.has(id)),
    kept: after.flatMap((part) => {
      const was = old.get(part.id);
      return was ? [/** @type {[Part, Part]} */ ([was, part])] : [];
    }),
  };
}

/**
 * An edge's id names its ends, so that one that leads elsewhere is another one.
 * @param {Difference} change
 * @returns {string[]}
 */
function reconnected({ was, now, nodes, edges, told }) {
  const [[fresh, ...others], [old, ...more]] = [edges.added, edges.removed];
  const one = fresh && old && others.length + more.length + nodes.added.length + nodes.removed.length === 0;
  if (!one || (fresh.source !== old.source && fresh.target !== old.target)) return [];
  told.add(fresh.id).add(old.id);
  return [`Moved ${edge(was, old)}: it now leads from ${names(now, fresh.source)} to ${names(now, fresh.target)}`];
}

/** @param {Difference} change @returns {string[]} */
function nodesAdded({ now, lanes, nodes: { added }, edges, told }) {
  const [node] = added;
  if (!node) return [];
  const ids = new Set(added.map(({ id }) => id));
  const touching = edges.added.filter(({ source, target }) => ids.has(source) || ids.has(target));
  for (const { id } of touching) told.add(id);
  const [home] = lanes.added;
  if (home && lanes.added.length === 1 && added.every(({ lane }) => lane === home.id)) {
    told.add(home.id);
    return [`Added lane ${quoted(home.label || home.id)} with ${listed(added)}`];
  }
  if (added.length > 1) return [`Added ${listed(added)}`];
  const lane = now.lanes.find(({ id }) => id === node.lane);
  const from = touching.filter(({ target }) => target === node.id);
  const to = touching.filter(({ source }) => source === node.id);
  const [comes, goes] = [only(from), only(to)];
  for (const { id, source, target } of edges.removed)
    if (source === comes?.source && target === goes?.target) told.add(id);
  return [`Added ${named(node)}${lane ? ` to lane ${quoted(lane.label || lane.id)}` : ''}${waysTo(now, from, to)}`];
}

/** @param {DiagramInfo} now @param {EdgeInfo[]} from @param {EdgeInfo[]} to */
function waysTo(now, from, to) {
  const [comes, goes] = [only(from), only(to)];
  if (comes && goes) return `, between ${names(now, comes.source)} and ${names(now, goes.target)}`;
  if (comes && to.length === 0) return `, connected from ${names(now, comes.source)}`;
  return goes && from.length === 0 ? `, connected to ${names(now, goes.target)}` : '';
}

/** @param {Difference} change @returns {string[]} */
function nodesRemoved({ now, lanes, nodes: { removed }, edges, told }) {
  const gone = new Set(removed.map(({ id }) => id));
  for (const { id, source, target } of edges.removed) if (gone.has(source) || gone.has(target)) told.add(id);
  const clauses = lanes.removed.map(({ id, label }) => {
    const inside = removed.filter(({ lane }) => lane === id);
    for (const node of inside) gone.delete(node.id);
    return `Removed lane ${quoted(label || id)}${inside.length > 0 ? ` with ${listed(inside)}` : ''}`;
  });
  const alone = removed.filter(({ id }) => gone.has(id));
  if (alone.length === 0) return clauses;
  const closing = edges.added.filter(({ id }) => !told.has(id));
  for (const { id } of closing) told.add(id);
  const one = only(closing);
  const closed = one
    ? ` and connected ${names(now, one.source)} to ${names(now, one.target)}`
    : closing.length > 1
      ? ' and closed the gap'
      : '';
  return [...clauses, `Removed ${listed(alone)}${closed}`];
}

/** @param {Difference} change @returns {string[]} */
function nodesMoved({ now, lanes, nodes, told }) {
  const moved = nodes.kept.filter(([old, node]) => old.lane !== node.lane).map(([, node]) => node);
  return [...new Set(moved.map(({ lane }) => lane))].map((id) => {
    const there = moved.filter(({ lane }) => lane === id);
    const lane = now.lanes.find((item) => item.id === id);
    const fresh = lanes.added.some((item) => item.id === id);
    if (fresh) told.add(id);
    return `Moved ${listed(there)} ${lane ? `to ${fresh ? 'the new ' : ''}lane ${quoted(lane.label || lane.id)}` : 'out of its lane'}`;
  });
}

/** @param {Difference} change @returns {string[]} */
function lanesChanged({ was, now, lanes, told }) {
  const fresh = lanes.added.filter(({ id }) => !told.has(id));
  const renamed = lanes.kept.filter(([old, lane]) => old.label !== lane.label);
  return [
    ...fresh.map(({ id, label }) => `Added lane ${quoted(label || id)}`),
    ...renamed.map(([old, lane]) => `Renamed lane ${quoted(old.label || old.id)} to ${quoted(lane.label || lane.id)}`),
    ...reordered(was.lanes, now.lanes),
  ];
}

/** @param {DiagramInfo['lanes']} before @param {DiagramInfo['lanes']} after @returns {string[]} */
function reordered(before, after) {
  const [old, next] = [before.map(({ id }) => id), after.map(({ id }) => id)];
  if (
    old.length !== next.length ||
    old.every((id, index) => id === next[index]) ||
    !old.every((id) => next.includes(id))
  )
    return [];
  const without = (/** @type {string[]} */ ids, /** @type {string} */ one) => ids.filter((id) => id !== one).join('\n');
  // Where two change places, the one that went further down is named no better than the other: the first that fits.
  const moved = after.find(({ id }) => without(old, id) === without(next, id));
  return [
    moved
      ? `Moved lane ${quoted(moved.label || moved.id)} to place ${next.indexOf(moved.id) + 1} of ${next.length}`
      : 'Changed the order of the lanes',
  ];
}

/** @param {Difference} change @returns {string[]} */
function nodesChanged({ nodes }) {
  return nodes.kept.flatMap(([old, node]) => [
    ...(old.text === node.text ? [] : [`Renamed ${named(old)} to ${quoted(node.text)}`]),
    ...(old.shape === node.shape ? [] : [`Changed ${named(old)} to ${SHAPES[node.shape].one}`]),
    ...DETAILS.filter(
      (detail) => old[detail] !== node[detail] && node[detail] !== node.text && old[detail] !== old.text,
    ).map((detail) =>
      node[detail]
        ? `Set the ${detail} of ${named(node)} to ${quoted(node[detail])}`
        : `Removed the ${detail} of ${named(node)}`,
    ),
  ]);
}

/** @param {Difference} change @param {boolean} turned the sides went with the direction of time @returns {string[]} */
function edgesChanged({ was, now, edges, told }, turned) {
  const fresh = edges.added.filter(({ id }) => !told.has(id));
  const gone = edges.removed.filter(({ id }) => !told.has(id));
  const labels = edges.kept
    .filter(([old, one]) => old.label !== one.label)
    .map(([, one]) =>
      one.label
        ? `Changed the label of ${edge(now, one)} to ${quoted(one.label)}`
        : `Removed the label of ${edge(now, one)}`,
    );
  const sided = turned
    ? []
    : edges.kept
        .filter(([old, one]) => old.source_side !== one.source_side || old.target_side !== one.target_side)
        .map(([, one]) => one);
  const moved = only(sided);
  const sides = moved
    ? [`Moved ${edge(now, moved)}: ${sidesOf(moved)}`]
    : sided.length > 1
      ? [`Changed the sides of ${sided.length} edges`]
      : [];
  return [
    ...(fresh.length > 1
      ? [`Added ${fresh.length} edges`]
      : fresh.map(
          (one) =>
            `Connected ${names(now, one.source)} to ${names(now, one.target)}${one.label ? `, labelled ${quoted(one.label)}` : ''}`,
        )),
    ...(gone.length > 1 ? [`Removed ${gone.length} edges`] : gone.map((one) => `Removed ${edge(was, one)}`)),
    ...labels,
    ...sides,
  ];
}

/** @param {{ source_side: string, target_side: string }} edge */
const sidesOf = ({ source_side: from, target_side: to }) => `it now leaves at the ${from} and arrives at the ${to}`;

/**
 * The ids of loops are counted, so that loops are told by what is in them.
 * @typedef {import('../core/events.js').LoopInfo} LoopInfo
 * @param {Difference} change
 * @returns {string[]}
 */
function loopsChanged({ was, now, nodes }) {
  const alike = (/** @type {LoopInfo} */ a, /** @type {LoopInfo} */ b) =>
    a.condition === b.condition && a.nodes.join() === b.nodes.join();
  const fresh = now.loops.filter((loop) => !was.loops.some((old) => alike(old, loop)));
  const gone = was.loops.filter((old) => !now.loops.some((loop) => alike(old, loop)));
  const [loop, old] = [only(fresh), only(gone)];
  if (loop && old && loop.nodes.join() === old.nodes.join())
    return [`Changed the condition of loop ${quoted(old.condition)} to ${quoted(loop.condition)}`];
  // A loop that lost or got a node with an edit of that node goes without saying.
  if (nodes.added.length + nodes.removed.length > 0 && fresh.length === gone.length) return [];
  return [
    ...gone
      .filter(({ condition }) => !fresh.some((one) => one.condition === condition))
      .map(({ condition }) => `Removed loop ${quoted(condition)}`),
    ...fresh.map(
      (one) =>
        `${gone.some(({ condition }) => condition === one.condition) ? 'Changed' : 'Added'} loop ${quoted(one.condition)} over ${counted(one.nodes.length, 'node')}`,
    ),
  ];
}

/** @param {Snapshot['companion']} before @param {Snapshot['companion']} after */
function sameRuns(before, after) {
  const said = ({ options = {}, simulation = {} } = before) => [options, simulation['options'] ?? {}];
  return sameJson(said(before), said(after));
}

/** @param {Snapshot['companion']} before @param {Snapshot['companion']} after @returns {string[]} */
function titleClauses({ title: was = '', description: old = '' }, { title = '', description = '' }) {
  return [
    ...(was === title ? [] : [title ? `Changed the title to ${quoted(title)}` : 'Removed the title']),
    ...(old === description ? [] : [description ? 'Changed the description' : 'Removed the description']),
  ];
}

/**
 * Of nodes that are there: the captions of others go with them.
 * @param {import('../core/events.js').Companion} was
 * @param {Snapshot} after
 */
function captionClauses(was, { companion, diagram }) {
  const changed = diagram.nodes.filter(({ id }) => captionOf(was, id) !== captionOf(companion, id));
  if (changed.length === 0) return [];
  const removed = changed.every(({ id }) => !captionOf(companion, id));
  return [`${removed ? 'Removed' : 'Changed'} the caption${changed.length > 1 ? 's' : ''} of ${listed(changed)}`];
}
