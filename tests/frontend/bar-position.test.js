import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placeBar } from '../../static/src/gestures/bar-position.js';

const room = { x: 0, y: 0, width: 800, height: 600 };
const size = { width: 200, height: 34 };
const part = { top: 300, bottom: 340, x: 400, width: 100 };
const box = (x, y, width, height) => ({ x, y, width, height });
const covers = (position, node) =>
  position.x < node.x + node.width &&
  node.x < position.x + 200 &&
  position.y < node.y + node.height &&
  node.y < position.y + 34;

test('the bar stands over the middle of its part', () => {
  assert.deepEqual(placeBar(part, size, room, 42, []), { x: 300, y: 224 });
});

test('where a node stands over the part, the bar goes under it', () => {
  assert.deepEqual(placeBar(part, size, room, 42, [box(200, 100, 400, 180)]), { x: 300, y: 382 });
});

test('between nodes over and under, the bar moves aside or further off', () => {
  const nodes = [box(350, 220, 100, 50), box(350, 370, 100, 50)];
  const position = placeBar(part, size, room, 42, nodes);
  assert.equal(
    nodes.some((node) => covers(position, node)),
    false,
  );
});

test('the bar stays inside the canvas', () => {
  assert.deepEqual(placeBar({ top: 10, bottom: 50, x: 20, width: 100 }, size, room, 42, []), { x: 0, y: 92 });
});

test('where every place covers a node, it covers as few as it can', () => {
  const position = placeBar(part, size, room, 42, [box(0, 0, 800, 280), box(0, 360, 800, 240), box(0, 380, 800, 200)]);
  assert.equal(position.y < 300, true);
});
