import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { nextFrame, page } from './page-in-node.js';
import { EventBus } from '../../static/src/core/event-bus.js';
import { PageState } from '../../static/src/core/state.js';
import { createGestures } from '../../static/src/gestures/gestures.js';
import { createStage } from '../../static/src/picture/stage.js';

after(() => page.happyDOM.close());

const node = (id, lane, shape, column, x, y, width, height) => ({
  ...{ id, lane, shape, label: id, column, row: 0, x, y, width, height },
});
const GEOMETRY = {
  version: 1,
  width: 640,
  height: 200,
  lanes: [
    { id: 'A', label: 'Sales', x: 0, y: 0, width: 640, height: 100 },
    { id: 'B', label: 'Stock', x: 0, y: 100, width: 640, height: 100 },
  ],
  nodes: [
    node('n1', 'A', 'circle', 0, 140, 24, 52, 52),
    node('n2', 'A', 'rectangle', 1, 260, 26, 136, 48),
    node('n3', 'B', 'rectangle', 1, 260, 126, 136, 48),
  ],
  edges: [
    {
      ...{ id: 'n1-n2', source: 'n1', target: 'n2', source_side: 'right', target_side: 'left', label: '' },
      ...{
        points: [
          [192, 50],
          [260, 50],
        ],
        label_box: null,
      },
    },
  ],
};
const info = (id, lane, shape) => ({ id, lane, shape, label: id, text: id, owner: '', description: '', system: '' });
const DIAGRAM = {
  lanes: GEOMETRY.lanes.map(({ id, label }) => ({ id, label })),
  nodes: [info('n1', 'A', 'circle'), info('n2', 'A', 'rectangle'), info('n3', 'B', 'rectangle')],
  edges: [{ id: 'n1-n2', source: 'n1', target: 'n2', source_side: 'right', target_side: 'left', label: '' }],
  loops: [],
};
const SVG = `<svg xmlns="http://www.w3.org/2000/svg"><g class="graph">
  ${['A', 'B'].map((id) => `<g id="lane-${id}" class="lane"><rect/></g>`).join('')}
  ${['A', 'B'].map((id) => `<g id="header-${id}" class="header"><rect width="110"/><text>${id}</text></g>`).join('')}
  <g id="edge-n1-n2" class="edge"><path d="M192,50 L260,50"/></g>
  ${['n1', 'n2', 'n3'].map((id) => `<g id="node-${id}" class="node"><rect/><text>${id}</text></g>`).join('')}
</g></svg>`;
const MIDDLE = { n1: { x: 166, y: 50 }, n2: { x: 328, y: 50 }, n3: { x: 328, y: 150 } };
const GROUND = { x: 560, y: 50 };

/** @type {ReturnType<typeof onPage>} */ let here;
beforeEach(async () => {
  here?.close();
  // The click that a drag swallows may come until then.
  await new Promise((done) => {
    setTimeout(done);
  });
  here = onPage();
});

/** A page with the diagram, and what was asked of it. */
function onPage() {
  const bus = new EventBus();
  const data = { title: 'Orders', svg: SVG, geometry: GEOMETRY, diagram: DIAGRAM, diagnostics: [], companion: {} };
  const state = new PageState(bus, /** @type {any} */ (data));
  const pane = document.createElement('div');
  document.body.replaceChildren(pane);
  const stage = createStage(pane, { bus, state });
  /** @type {object[][]} */ const asked = [];
  const gestures = createGestures(stage, {
    bus,
    state,
    ask: (operations) => {
      asked.push(operations);
      return new Promise(() => {});
    },
  });
  nextFrame();
  const { canvas } = stage;
  /** @param {string} name @param {{ x: number, y: number }} point in drawing units @param {object} [more] */
  const pointer = (name, point, more = {}) => {
    const at = stage.toScreen(point);
    const target = under(point) ?? canvas;
    const event = new page.PointerEvent(name, {
      ...{ bubbles: true, composed: true, cancelable: true, pointerId: 1, isPrimary: true, pointerType: 'mouse' },
      ...{ button: 0, buttons: name === 'pointerup' ? 0 : 1, clientX: at.x, clientY: at.y, detail: 1 },
      ...more,
    });
    (canvas.contains(target) ? target : canvas).dispatchEvent(event);
  };
  const under = (/** @type {{ x: number, y: number }} */ point) => {
    const found = Object.entries(MIDDLE).find(([, at]) => at.x === point.x && at.y === point.y);
    return found && stage.element({ kind: 'node', id: found[0] });
  };
  const click = (/** @type {{ x: number, y: number }} */ point, /** @type {object} */ more = {}) => {
    pointer('pointerdown', point, more);
    pointer('pointerup', point, more);
    pointer('click', point, more);
  };
  const drag = (/** @type {{ x: number, y: number }[]} */ [from, ...way], /** @type {object} */ more = {}) => {
    pointer('pointerdown', from, more);
    for (const point of way) pointer('pointermove', point, more);
    pointer('pointerup', way.at(-1) ?? from, more);
  };
  const selected = () => state.selection.map(({ id }) => id);
  const close = () => {
    gestures.destroy();
    stage.destroy();
  };
  return { bus, state, stage, canvas, asked, pointer, click, drag, selected, close };
}

