import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { page } from './page-in-node.js';

/** @type {(() => void)[]} */ let frames = [];
Object.assign(globalThis, {
  requestAnimationFrame: (/** @type {() => void} */ paint) => frames.push(paint),
  cancelAnimationFrame: () => {
    frames = [];
  },
});
const { Culling } = await import('../../static/src/picture/culling.js');

after(() => page.happyDOM.close());

const CANVAS = { width: 1000, height: 800 };
const near = { x: 0, y: 0, scale: 1 };
const far = { x: 0, y: 0, scale: 0.02 };

/** A row of nodes in an SVG, 100 units apart, with a loop behind them. @param {number} count */
function row(count) {
  const graph = document.createElement('div');
  const parts = Array.from({ length: count }, (_, at) => {
    const group = /** @type {any} */ (document.createElement('i'));
    group.id = `n${at}`;
    graph.append(group);
    return { group, boxes: [{ x: at * 100, y: 0, width: 50, height: 50 }] };
  });
  const loop = document.createElement('b');
  loop.className = 'loop';
  graph.append(loop);
  return { graph, parts, shown: () => graph.children.length - 1 };
}

function nextFrame() {
  const due = frames;
  frames = [];
  for (const paint of due) paint();
}

test('a new picture has only what is in sight and near it', () => {
  const { graph, parts, shown } = row(500);
  const culling = new Culling();
  culling.show(parts, graph);
  culling.paint(near, CANVAS, true);

  assert.equal(shown(), 15);
  assert.equal(frames.length, 0);
});

test('a zoom that brings hundreds of parts into sight shows them frame by frame', () => {
  const { graph, parts, shown } = row(500);
  const culling = new Culling();
  culling.show(parts, graph);
  culling.paint(near, CANVAS, true);
  culling.paint(far, CANVAS);
  const steps = [shown()];
  while (frames.length > 0) {
    nextFrame();
    steps.push(shown());
  }

  const order = [...graph.children].slice(0, -1).map(({ id }) => id);
  assert.deepEqual(order, parts.map(({ group }) => group.id)); // prettier-ignore
  assert.ok(steps.every((now, at) => now - (steps[at - 1] ?? 15) <= 100));
  assert.equal(steps.at(-1), 500);
});

test('what is in sight comes before what is near it, and what is out of sight goes last', () => {
  const { graph, parts } = row(500);
  const culling = new Culling();
  culling.show(parts, graph);
  culling.paint(near, CANVAS, true);
  culling.paint({ x: -30_000, y: 0, scale: 1 }, CANVAS);

  const isShown = (/** @type {number} */ at) => parts[at]?.group.parentNode === graph;
  assert.deepEqual([isShown(305), isShown(297), isShown(3)], [true, true, false]);
});

test('a drawing of few parts is shown as a whole, also where the one before was not', () => {
  const { graph, parts, shown } = row(500);
  const culling = new Culling();
  culling.show(parts, graph);
  culling.paint(near, CANVAS, true);
  culling.show(parts.slice(0, 200), graph);

  assert.equal(shown(), 200);
});
