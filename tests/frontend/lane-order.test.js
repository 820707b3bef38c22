import assert from 'node:assert/strict';
import test from 'node:test';
import { gapAt } from '../../static/src/gestures/lane-order.js';

const lanes = [
  { id: 'A', y: 0, height: 100 },
  { id: 'B', y: 100, height: 300 },
];

test('a header dropped on the upper half of a lane goes before it', () => {
  assert.deepEqual(gapAt(lanes, 240), { before: 'B', at: 100 });
});

test('a header dropped below the middle of the last lane goes last', () => {
  assert.deepEqual(gapAt(lanes, 260), { before: null, at: 400 });
});