test('the stage shows the picture, names it for screen readers, and knows every part by its element', () => {
  const { stage, canvas } = here;
  assert.equal(canvas.getAttribute('aria-label'), 'Orders: 2 lanes, 3 nodes');
  const element = stage.element({ kind: 'node', id: 'n2' });
  assert.deepEqual(stage.refAt(element?.querySelector('text') ?? null), { kind: 'node', id: 'n2' });
  const edge = stage.element({ kind: 'edge', id: 'n1-n2' });
  assert.deepEqual(stage.refAt(edge?.querySelector('.hit') ?? null), { kind: 'edge', id: 'n1-n2' });
  assert.equal(stage.element({ kind: 'node', id: 'n9' }), null);
});

test('the picture stands on whole pixels of the screen wherever it is panned', () => {
  const { stage, canvas } = here;
  const { x, y } = stage.viewport.view;
  stage.viewport.panBy(10.4 - (x % 1), 3.7 - (y % 1));
  nextFrame();
  const [right, down] = [stage.viewport.view.x, stage.viewport.view.y].map(Math.round);
  assert.match(canvas.querySelector('.camera').style.transform, new RegExp(`^translate3d\\(${right}px, ${down}px,`));
});

test('a pointer is told in units of the drawing, and back in pixels', () => {
  const { stage } = here;
  const { x, y } = stage.toScreen({ x: 166, y: 50 });
  assert.deepEqual(stage.pointOf({ clientX: x, clientY: y }), { x: 166, y: 50 });
});

test('a selected node is marked with an outline, and so are its edges', () => {
  const { state, stage } = here;
  state.select([{ kind: 'node', id: 'n1' }], 'canvas');
  assert.ok(stage.element({ kind: 'node', id: 'n1' })?.matches('.selected:has(.outline)'));
  assert.ok(stage.element({ kind: 'edge', id: 'n1-n2' })?.classList.contains('linked'));
  state.select([], 'canvas');
  assert.equal(document.querySelector('.drawing :is(.selected, .linked, .outline)'), null);
});

test('what is pointed at elsewhere lights up, one part at a time', () => {
  const { bus, stage } = here;
  bus.emit('echo.changed', { ref: { kind: 'node', id: 'n1' } });
  bus.emit('echo.changed', { ref: { kind: 'node', id: 'n2' } });
  assert.deepEqual([...document.querySelectorAll('.echo')], [stage.element({ kind: 'node', id: 'n2' })]);
});

test('a picture behind its text is pale until it is up to date', () => {
  const { bus, canvas } = here;
  bus.emit('picture.stale', { stale: true, message: '' });
  assert.ok(canvas.classList.contains('stale'));
  bus.emit('picture.stale', { stale: false, message: '' });
  assert.equal(canvas.classList.contains('stale'), false);
});

test('while the canvas is pressed, pictures wait and the view stands', async () => {
  const { state, stage, pointer } = here;
  let free = false;
  pointer('pointerdown', GROUND);
  const waiting = state.busy.ended('hand').then(() => {
    free = true;
  });
  await Promise.resolve();
  assert.deepEqual([free, stage.viewport.pressed], [false, true]);
  pointer('pointerup', GROUND);
  await waiting;
  assert.equal(stage.viewport.pressed, false);
});

test('a click selects what is under it, and a click on empty ground nothing', () => {
  const { click, selected } = here;
  click(MIDDLE.n2);
  assert.deepEqual(selected(), ['n2']);
  click(GROUND);
  assert.deepEqual(selected(), []);
});

test('a click with Shift adds to the selection and takes away from it', () => {
  const { click, selected } = here;
  click(MIDDLE.n1);
  click(MIDDLE.n3, { shiftKey: true });
  assert.deepEqual(selected(), ['n1', 'n3']);
  click(MIDDLE.n1, { shiftKey: true });
  assert.deepEqual(selected(), ['n3']);
});

