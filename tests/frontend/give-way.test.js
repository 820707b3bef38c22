import assert from 'node:assert/strict';
import { test } from 'node:test';
import { firstFree, leastCovering } from '../../static/src/picture/give-way.js';

const box = (/** @type {number} */ x, /** @type {number} */ y) => ({ x, y, width: 10, height: 10 });

test('the usual place is kept while it covers nothing', () => {
  assert.equal(firstFree([box(0, 0), box(0, 50)], [box(20, 20)]), 0);
});

test('who would cover something takes the next place that is free', () => {
  assert.equal(firstFree([box(0, 0), box(0, 50), box(0, 90)], [box(5, 5), box(5, 55)]), 2);
});

test('where every place covers something there is none', () => {
  assert.equal(firstFree([box(0, 0)], [box(5, 5)]), -1);
});

test('where every place covers something the one that covers least is taken', () => {
  assert.equal(leastCovering([box(0, 0), box(0, 50), box(0, 90)], [box(2, 2), box(8, 58), box(1, 91)]), 1);
});
