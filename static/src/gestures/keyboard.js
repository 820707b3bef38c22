/** The canvas by keyboard: arrows follow the flow, letters are tools, Enter edits. */
import { composes } from '../core/composition.js';
import { figureOf } from '../core/view-keys.js';
import { addBeside, addNode, duplicate, firstNode, insertIntoEdge, nodesOf } from '../core/operations.js';
import { describe, previousOf, startOf, step } from '../picture/flow.js';
import { chooseLane } from './lane-chooser.js';
import { nudge } from './move.js';
import { SHAPE_ORDER } from './palette.js';

/** @typedef {import('../picture/flow.js').FlowKey} FlowKey */
const FLOW_KEYS = new Set(['ArrowRight', 'ArrowLeft', 'ArrowDown', 'ArrowUp', 'Home', 'End']);
/** Columns to the right and rows down, as the screen shows them. @type {Record<string, [number, number]>} */
const WAYS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
const AFTER_ADDING = { selectCreated: true, renameCreated: true };

/**
 * @param {import('./gesture-context.js').GestureContext} context
 * @param {{ rename: import('./rename.js').Rename, connector: import('./connect.js').Connector, remove: () => void,
 *   closeGap: () => void }} parts
 * @returns {() => void} stops listening
 */
export function listenForKeys(context, { rename, connector, remove, closeGap }) {
  const { canvas } = context.stage;
  const stop = new AbortController();

  /** @param {FlowKey} key @param {boolean} extend */
  function walk(key, extend) {
    const here =
      context.state.selection.findLast((ref) => ref.kind === 'node' && context.state.find(ref))?.id ?? endpoint(key);
    const next = step(context.diagram, context.geometry, here, key, context.cameFrom);
    if (!next) return;
    // Between branches one still stands behind the same fork.
    const fork = key === 'ArrowDown' || key === 'ArrowUp' ? context.cameFrom : null;
    const cameFrom = fork && previousOf(context.diagram, next).includes(fork) ? fork : here;
    const others = extend ? context.state.selection.filter((ref) => ref.id !== next) : [];
    context.select([...others, { kind: 'node', id: next }]);
    context.cameFrom = cameFrom;
    reveal(next);
    context.say(describe(context.diagram, next, cameFrom));
  }

  /** From a selected edge the arrows go to its ends. @param {FlowKey} key @returns {string|null} */
  function endpoint(key) {
    const single = context.single;
    const edge = single?.kind === 'edge' ? context.diagram.edges.find((item) => item.id === single.id) : null;
    if (!edge) return null;
    return key === 'ArrowLeft' ? edge.target : edge.source;
  }

  /** @param {string} id */
  function reveal(id) {
    const box = context.nodeBox(id);
    if (box) context.stage.viewport.reveal(box);
  }

  /** @param {FlowKey} key */
  function aim(key) {
    const from = connector.target ?? connector.source;
    let next = step(context.diagram, context.geometry, from, key);
    if (next === connector.source) next = step(context.diagram, context.geometry, next, key);
    if (!next || next === connector.source) return;
    connector.aim(next);
    reveal(next);
    context.say(`To ${describe(context.diagram, next)}`);
  }

  /** @param {import('../core/events.js').Shape} shape */
  function add(shape) {
    const single = context.single;
    const [lane] = context.diagram.lanes;
    if (single?.kind === 'node')
      context.edit(addBeside(context.diagram, single.id, context.upright ? 'bottom' : 'right', shape), AFTER_ADDING);
    else if (single?.kind === 'edge') context.edit(insertIntoEdge(single.id, shape), AFTER_ADDING);
    else if (single?.kind === 'lane') context.edit(addNode(single.id, shape), AFTER_ADDING);
    else if (context.diagram.nodes.length > 0) context.setTool(shape);
    else context.edit(lane ? addNode(lane.id, shape) : firstNode(shape), AFTER_ADDING);
  }

  function insert() {
    if (context.single?.kind === 'edge') add('rectangle');
    else context.bus.emit('toast.requested', { message: 'Select the edge to insert an activity into.' });
  }

  function connect() {
    const single = context.single;
    context.setTool('connect');
    if (single?.kind === 'node') connector.begin(single.id);
  }

  function escape() {
    if (connector.source) {
      connector.cancel();
      context.say('Cancelled');
    } else if (context.tool !== 'select') context.setTool('select');
    else if (context.state.selection.length) context.select([]);
  }

  /** @param {KeyboardEvent} event @returns {(() => void)|undefined} */
  function withControl(event) {
    const key = event.key.toLowerCase();
    if (event.shiftKey) return key === 'z' ? () => context.bus.emit('action.requested', { name: 'redo' }) : undefined;
    if (key === 'z') return () => context.bus.emit('action.requested', { name: 'undo' });
    if (key === 'y') return () => context.bus.emit('action.requested', { name: 'redo' });
    if (key === 'd')
      return () => context.edit(duplicate(context.diagram, context.state.selection), { selectCreated: true });
    if (key === 'a') return () => context.select(context.diagram.nodes.map(({ id }) => ({ kind: 'node', id })));
    return undefined;
  }

  /**
   * Moves the selected nodes by a column or row, as they stand on the screen.
   * @param {KeyboardEvent} event
   * @returns {(() => void)|undefined}
   */
  function withAlt({ key, shiftKey }) {
    const way = WAYS[key];
    const ids = nodesOf(context.diagram, context.state.selection);
    if (!way || shiftKey || ids.length === 0) return undefined;
    const [right, down] = way;
    const by = context.upright ? { columns: down, rows: right } : { columns: right, rows: down };
    return () => nudge(context, ids, by);
  }

  /** @param {KeyboardEvent} event @returns {(() => void)|undefined} */
  function plain(event) {
    const { key } = event;
    if (FLOW_KEYS.has(key))
      return connector.source
        ? () => aim(/** @type {FlowKey} */ (key))
        : () => walk(/** @type {FlowKey} */ (key), event.shiftKey);
    const shape = SHAPE_ORDER[figureOf(event) - 1];
    if (shape) return () => add(shape);
    if (event.shiftKey) return key === 'Delete' || key === 'Backspace' ? closeGap : undefined;
    if (key === 'Enter' && connector.source) return () => connector.finish();
    if (key === 'Enter' || key === 'F2')
      return () => {
        if (context.single) rename.open(context.single);
      };
    if (key === 'Delete' || key === 'Backspace') return remove;
    if (key === 'Escape') return escape;
    /** @type {Record<string, () => void>} */ const letters = {
      v: () => context.setTool('select'),
      h: () => context.setTool('hand'),
      c: connect,
      m: () => chooseLane(context),
      i: insert,
      b: () => context.bus.emit('action.requested', { name: 'breakpoint' }),
      r: () => context.bus.emit('action.requested', { name: 'run-to-here' }),
      g: () => context.bus.emit('action.requested', { name: 'get-there' }),
    };
    return letters[key.toLowerCase()];
  }

  canvas.addEventListener(
    'keydown',
    (event) => {
      if (event.target !== canvas || context.locked || composes(event)) return;
      if (context.typedAhead.take(event)) {
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
      if (!canvas.matches(':focus-visible') || context.locked) return;
      // Whoever comes from a field or menu over the canvas was here before, and hears what became of the edit.
      if (relatedTarget instanceof Node && context.stage.floats.contains(relatedTarget)) return;
      const single = context.single;
      const id = single?.kind === 'node' ? single.id : startOf(context.diagram);
      if (single?.kind === 'node' && id) context.say(describe(context.diagram, id));
      else if (id && !context.state.selection.length)
        context.say('Arrow keys go from node to node, Enter renames, 1 to 4 add a node.');
    },
    { signal: stop.signal },
  );
  return () => stop.abort();
}
