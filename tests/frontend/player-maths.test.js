import assert from 'node:assert/strict';
import { test } from 'node:test';
import { knownShare, positionAfterKey, positionAt, shareOf, windowOf } from '../../static/src/player/player-maths.js';

test('a finished run takes the whole length', () => {
  assert.equal(knownShare(17, false), 1);
  assert.equal(shareOf(17, 17, false), 1);
});

test('a waiting run leaves room for the unknown future, never less than an eighth or so', () => {
  assert.equal(knownShare(4, true), 0.5);
  assert.equal(knownShare(1000, true), 0.88);
});

test('a place on the line is the nearest position', () => {
  assert.equal(positionAt(0.26, 10, false), 3);
  assert.equal(positionAt(0.25, 4, true), 2);
});

test('the unknown future and what lies outside are clamped', () => {
  assert.equal(positionAt(0.95, 4, true), 4);
  assert.equal(positionAt(-0.2, 4, false), 0);
});

test('a run that waits at its first node has one position', () => {
  assert.equal(shareOf(0, 0, true), 0);
  assert.equal(positionAt(0.7, 0, true), 0);
});

test('the keys of a slider move by a step, a tenth, or to the ends', () => {
  assert.equal(positionAfterKey('ArrowRight', 3, 50), 4);
  assert.equal(positionAfterKey('ArrowLeft', 0, 50), 0);
  assert.equal(positionAfterKey('PageUp', 3, 50), 8);
  assert.equal(positionAfterKey('Home', 3, 50), 0);
  assert.equal(positionAfterKey('End', 3, 50), 50);
  assert.equal(positionAfterKey('x', 3, 50), null);
});

test('only the rows in sight and a few around them are kept', () => {
  assert.deepEqual(windowOf(3200, 320, 32, 1000), { from: 88, to: 122 });
});

test('the window ends with the rows', () => {
  assert.deepEqual(windowOf(0, 320, 32, 5), { from: 0, to: 5 });
});

test('the rows in sight can be asked for alone', () => {
  assert.deepEqual(windowOf(3200, 320, 32, 1000, 0), { from: 100, to: 110 });
});
