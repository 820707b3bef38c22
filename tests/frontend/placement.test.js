import assert from 'node:assert/strict';
import { test } from 'node:test';
import { overlaps } from '../../static/src/core/boxes.js';
import { boxesOf, crosses, placeButtons } from '../../static/src/player/placement.js';

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

test('a button is closer to its own edge than to that of another branch', () => {
  const next = { x: 350, y: 180, width: 90, height: 40 };
  const across = [
    [300, 200],
    [350, 200],
  ];
  const boxes = [...boxesOf(decision, 'diamond'), next];
  const [box] = placeButtons([button(across), button(down)], { boxes, ways: [across, down], area });
  assert.ok(box.y + box.height <= 200, 'above the edge to the right, and not beside the edge down');
});

test('the corners of the box around a diamond are free, its tips and its middle are not', () => {
  const touched = (x, y) =>
    boxesOf(decision, 'diamond').some((box) => overlaps(box, { x: x - 1, y: y - 1, width: 2, height: 2 }));
  assert.deepEqual(
    [touched(210, 175), touched(290, 225), touched(250, 178), touched(215, 200), touched(250, 200)],
    [false, false, true, true, true],
  );
});
