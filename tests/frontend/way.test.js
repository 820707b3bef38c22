import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lengthOf, pointAlong } from '../../static/src/core/way.js';

const way = [
  [0, 0],
  [10, 0],
  [10, 0],
  [10, 30],
];

test('a way is as long as its pieces', () => {
  assert.equal(lengthOf([way]), 40);
});

test('a token goes round the corners of its way and stays on it', () => {
  assert.deepEqual(pointAlong([way], 5), [5, 0]);
  assert.deepEqual(pointAlong([way], 25), [10, 15]);
  assert.deepEqual(pointAlong([way], 400), [10, 30]);
  assert.deepEqual(pointAlong([way], -1), [0, 0]);
});

test('a token on a way that a fold cuts jumps from mark to mark', () => {
  const folded = [
    [
      [0, 0],
      [10, 0],
    ],
    [
      [0, 50],
      [0, 70],
    ],
  ];

  assert.equal(lengthOf(folded), 30);
  assert.deepEqual(pointAlong(folded, 10), [10, 0]);
  assert.deepEqual(pointAlong(folded, 12), [0, 52]);
  assert.deepEqual(pointAlong(folded, 99), [0, 70]);
});
