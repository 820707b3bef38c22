import assert from 'node:assert/strict';
import test from 'node:test';
import { overlaps } from '../../static/src/core/boxes.js';
import { aimedSide, anchor, distanceTo, nearestSide } from '../../static/src/picture/sides.js';

const box = { x: 100, y: 100, width: 136, height: 48 };

test('a handle stands in the middle of its side', () => {
  assert.deepEqual(anchor(box, 'right'), { x: 236, y: 124 });
  assert.deepEqual(anchor(box, 'top'), { x: 168, y: 100 });
});

test('a "+" stands away from its side', () => {
  assert.deepEqual(anchor(box, 'bottom', 20), { x: 168, y: 168 });
});

test('the nearest side is the one whose handle is nearest', () => {
  assert.equal(nearestSide(box, { x: 90, y: 130 }), 'left');
  assert.equal(nearestSide(box, { x: 170, y: 160 }), 'bottom');
});

test('a pointer in the middle of a node aims at the usual side', () => {
  assert.equal(aimedSide(box, { x: 150, y: 120 }, 'top'), 'top');
  assert.equal(aimedSide(box, { x: 136, y: 124 }, 'top'), 'top', 'although the left side is nearer');
});

test('a pointer at the rim of a node aims at that side', () => {
  assert.equal(aimedSide(box, { x: 233, y: 124 }, 'top'), 'right');
});

test('boxes that only touch do not overlap', () => {
  assert.equal(overlaps(box, { x: 236, y: 100, width: 10, height: 10 }), false);
  assert.equal(overlaps(box, { x: 235, y: 100, width: 10, height: 10 }), true);
});

test('a place is as far from a way as from its nearest piece', () => {
  const way = [
    [0, 0],
    [100, 0],
    [100, 50],
  ];
  assert.equal(distanceTo(way, { x: 40, y: -7 }), 7);
  assert.equal(distanceTo(way, { x: 103, y: 54 }), 5);
  assert.equal(distanceTo([], { x: 0, y: 0 }), Infinity);
});
