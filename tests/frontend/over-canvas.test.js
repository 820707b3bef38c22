import assert from 'node:assert/strict';
import { test } from 'node:test';
import { coveredBy } from '../../static/src/frame/over-canvas.js';

const CANVAS = { left: 360, top: 48, right: 1000, bottom: 800 };

test('a pane over the right part of the canvas covers it from the right', () => {
  assert.deepEqual(coveredBy({ left: 736, top: 48, right: 1000, bottom: 800 }, CANVAS), { right: 264, bottom: 0 });
});

test('a sheet over the whole width covers the canvas from below', () => {
  assert.deepEqual(coveredBy({ left: 360, top: 500, right: 1000, bottom: 800 }, CANVAS), { right: 0, bottom: 300 });
});

test('a pane beside the canvas, a closed one and one over a hidden canvas cover nothing', () => {
  const nothing = { right: 0, bottom: 0 };
  assert.deepEqual(coveredBy({ left: 1000, top: 48, right: 1264, bottom: 800 }, CANVAS), nothing);
  assert.deepEqual(coveredBy({ left: 0, top: 0, right: 0, bottom: 0 }, CANVAS), nothing);
  assert.deepEqual(
    coveredBy({ left: 0, top: 500, right: 390, bottom: 800 }, { left: 0, top: 0, right: 0, bottom: 0 }),
    nothing,
  );
});
