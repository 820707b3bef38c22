import assert from 'node:assert/strict';
import { test } from 'node:test';

globalThis.window = new EventTarget();
globalThis.Element = class {};

const { SHORTCUTS } = await import('../../static/src/core/shortcuts.js');
const { listenForKeys: listenOnCanvas } = await import('../../static/src/gestures/keyboard.js');
const { listenForViewport } = await import('../../static/src/picture/viewport-input.js');
const { listenForShortcuts } = await import('../../static/src/frame/shortcuts.js');
const { listenForKeys: listenInRun } = await import('../../static/src/player/run-keys.js');

const named = [
  'ArrowRight',
  'ArrowLeft',
  'ArrowUp',
  'ArrowDown',
  'Home',
  'End',
  'PageUp',
  'PageDown',
  'Enter',
  'Escape',
  'Delete',
  'Backspace',
  'Tab',
  'Space',
];
/** With Shift or without, as the keyboard's language wants it. */
const signs = ['Minus', '+', '=', '?', '.', '/', '<', '>'];
const keyboard = [
  ...'abcdefghijklmnopqrstuvwxyz0123456789',
  ...named,
  ...signs,
  ...Array.from({ length: 12 }, (_, index) => `F${index + 1}`),
];
const modifiers = ['', 'Shift-', 'Mod-', 'Mod-Shift-', 'Alt-', 'Shift-Alt-'];
/** The browser's own, which come to the canvas as events of the clipboard. */
const clipboard = ['Mod-c', 'Mod-x', 'Mod-v'];
const nothing = () => {};

const listed = (title) => {
  const { shortcuts } = SHORTCUTS.find((group) => group.title === title);
  return shortcuts
    .flatMap(({ keys, also = [] }) => [...keys, ...also])
    .flatMap((key) => (key === '1 … 9' ? [...'123456789'] : [key]))
    .sort();
};

/** Presses every key with every modifier; returns those that somebody answers to. */
function answered(target) {
  const presses = modifiers
    .flatMap((modifier) => keyboard.map((key) => ({ modifier, key })))
    .filter(({ modifier, key }) => !(modifier && signs.includes(key)));
  return presses
    .filter(({ modifier, key }) => {
      const event = Object.assign(new Event('keydown', { cancelable: true }), {
        key: { Space: ' ', Minus: '-' }[key] ?? key,
        code: key === 'Space' ? 'Space' : `Digit${key}`,
        shiftKey: modifier.includes('Shift'),
        altKey: modifier.includes('Alt'),
        ctrlKey: modifier.includes('Mod'),
        metaKey: false,
      });
      target.dispatchEvent(event);
      return event.defaultPrevented;
    })
    .map(({ modifier, key }) => modifier + key)
    .sort();
}

test('the keys of the canvas are those of the list', () => {
  const canvas = Object.assign(new EventTarget(), { classList: { add: nothing, remove: nothing } });
  const node = { id: 'n1', lane: 'A', shape: 'circle', x: 0, y: 0, width: 10, height: 10, column: 0, row: 0 };
  const diagram = { lanes: [], nodes: [node], edges: [], loops: [] };
  const viewport = {
    reveal: nothing,
    zoomTo: nothing,
    zoomBy: nothing,
    fit: nothing,
    fitSelection: nothing,
    panBy: nothing,
  };
  const context = {
    stage: { canvas, viewport },
    diagram,
    geometry: { nodes: [node], lanes: [] },
    state: { data: { companion: {} }, selection: [{ kind: 'node', id: 'n1' }], find: () => node },
    single: null,
    cameFrom: null,
    typedAhead: { take: () => false },
    tool: 'select',
    bus: { emit: nothing },
    select: nothing,
    edit: nothing,
    say: nothing,
    setTool: nothing,
    nodeBox: () => null,
  };
  listenOnCanvas(context, { rename: {}, connector: { source: null }, remove: nothing, closeGap: nothing });
  listenForViewport(canvas, viewport, { mayUseSpace: () => true });

  const everywhere = new Set(listed('Everywhere'));
  // On some keyboards figures need Shift.
  assert.deepEqual(
    answered(canvas).filter((key) => !everywhere.has(key) && !/^Shift-[34]/.test(key)),
    listed('On the canvas').filter((key) => !clipboard.includes(key)),
  );
});

test('the keys of a run are those of the list', () => {
  const actions = {
    toggle: nothing,
    step: nothing,
    back: nothing,
    toStart: nothing,
    toEnd: nothing,
    choose: nothing,
    close: nothing,
    walk: nothing,
    breakpoint: nothing,
    runTo: nothing,
    getThere: nothing,
    log: nothing,
    restart: nothing,
    checkpoint: nothing,
    surprise: nothing,
    centre: nothing,
    present: nothing,
    speed: nothing,
    options: nothing,
    copyLink: nothing,
    view: nothing,
    letFollow: nothing,
  };
  globalThis.document = new EventTarget();
  listenInRun(() => true, actions);

  // On some keyboards figures need Shift.
  assert.deepEqual(
    answered(document).filter((key) => !/^Shift-([3-9]|Space)/.test(key)),
    listed('In a run'),
  );
});

test('the keys of the whole page are those of the list', () => {
  globalThis.document = new EventTarget();
  listenForShortcuts({ bus: { emit: nothing }, save: nothing });

  assert.deepEqual(answered(document), listed('Everywhere'));
});
