/**
 * Everything that a hand can do on the stage to change the diagram. Each gesture asks for operations on the text;
 * nothing else changes it.
 */
import { moveFocus } from '../core/focus.js';
import { closeGaps, relabel, removeAll } from '../core/operations.js';
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
 * @param {{ bus: import('../core/event-bus.js').EventBus, state: import('../core/state.js').PageState }} page
 * @returns {{ destroy: () => void }}
 */
export function createGestures(stage, { bus, state }) {
  const desk = new Desk({ stage, bus, state });
  const preview = new Preview(stage);
  const foresight = new Foresight(desk);
  const connector = new Connector(desk, preview, foresight);
  const rename = new Rename(desk);
  const lanes = new LaneMaker(desk, preview, rename);
  const { canvas, viewport } = stage;

  const remove = () => {
    const operations = removeAll(desk.diagram, state.selection);
    const lanes = state.selection.filter((ref) => ref.kind === 'lane');
    const lost = desk.diagram.nodes.filter((node) => lanes.some((lane) => lane.id === node.lane)).length;
    desk.edit(operations, {}, (refusal) => {
      // Screen readers hear of it as of every change.
      if (lost && !refusal)
        bus.emit('toast.requested', {
          message: `Removed with ${counted(lost, 'node')}.`,
          quiet: true,
          action: { label: 'Undo', run: () => bus.emit('action.requested', { name: 'undo' }) },
        });
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
    bus.on('edit.requested', ({ operations, renameCreated }) => {
      if (desk.locked) return;
      // What is typed from now on is the name, also when a button outside of the canvas asked.
      if (renameCreated && document.activeElement instanceof HTMLButtonElement) moveFocus(canvas);
      if (renameCreated) desk.typedAhead.begin(operations);
    }),
    bus.on('edit.refused', ({ operations, message }) => {
      const { typed } = desk.typedAhead.end(operations);
      if (typed) desk.giveBack(typed, message);
      else bus.emit('toast.requested', { message });
    }),
    bus.on('edit.applied', ({ operations }) => followFirstNames(desk, operations)),
    bus.on('edit.applied', ({ operations, created, selectCreated, renameCreated }) => {
      const { typed, finished } = desk.typedAhead.end(operations);
      if (!selectCreated && !renameCreated) {
        // The person went on elsewhere: the name that was typed until then is given without a field.
        const [ref] = nodesFirst(created);
        if (typed && ref) desk.edit(relabel(ref, typed, state.find(ref)?.label ?? ''));
        return;
      }
      const chosen = nodesFirst(created).filter((ref) => state.find(ref));
      if (chosen.length) state.selectFor(chosen, 'canvas');
      const box = chosen.length ? stage.box(chosen[0]) : null;
      if (box && chosen[0].kind !== 'lane') viewport.reveal(box, { animate: !renameCreated });
      const named = renameCreated && chosen.length > 0 && rename.open(chosen[0], typed, finished);
      if (typed && !named) desk.giveBack(typed, 'the new part could not be named.');
    }),
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
    destroy() {
      for (const stop of stops) stop();
    },
  };
}

/**
 * A lane's first name gives it another id: what was selected stays so.
 * @param {Desk} desk
 * @param {object[]} operations
 */
function followFirstNames(desk, operations) {
  const named = /** @type {{ id: string, label: string, id_from_label?: boolean }[]} */ (operations).filter(
    (operation) => operation.id_from_label,
  );
  for (const { id, label } of named) {
    const lane = desk.diagram.lanes.findLast((item) => item.label === label);
    const [ref] = desk.state.selection;
    if (!lane || ref?.kind !== 'lane' || ref.id !== id || lane.id === id) continue;
    desk.state.selectFor([{ kind: 'lane', id: lane.id }], 'canvas');
    if (document.activeElement === document.body) moveFocus(desk.stage.canvas);
  }
}

/** What an edit was made for: its nodes, else what else it created. @param {import('./desk.js').Ref[]} created */
function nodesFirst(created) {
  const nodes = created.filter((ref) => ref.kind === 'node');
  return nodes.length ? nodes : created;
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
