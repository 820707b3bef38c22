/**
 * Everything that a hand can do on the stage to change the diagram. Each gesture asks for operations on the text;
 * nothing else changes it.
 */
import { closeGaps, removeAll } from '../core/operations.js';
import { counted } from '../core/words.js';
import { listenForClipboard } from './clipboard.js';
import { Connector } from './connect.js';
import { Desk } from './desk.js';
import { Foresight } from './foresight.js';
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
  const desk = new Desk({ stage, bus, state, ask });
  const preview = new Preview(stage);
  const foresight = new Foresight(desk);
  const connector = new Connector(desk, preview, foresight);
  const rename = new Rename(desk);
  desk.edits.name = (ref, typed, finished) => rename.open(ref, typed, finished);
  const lanes = new LaneMaker(desk, preview, rename);
  const { canvas, viewport } = stage;

  const remove = async () => {
    const operations = removeAll(desk.diagram, state.selection);
    const lanes = state.selection.filter((ref) => ref.kind === 'lane');
    const lost = desk.diagram.nodes.filter((node) => lanes.some((lane) => lane.id === node.lane)).length;
    const { done } = await desk.edit(operations);
    // Screen readers hear of it as of every change.
    if (lost && done)
      bus.emit('toast.requested', {
        message: `Removed with ${counted(lost, 'node')}.`,
        quiet: true,
        action: { label: 'Undo', run: () => bus.emit('action.requested', { name: 'undo' }) },
      });
  };

  const closeGap = () => desk.edit(closeGaps(desk.diagram, state.selection));

  const makeRoom = () => {
    viewport.insets = {
      ...viewport.insets,
      top: desk.locked ? PLAIN_ROOM : PALETTE_ROOM,
      bottom: desk.locked ? PLAIN_ROOM : FOOT_ROOM,
    };
  };
  makeRoom();
  const handles = createHandles(desk, connector, preview, foresight);
  viewport.pansWith = (event) => {
    if (desk.locked || desk.tool === 'hand') return true;
    return event.pointerType === 'touch' && desk.tool === 'select' && !desk.hit(event).node && !handles.takes(event);
  };
  desk.onTool((tool) => canvas.classList.toggle('pannable', tool === 'hand'));

  const stops = [
    listenForLongPresses(desk),
    listenForSelection(desk, rename),
    listenForMoves(desk, preview, foresight, rename),
    listenForLaneOrder(desk, preview),
    listenForConnecting(desk, connector),
    listenForKeys(desk, { rename, connector, remove, closeGap }),
    listenForClipboard(desk, { remove }),
    handles.stop,
    () => foresight.stop(),
    createPalette(desk, preview, foresight),
    createNodeBar(desk, { rename, remove, closeGap }),
    bus.on('action.requested', ({ name }) => {
      if (name === 'delete-selection') remove();
      if (name === 'close-gap') closeGap();
      if (name === 'add-lane') lanes.add();
      if (name === 'extract-lane') lanes.extract();
      if (name === 'connect' && desk.single?.kind === 'node') {
        desk.setTool('connect');
        connector.begin(desk.single.id);
        canvas.focus({ preventScroll: true });
      }
    }),
    bus.on('run.changed', () => {
      connector.cancel();
      desk.setTool('select');
      makeRoom();
    }),
  ];
  desk.setTool('select');
  viewport.resize(viewport.canvas);

  return {
    edit: (operations, wishes) => desk.edit(operations, wishes),
    destroy() {
      for (const stop of stops) stop();
    },
  };
}

/**
 * The connect tool: drag from node to node, or click one and then the other.
 * @param {Desk} desk
 * @param {Connector} connector
 */
function listenForConnecting(desk, connector) {
  const { canvas } = desk.stage;
  const stop = new AbortController();
  const { signal } = stop;
  canvas.addEventListener(
    'pointerdown',
    (event) => {
      if (desk.locked || desk.tool !== 'connect' || event.button !== 0 || desk.inFloats(event) || connector.source)
        return;
      const { node } = desk.hit(event);
      if (node) connector.drag(event, node.id, null);
    },
    { signal },
  );
  canvas.addEventListener(
    'pointermove',
    (event) => {
      if (desk.tool !== 'connect' || !connector.source || event.buttons !== 0) return;
      const { node } = desk.hit(event);
      if (node && node.id !== connector.target) connector.aim(node.id);
    },
    { signal },
  );
  canvas.addEventListener(
    'click',
    (event) => {
      if (desk.locked || desk.tool !== 'connect' || desk.inFloats(event)) return;
      const { node } = desk.hit(event);
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
