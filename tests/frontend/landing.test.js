import assert from 'node:assert/strict';
import { test } from 'node:test';
import { landing, visibleStep } from '../../static/src/gestures/landing.js';

const node = (id, column, row, lane = 'A') => ({
  id,
  lane,
  shape: 'rectangle',
  x: 200 * column,
  y: 100 * row,
  width: 100,
  height: 40,
  column,
  row,
});
const lane = (id, y) => ({ id, label: id, x: 0, y, width: 900, height: 200 });
const chart = (...nodes) => ({ nodes, lanes: [lane('A', 0)] });
const middle = ({ x, y }) => ({ x: x + 50, y: y + 20 });

test('a node held near its own place stays', () => {
  assert.equal(landing(chart(node('n1', 0, 0), node('n2', 1, 0)), 'n1', { x: 90, y: 40 }), null);
});

test('a node lands in the column that is nearest', () => {
  const chain = chart(node('n1', 0, 0), node('n2', 1, 0), node('n3', 2, 1));
  assert.deepEqual(landing(chain, 'n3', { x: 280, y: 115 }), {
    columns: -1,
    rows: 0,
    box: { x: 200, y: 100, width: 100, height: 40 },
  });
});

test('a column in which nothing stands can be landed in too', () => {
  assert.equal(landing(chart(node('n1', 0, 0), node('n2', 3, 0)), 'n2', { x: 440, y: 20 })?.columns, -1);
});

test('there is one more column beyond the last', () => {
  assert.equal(landing(chart(node('n1', 0, 0), node('n2', 1, 0)), 'n2', { x: 440, y: 20 })?.columns, 1);
});

test('there is one more row below, except for who would be alone there too', () => {
  const two = chart(node('n1', 0, 0), node('n2', 1, 0));
  assert.equal(landing(two, 'n2', { x: 250, y: 120 })?.rows, 1);
  assert.equal(landing(chart(node('n1', 0, 0), node('n2', 1, 1)), 'n2', { x: 250, y: 220 }), null);
});

test('who comes upon another goes past it', () => {
  const three = chart(node('n1', 0, 0), node('n2', 0, 1), node('n3', 1, 0));
  assert.deepEqual(landing(three, 'n1', middle(three.nodes[1]))?.box, { x: 0, y: 150, width: 100, height: 40 });
});

test('with time downwards columns follow each other downwards', () => {
  const upright = {
    ...chart({ ...node('n1', 0, 0), x: 0, y: 0 }, { ...node('n2', 1, 0), x: 0, y: 100 }),
    direction: 'down',
  };
  assert.equal(landing(upright, 'n2', { x: 50, y: 230 })?.columns, 1);
});

test('folded, the columns are those of the row of bands under the pointer', () => {
  const folded = {
    rows: 2,
    lanes: [lane('A', 0), lane('A.2', 300)],
    nodes: [node('n1', 0, 0), node('n2', 1, 0), { ...node('n3', 2, 0), x: 0, y: 320 }],
  };
  assert.equal(landing(folded, 'n2', { x: 50, y: 340 })?.columns, 1);
});

test('who has gone up past another lands above it, wherever it is held', () => {
  const three = chart(node('n1', 0, 2), node('n2', 0, 0), node('n3', 1, 1));
  assert.equal(landing(three, 'n1', middle(three.nodes[1]), -1)?.box.y, -50);
  assert.equal(landing(three, 'n1', middle(three.nodes[1]), 3)?.box.y, 50);
});

test('a step that nobody would see is left out', () => {
  const two = chart(node('n1', 0, 0), node('n2', 1, 1));
  assert.equal(visibleStep(two, 'n2', 1, 0), 0);
  assert.equal(visibleStep(two, 'n2', -1, 0), -1);
});

test('a step past others goes on to where it is seen', () => {
  const crowd = chart(node('n1', 1, -1), node('n2', 1, 0), node('n3', 1, 1));
  assert.equal(visibleStep(crowd, 'n1', 1, -2), 2);
  const passed = chart(node('n1', 1, 1), node('n2', 1, 0), node('n3', 1, 1));
  assert.equal(visibleStep(passed, 'n1', 1, 0), 0);
  assert.equal(visibleStep(passed, 'n1', -1, 0), -1);
});
