/**
 * Everything that a hand can do on the stage to change the diagram. Each gesture asks for operations on the text;
 * nothing else changes it.
 */
import { closeGaps, removeAll } from '../core/operations.js';
import { counted } from '../core/phrases.js';
import { listenForClipboard } from './clipboard.js';
import { Connector } from './connect.js';
import { GestureContext } from './gesture-context.js';
import { ServerPreview } from './server-preview.js';
import { createHandles } from './handles.js';
import { listenForKeys } from './keyboard.js';
import { listenForLaneOrder } from './lane-order.js';
import { listenForLongPresses } from './long-press.js';
import { listenForMoves } from './move.js';
import { createNodeBar } from './node-bar.js';
import { createPalette } from './palette.js';
import { LaneMaker } from './new-lane.js';
import { Preview } from './preview.js';
import { Rename } from './rename.js';
import { listenForSelection } from './select.js';

const PALETTE_ROOM = 84;
const FOOT_ROOM = 64;
const PLAIN_ROOM = 24;

/**
 * @param {import('../picture/stage.js').Stage} stage
 * @param {{ bus: import('../core/event-bus.js').EventBus, state: import('../core/state.js').PageState, ask:
 *   import('./edits.js').Ask }} page `ask`: changes the text
 * @returns {{ edit: import('../core/events.js').Edit, destroy: () => void }} `edit`: how everything else of the page
 *   asks for a change of the text
 */
export function createGestures(stage, { bus, state, ask }) {
  const context = new GestureContext({ stage, bus, state, ask });
  const preview = new Preview(stage);
  const serverPreview = new ServerPreview(context);
  const connector = new Connector(context, preview, serverPreview);
  const rename = new Rename(context);
  context.edits.name = (ref, typed, finished) => rename.open(ref, typed, finished);
  const lanes = new LaneMaker(context, preview, rename);
  const { canvas, viewport } = stage;

  const remove = async () => {
    const operations = removeAll(context.diagram, state.selection);
    const lanes = state.selection.filter((ref) => ref.kind === 'lane');
    const lost = context.diagram.nodes.filter((node) => lanes.some((lane) => lane.id === node.lane)).length;
    const { done } = await context.edit(operations);
    // Screen readers hear of it as of every change.
    if (lost && done)
      bus.emit('toast.requested', {
        message: `Removed with ${counted(lost, 'node')}.`,
        quiet: true,
        action: { label: 'Undo', run: () => bus.emit('action.requested', { name: 'undo' }) },
      });
  };

  const closeGap = () => context.edit(closeGaps(context.diagram, state.selection));

  const makeRoom = () => {
    viewport.insets = {
      ...viewport.insets,
      top: context.locked ? PLAIN_ROOM : PALETTE_ROOM,
      bottom: context.locked ? PLAIN_ROOM : FOOT_ROOM,
    };
  };
  makeRoom();
  const handles = createHandles(context, connector, preview, serverPreview);
  viewport.pansWith = (event) => {
    if (context.locked || context.tool === 'hand') return true;
    return (
      event.pointerType === 'touch' && context.tool === 'select' && !context.hit(event).node && !handles.takes(event)
    );
  };
  context.onTool((tool) => canvas.classList.toggle('pannable', tool === 'hand'));

  const stops = [
    listenForLongPresses(context),
    listenForSelection(context, rename),
    listenForMoves(context, preview, serverPreview, rename),
    listenForLaneOrder(context, preview),
    listenForConnecting(context, connector),
    listenForKeys(context, { rename, connector, remove, closeGap }),
    listenForClipboard(context, { remove }),
    handles.stop,
    () => serverPreview.stop(),
    createPalette(context, preview, serverPreview),
    createNodeBar(context, { rename, remove, closeGap }),
    bus.on('action.requested', ({ name }) => {
      if (name === 'delete-selection') remove();
      if (name === 'close-gap') closeGap();
      if (name === 'add-lane') lanes.add();
      if (name === 'extract-lane') lanes.extract();
      if (name === 'connect' && context.single?.kind === 'node') {
        context.setTool('connect');
        connector.begin(context.single.id);
        canvas.focus({ preventScroll: true });
      }
    }),
    bus.on('run.changed', () => {
      connector.cancel();
      context.setTool('select');
      makeRoom();
    }),
  ];
  context.setTool('select');
  viewport.resize(viewport.canvas);

  return {
    edit: (operations, options) => context.edit(operations, options),
    destroy() {
      for (const stop of stops) stop();
    },
  };
}

/**
 * The connect tool: drag from node to node, or click one and then the other.
 * @param {GestureContext} context
 * @param {Connector} connector
 */
function listenForConnecting(context, connector) {
  const { canvas } = context.stage;
  const stop = new AbortController();
  const { signal } = stop;
  canvas.addEventListener(
    'pointerdown',
    (event) => {
      if (
        context.locked ||
        context.tool !== 'connect' ||
        event.button !== 0 ||
        context.inFloats(event) ||
        connector.source
      )
        return;
      const { node } = context.hit(event);
      if (node) connector.drag(event, node.id, null);
    },
    { signal },
  );
  canvas.addEventListener(
    'pointermove',
    (event) => {
      if (context.tool !== 'connect' || !connector.source || event.buttons !== 0) return;
      const { node } = context.hit(event);
      if (node && node.id !== connector.target) connector.aim(node.id);
    },
    { signal },
  );
  canvas.addEventListener(
    'click',
    (event) => {
      if (context.locked || context.tool !== 'connect' || context.inFloats(event)) return;
      const { node } = context.hit(event);
      if (!node) connector.cancel();
      else if (!connector.source) connector.begin(node.id);
      else if (node.id !== connector.source) {
        connector.aim(node.id);
        connector.finish();
      }
    },
    { signal },
  );
  return () => stop.abort();
}
