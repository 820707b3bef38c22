import assert from 'node:assert/strict';
import { test } from 'node:test';
import { overlaps } from '../../static/src/core/boxes.js';
import { crosses, placeButtons } from '../../static/src/player/placement.js';

const decision = { x: 200, y: 170, width: 100, height: 60 };
const right = [
  [300, 200],
  [420, 200],
];
const down = [
  [250, 230],
  [250, 330],
];
const button = (way) => ({ way, width: 70, height: 30 });
const area = { x: 0, y: 0, width: 800, height: 600 };

test('a button stands beside its edge, off the line and off the node', () => {
  const [box] = placeButtons([button(right)], { boxes: [decision], ways: [right, down], area });
  assert.equal(crosses(right, box), false);
  assert.equal(overlaps(box, decision), false);
});

test('the buttons of two branches do not cover one another', () => {
  const [one, other] = placeButtons([button(right), button(down)], { boxes: [decision], ways: [right, down], area });
  assert.equal(overlaps(one, other), false);
});

test('a side that a node takes is left for the free one', () => {
  const above = { x: 290, y: 140, width: 200, height: 55 };
  const [box] = placeButtons([button(right)], { boxes: [decision, above], ways: [right], area });
  assert.equal(overlaps(box, above), false);
});

test('a button stays inside the canvas', () => {
  const low = { ...area, height: 210 };
  const [box] = placeButtons([button(right)], { boxes: [], ways: [right], area: low });
  assert.ok(box.y + box.height <= 210);
});
