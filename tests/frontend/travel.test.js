import assert from 'node:assert/strict';
import { test } from 'node:test';
import { framesAlong } from '../../static/src/player/travel.js';

/** @type {[number, number][]} */
const way = [
  [0, 0],
  [30, 0],
  [30, 10],
];

test('a token turns at each corner after the share of the way that lies before it', () => {
  assert.deepEqual(framesAlong([way], 2), [
    { offset: 0, transform: 'translate(0px, 0px)' },
    { offset: 0.75, transform: 'translate(60px, 0px)' },
    { offset: 1, transform: 'translate(60px, 20px)' },
  ]);
});

test('a token jumps from the end of one row to the beginning of the next', () => {
  const next = /** @type {[number, number][]} */ ([
    [0, 50],
    [0, 90],
  ]);
  const jump = framesAlong([way, next], 1).filter(({ offset }) => offset === 0.5);
  assert.deepEqual(
    jump.map(({ transform }) => transform),
    ['translate(30px, 10px)', 'translate(0px, 50px)'],
  );
});
