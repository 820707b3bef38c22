/** The canvas by keyboard: arrows follow the flow, letters are tools, Enter edits. */
import { composes } from '../core/shortcuts.js';
import { addBeside, addNode, duplicate, firstNode, insertIntoEdge, nodesOf } from '../core/operations.js';
import { describe, previousOf, startOf, step } from '../picture/flow.js';
import { chooseLane } from './lane-chooser.js';
import { nudge } from './move.js';
import { SHAPE_ORDER } from './palette.js';

/** @typedef {import('../picture/flow.js').FlowKey} FlowKey */
const FLOW_KEYS = new Set(['ArrowRight', 'ArrowLeft', 'ArrowDown', 'ArrowUp', 'Home', 'End']);
const AFTER_ADDING = { selectCreated: true, renameCreated: true };

/**
 * @param {import('./desk.js').Desk} desk
 * @param {{ rename: import('./rename.js').Rename, connector: import('./connect.js').Connector, remove: () => void,
 *   closeGap: () => void }} parts
 * @returns {() => void} stops listening
 */
export function listenForKeys(desk, { rename, connector, remove, closeGap }) {
  const { canvas } = desk.stage;
  const stop = new AbortController();

  /** @param {FlowKey} key @param {boolean} extend */
  function walk(key, extend) {
    const here =
      desk.state.selection.findLast((ref) => ref.kind === 'node' && desk.state.find(ref))?.id ?? endpoint(key);
    const next = step(desk.diagram, desk.geometry, here, key, desk.cameFrom);
    if (!next) return;
    // Between branches one still stands behind the same fork.
    const fork = key === 'ArrowDown' || key === 'ArrowUp' ? desk.cameFrom : null;
    const cameFrom = fork && previousOf(desk.diagram, next).includes(fork) ? fork : here;
    const others = extend ? desk.state.selection.filter((ref) => ref.id !== next) : [];
    desk.select([...others, { kind: 'node', id: next }]);
    desk.cameFrom = cameFrom;
    reveal(next);
    desk.say(describe(desk.diagram, next, cameFrom));
  }

  /** From a selected edge the arrows go to its ends. @param {FlowKey} key @returns {string|null} */
  function endpoint(key) {
    const single = desk.single;
    const edge = single?.kind === 'edge' ? desk.diagram.edges.find((item) => item.id === single.id) : null;
    if (!edge) return null;
    return key === 'ArrowLeft' ? edge.target : edge.source;
  }

  /** @param {string} id */
  function reveal(id) {
    const box = desk.nodeBox(id);
    if (box) desk.stage.viewport.reveal(box);
  }

  /** @param {FlowKey} key */
  function aim(key) {
    const from = connector.target ?? connector.source;
    let next = step(desk.diagram, desk.geometry, from, key);
    if (next === connector.source) next = step(desk.diagram, desk.geometry, next, key);
    if (!next || next === connector.source) return;
    connector.aim(next);
    reveal(next);
    desk.say(`To ${describe(desk.diagram, next)}`);
  }

  /** @param {import('../core/events.js').Shape} shape */
  function add(shape) {
    const single = desk.single;
    const lanes = desk.diagram.lanes;
    if (single?.kind === 'node')
      desk.edit(addBeside(desk.diagram, single.id, desk.upright ? 'bottom' : 'right', shape), AFTER_ADDING);
    else if (single?.kind === 'edge') desk.edit(insertIntoEdge(single.id, shape), AFTER_ADDING);
    else if (single?.kind === 'lane') desk.edit(addNode(single.id, shape), AFTER_ADDING);
    else if (desk.diagram.nodes.length > 0) desk.setTool(shape);
    else desk.edit(lanes.length ? addNode(lanes[0].id, shape) : firstNode(shape), AFTER_ADDING);
  }

  function insert() {
    if (desk.single?.kind === 'edge') add('rectangle');
    else desk.bus.emit('toast.requested', { message: 'Select the edge to insert an activity into.' });
  }

  function connect() {
    const single = desk.single;
    desk.setTool('connect');
    if (single?.kind === 'node') connector.begin(single.id);
  }

  function escape() {
    if (connector.source) {
      connector.cancel();
      desk.say('Cancelled');
    } else if (desk.tool !== 'select') desk.setTool('select');
    else if (desk.state.selection.length) desk.select([]);
  }

  /** @param {KeyboardEvent} event @returns {(() => void)|undefined} */
  function withControl(event) {
    const key = event.key.toLowerCase();
    if (event.shiftKey) return key === 'z' ? () => desk.bus.emit('action.requested', { name: 'redo' }) : undefined;
    if (key === 'z') return () => desk.bus.emit('action.requested', { name: 'undo' });
    if (key === 'y') return () => desk.bus.emit('action.requested', { name: 'redo' });
    if (key === 'd') return () => desk.edit(duplicate(desk.diagram, desk.state.selection), { selectCreated: true });
    if (key === 'a') return () => desk.select(desk.diagram.nodes.map(({ id }) => ({ kind: 'node', id })));
    return undefined;
  }

  /**
   * Moves the selected nodes by a column or row, as they stand on the screen.
   * @param {KeyboardEvent} event
   * @returns {(() => void)|undefined}
   */
  function withAlt({ key, shiftKey }) {
    const way = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[key];
    const ids = nodesOf(desk.diagram, desk.state.selection);
    if (!way || shiftKey || ids.length === 0) return undefined;
    const [columns, rows] = desk.upright ? way.toReversed() : way;
    return () => nudge(desk, ids, { columns, rows });
  }

  /** @param {KeyboardEvent} event @returns {(() => void)|undefined} */
  function plain(event) {
    const { key } = event;
    if (FLOW_KEYS.has(key))
      return connector.source
        ? () => aim(/** @type {FlowKey} */ (key))
        : () => walk(/** @type {FlowKey} */ (key), event.shiftKey);
    if (event.shiftKey) return key === 'Delete' || key === 'Backspace' ? closeGap : undefined;
    if (key === 'Enter' && connector.source) return () => connector.finish();
    if (key === 'Enter' || key === 'F2')
      return () => {
        if (desk.single) rename.open(desk.single);
      };
    if (key === 'Delete' || key === 'Backspace') return remove;
    if (key === 'Escape') return escape;
    const shape = SHAPE_ORDER[Number(key) - 1];
    if (shape) return () => add(shape);
    /** @type {Record<string, () => void>} */ const letters = {
      v: () => desk.setTool('select'),
      h: () => desk.setTool('hand'),
      c: connect,
      m: () => chooseLane(desk),
      i: insert,
    };
    return letters[key.toLowerCase()];
  }

  canvas.addEventListener(
    'keydown',
    (event) => {
      if (event.target !== canvas || desk.locked || composes(event)) return;
      if (desk.typedAhead.take(event)) {
        event.preventDefault();
        event.stopPropagation();
        return;
      }
      const run = event.altKey ? withAlt(event) : event.ctrlKey || event.metaKey ? withControl(event) : plain(event);
      if (!run) return;
      event.preventDefault();
      event.stopPropagation();
      run();
    },
    { signal: stop.signal, capture: true },
  );

  canvas.addEventListener(
    'focus',
    ({ relatedTarget }) => {
      if (!canvas.matches(':focus-visible') || desk.locked) return;
      // Whoever comes from a field or menu over the canvas was here before, and hears what became of the edit.
      if (relatedTarget instanceof Node && desk.stage.floats.contains(relatedTarget)) return;
      const single = desk.single;
      const id = single?.kind === 'node' ? single.id : startOf(desk.diagram);
      if (single?.kind === 'node' && id) desk.say(describe(desk.diagram, id));
      else if (id && !desk.state.selection.length)
        desk.say('Arrow keys go from node to node, Enter renames, 1 to 4 add a node.');
    },
    { signal: stop.signal },
  );
  return () => stop.abort();
}