test('a press that slips by a few pixels is a click still', () => {
  const { drag, asked, selected, pointer } = here;
  drag([MIDDLE.n2, { x: 332, y: 53 }]);
  pointer('click', MIDDLE.n2);
  assert.deepEqual(selected(), ['n2']);
  assert.deepEqual(asked, []);
});

test('a marquee selects the nodes that it touches and the edges between them', () => {
  const { drag, selected } = here;
  drag([GROUND, { x: 400, y: 60 }, { x: 150, y: 20 }]);
  assert.deepEqual(selected(), ['n1', 'n2', 'n1-n2']);
  assert.equal(document.querySelector('.marquee'), null);
});

test('a marquee with Shift adds to what is selected', () => {
  const { click, drag, selected } = here;
  click(MIDDLE.n3);
  drag([GROUND, { x: 330, y: 20 }], { shiftKey: true });
  assert.deepEqual(selected(), ['n3', 'n2']);
});

test('a node that is dragged into another lane is moved there', () => {
  const { drag, asked } = here;
  drag([MIDDLE.n2, { x: 420, y: 90 }, { x: 460, y: 160 }]);
  assert.deepEqual(asked, [[{ op: 'move_node', id: 'n2', lane: 'B' }]]);
});

test('all selected nodes come along with the one that is dragged', () => {
  const { click, drag, asked } = here;
  click(MIDDLE.n1);
  click(MIDDLE.n2, { shiftKey: true });
  drag([MIDDLE.n2, { x: 420, y: 90 }, { x: 460, y: 160 }]);
  assert.deepEqual(asked, [['n1', 'n2'].map((id) => ({ op: 'move_node', id, lane: 'B' }))]);
});

test('a node that is dragged along its lane asks for another column', () => {
  const { bus, drag, asked } = here;
  /** @type {any[]} */ const changes = [];
  bus.on('layout.requested', ({ change }) => changes.push(change({})));
  drag([MIDDLE.n2, { x: 400, y: 50 }, { x: 490, y: 50 }]);
  assert.deepEqual(changes, [{ nodes: { n2: { column: 1 } } }]);
  assert.deepEqual(asked, []);
});

test('Escape takes a drag back', () => {
  const { pointer, asked } = here;
  pointer('pointerdown', MIDDLE.n2);
  pointer('pointermove', { x: 460, y: 160 });
  assert.ok(document.querySelector('.ghosts'));
  window.dispatchEvent(new page.KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }));
  pointer('pointerup', { x: 460, y: 160 });
  assert.deepEqual(asked, []);
  assert.equal(document.querySelector('.ghosts'), null);
});

test('a drag whose release nobody heard is taken back', () => {
  const { pointer, asked } = here;
  pointer('pointerdown', MIDDLE.n2);
  pointer('pointermove', { x: 460, y: 160 });
  pointer('pointermove', { x: 470, y: 160 }, { buttons: 0 });
  pointer('pointerup', { x: 470, y: 160 });
  assert.deepEqual(asked, []);
});

test('while a run is open nothing on the canvas changes the diagram', () => {
  const { state, click, drag, asked, selected } = here;
  state.running = true;
  click(MIDDLE.n1);
  drag([MIDDLE.n2, { x: 420, y: 90 }, { x: 460, y: 160 }]);
  assert.deepEqual([asked, selected()], [[], []]);
});

test('an edge is drawn from node to node with the tool for edges', () => {
  const { bus, state, drag, asked, canvas } = here;
  state.select([{ kind: 'node', id: 'n2' }], 'canvas');
  bus.emit('action.requested', { name: 'connect' });
  assert.equal(canvas.dataset.tool, 'connect');
  here.click(MIDDLE.n3);
  assert.deepEqual(asked, [
    [{ op: 'add_edge', source: 'n2', target: 'n3', source_side: 'bottom', target_side: 'top' }],
  ]);
  assert.equal(canvas.dataset.tool, 'select');
  drag([GROUND, { x: 565, y: 52 }]);
  assert.equal(asked.length, 1);
});

test('a double click on empty ground of a lane adds an activity behind the node before it', () => {
  const { click, asked } = here;
  click(GROUND);
  click(GROUND, { detail: 2 });
  assert.deepEqual(asked, [[{ op: 'add_node', lane: 'A', shape: 'rectangle', label: 'New activity', after: 'n2' }]]);
});

test('a second finger ends the drag of the first', () => {
  const { pointer, canvas, asked } = here;
  pointer('pointerdown', MIDDLE.n2);
  pointer('pointermove', { x: 460, y: 160 });
  canvas.dispatchEvent(new page.CustomEvent('pinchstart'));
  pointer('pointerup', { x: 460, y: 160 });
  assert.deepEqual(asked, []);
});
