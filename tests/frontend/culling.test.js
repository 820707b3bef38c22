import assert from 'node:assert/strict';
import { test } from 'node:test';

/** @type {(() => void)[]} */ let frames = [];
Object.assign(globalThis, {
  requestAnimationFrame: (/** @type {() => void} */ paint) => frames.push(paint),
  cancelAnimationFrame: () => {
    frames = [];
  },
});
const { Culling } = await import('../../static/src/picture/culling.js');

const CANVAS = { width: 1000, height: 800 };
const near = { x: 0, y: 0, scale: 1 };
const far = { x: 0, y: 0, scale: 0.02 };

/** A row of parts, 100 units apart. @param {number} count */
function row(count) {
  const parts = Array.from({ length: count }, (_, at) => ({
    group: /** @type {any} */ ({ style: { display: '' } }),
    boxes: [{ x: at * 100, y: 0, width: 50, height: 50 }],
  }));
  return { parts, shown: () => parts.filter(({ group }) => group.style.display === '').length };
}

function nextFrame() {
  const due = frames;
  frames = [];
  for (const paint of due) paint();
}

test('a new picture has only what is in sight and near it', () => {
  const { parts, shown } = row(500);
  const culling = new Culling();
  culling.show(parts);
  culling.paint(near, CANVAS, true);

  assert.equal(shown(), 15);
  assert.equal(frames.length, 0);
});

test('a zoom that brings hundreds of parts into sight shows them frame by frame', () => {
  const { parts, shown } = row(500);
  const culling = new Culling();
  culling.show(parts);
  culling.paint(near, CANVAS, true);
  culling.paint(far, CANVAS);
  const steps = [shown()];
  while (frames.length > 0) {
    nextFrame();
    steps.push(shown());
  }

  assert.ok(steps.every((now, at) => now - (steps[at - 1] ?? 15) <= 100));
  assert.equal(steps.at(-1), 500);
});

test('what is in sight comes before what is near it, and what is out of sight goes last', () => {
  const { parts } = row(500);
  const culling = new Culling();
  culling.show(parts);
  culling.paint(near, CANVAS, true);
  culling.paint({ x: -30_000, y: 0, scale: 1 }, CANVAS);

  const display = (/** @type {number} */ at) => parts[at]?.group.style.display;
  assert.deepEqual([display(305), display(297), display(3)], ['', '', 'none']);
});

test('a drawing of few parts is shown as a whole, also where the one before was not', () => {
  const { parts, shown } = row(500);
  const culling = new Culling();
  culling.show(parts);
  culling.paint(near, CANVAS, true);
  culling.show(parts.slice(0, 200));

  assert.equal(
    parts.slice(0, 200).every(({ group }) => group.style.display === ''),
    true,
  );
  assert.equal(shown(), 200);
});
