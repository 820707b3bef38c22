import assert from 'node:assert/strict';
import { test } from 'node:test';
import { STILL_READABLE, openingView, opensWhole, stillWhole } from '../../static/src/picture/whole-view.js';

const canvas = { width: 1000, height: 600 };
const insets = { left: 20, top: 80, right: 20, bottom: 60 };
/** As large as the free area at 75 %, where words of 12 units are 9 px high. */
const LARGEST = { width: 1280, height: 460 };

test('a drawing opens whole where its words are 9 px or larger, in the middle of the free area', () => {
  assert.deepEqual(openingView({ width: 1200, height: 400 }, canvas, insets, null), { scale: 0.8, x: 20, y: 150 });
  assert.equal(openingView(LARGEST, canvas, insets, null).scale, 0.75);
});

test('a drawing a little larger opens whole with less margin', () => {
  assert.equal(openingView({ ...LARGEST, width: 1320 }, canvas, insets, null).scale, 992 / 1320);
});

test('a drawing that opened whole goes on so at two thirds, where most labels grow to 9 px', () => {
  const drawing = { width: 1450, height: 400 };
  assert.equal(openingView(drawing, canvas, insets, null).scale, 0.75);
  const view = openingView(drawing, canvas, insets, null, undefined, STILL_READABLE);
  assert.ok(view.scale < 0.7 && view.scale >= 2 / 3);
  assert.equal(opensWhole(drawing, canvas, insets), false);
  assert.equal(opensWhole(drawing, canvas, insets, STILL_READABLE), true);
  assert.equal(opensWhole({ width: 1490, height: 400 }, canvas, insets, STILL_READABLE), false);
});

test('a small drawing opens at 100 percent in the middle', () => {
  assert.deepEqual(openingView({ width: 400, height: 260 }, canvas, insets, null), { scale: 1, x: 300, y: 180 });
});

test('a larger drawing opens at its beginning with words of 9 px', () => {
  assert.deepEqual(openingView({ width: 2500, height: 400 }, canvas, insets, null), { scale: 0.75, x: 0, y: 160 });
  assert.deepEqual(openingView({ width: 800, height: 5000 }, canvas, insets, null), { scale: 0.75, x: 200, y: 80 });
});

test('the opening view shows the start wherever it stands', () => {
  const start = { x: 2000, y: 100, width: 50, height: 50 };
  const { scale, x } = openingView({ width: 2500, height: 400 }, canvas, insets, start);
  assert.ok((start.x + 50) * scale + x <= canvas.width - insets.right);
});

test('the opening view cuts drawn lane headers to the width of the sticky ones', () => {
  const header = { drawn: 110, sticky: 68 };
  assert.equal(openingView({ width: 2500, height: 400 }, canvas, insets, null, header).x, 68 - 110 * 0.75);
});

test('a drawing that goes on to be whole does not move while it is in sight', () => {
  const now = { scale: 1, x: 100, y: 200 };
  assert.equal(stillWhole(now, { width: 700, height: 300 }, canvas, insets), now);
});

test('where its scale can stay, a grown drawing comes into sight with the least movement', () => {
  const now = { scale: 1, x: 400, y: 200 };
  assert.deepEqual(stillWhole(now, { width: 700, height: 300 }, canvas, insets), { scale: 1, x: 280, y: 200 });
});

test('where it cannot, it is fitted anew', () => {
  const now = { scale: 1, x: 20, y: 200 };
  assert.deepEqual(stillWhole(now, { width: 1920, height: 300 }, canvas, insets), { scale: 0.5, x: 20, y: 235 });
});

test('a drawing too large at any scale is whole no longer', () => {
  assert.equal(stillWhole({ scale: 1, x: 0, y: 0 }, { width: 90_000, height: 300 }, canvas, insets), null);
});
