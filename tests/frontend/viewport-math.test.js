import assert from 'node:assert/strict';
import test from 'node:test';
import { around } from '../../static/src/core/boxes.js';
import {
  between,
  centreBox,
  clampView,
  fitBox,
  nearEnough,
  opticalSize,
  revealBox,
  showsAll,
  tidyView,
  toDrawing,
  toScreen,
  touches,
  zoomAt,
} from '../../static/src/picture/viewport-math.js';

const canvas = { width: 1000, height: 600 };
const insets = { left: 20, top: 80, right: 20, bottom: 60 };

test('a point goes to the screen and back unchanged', () => {
  const view = { x: -120, y: 35, scale: 0.8 };
  assert.deepEqual(toDrawing(view, toScreen(view, { x: 300, y: 50 })), { x: 300, y: 50 });
});

test('zooming keeps the drawing under the pointer where it is', () => {
  const pointer = { x: 400, y: 250 };
  const view = { x: -120, y: 35, scale: 0.8 };
  const zoomed = zoomAt(view, 2, pointer);
  assert.equal(zoomed.scale, 2);
  const { x, y } = toScreen(zoomed, toDrawing(view, pointer));
  assert.ok(Math.abs(x - 400) < 1e-9 && Math.abs(y - 250) < 1e-9);
});

test('the scale stays between 2 and 400 percent', () => {
  assert.equal(zoomAt({ x: 0, y: 0, scale: 1 }, 9, { x: 0, y: 0 }).scale, 4);
  assert.equal(zoomAt({ x: 0, y: 0, scale: 1 }, 0.01, { x: 0, y: 0 }).scale, 0.02);
});

test('fit shows a wide drawing from margin to margin, in the middle of the height', () => {
  assert.deepEqual(fitBox({ x: 0, y: 0, width: 1920, height: 400 }, canvas, insets), { scale: 0.5, x: 20, y: 210 });
});

test('fit does not enlarge a small drawing beyond 100 percent', () => {
  assert.equal(fitBox({ x: 0, y: 0, width: 100, height: 50 }, canvas, insets).scale, 1);
});

test('revealing a box in sight changes nothing', () => {
  const view = { x: 0, y: 0, scale: 1 };
  assert.equal(revealBox(view, { x: 100, y: 100, width: 50, height: 50 }, canvas, insets), view);
});

test('revealing moves no more than needed', () => {
  assert.deepEqual(revealBox({ x: 0, y: 0, scale: 1 }, { x: 990, y: 100, width: 50, height: 50 }, canvas, insets), {
    x: -60,
    y: 0,
    scale: 1,
  });
});

test('a box larger than the canvas is revealed from its top left corner', () => {
  const view = revealBox({ x: -500, y: -500, scale: 1 }, { x: 0, y: 0, width: 3000, height: 3000 }, canvas, insets);
  assert.deepEqual(view, { x: insets.left, y: insets.top, scale: 1 });
});

test('a box larger than the free area is revealed from its beginning although that is in sight already', () => {
  const view = { x: 300, y: 250, scale: 1 };
  const wide = revealBox(view, { x: 0, y: 0, width: 961, height: 50 }, canvas, insets);
  assert.deepEqual(wide, { x: insets.left, y: 250, scale: 1 });
  const high = revealBox(view, { x: 0, y: 0, width: 50, height: 461 }, canvas, insets);
  assert.deepEqual(high, { x: 300, y: insets.top, scale: 1 });
});

test('a box as large as the free area is revealed whole', () => {
  const box = { x: 0, y: 0, width: 960, height: 460 };
  assert.deepEqual(revealBox({ x: 300, y: 250, scale: 1 }, box, canvas, insets), {
    x: insets.left,
    y: insets.top,
    scale: 1,
  });
});

test('a box too large at any scale is fitted from its beginning', () => {
  const box = { x: 1000, y: 2000, width: 60000, height: 50000 };
  assert.deepEqual(fitBox(box, canvas, insets), {
    scale: 0.02,
    x: insets.left - 1000 * 0.02,
    y: insets.top - 2000 * 0.02,
  });
});

test('a canvas smaller than what floats over it still has a free area', () => {
  assert.equal(fitBox({ x: 0, y: 0, width: 10, height: 10 }, { width: 10, height: 10 }, insets).scale, 0.1);
});

test('panning leaves of a drawing smaller than that all in sight', () => {
  assert.deepEqual(clampView({ x: -9999, y: 9999, scale: 1 }, { width: 50, height: 30 }, canvas), {
    x: 0,
    y: 570,
    scale: 1,
  });
});

test('the box around boxes reaches from the first edge to the last', () => {
  const boxes = [
    { x: 10, y: 50, width: 100, height: 10 },
    { x: 40, y: 20, width: 20, height: 60 },
  ];
  assert.deepEqual(around(boxes), { x: 10, y: 20, width: 100, height: 60 });
});

test('centring puts the middle of a box into the middle of the free area', () => {
  assert.deepEqual(centreBox({ x: 0, y: 0, scale: 1 }, { x: 100, y: 100, width: 20, height: 20 }, canvas, insets), {
    x: 390,
    y: 200,
    scale: 1,
  });
});

test('panning leaves a part of the drawing in sight', () => {
  assert.deepEqual(clampView({ x: -9999, y: 9999, scale: 1 }, { width: 500, height: 300 }, canvas), {
    x: -420,
    y: 520,
    scale: 1,
  });
});

test('a box beside the canvas does not touch it', () => {
  assert.equal(touches({ x: 0, y: 0, scale: 1 }, { x: 1001, y: 0, width: 5, height: 5 }, canvas), false);
  assert.equal(touches({ x: 0, y: 0, scale: 1 }, { x: 999, y: 0, width: 5, height: 5 }, canvas), true);
});

test('all is shown when the drawing lies inside the canvas', () => {
  assert.equal(showsAll({ x: 0, y: 0, scale: 0.5 }, { width: 2000, height: 1000 }, canvas), true);
  assert.equal(showsAll({ x: -5, y: 0, scale: 0.5 }, { width: 2000, height: 1000 }, canvas), false);
});

test('a movement passes through the middle of its views', () => {
  assert.deepEqual(between({ x: 0, y: 0, scale: 1 }, { x: 100, y: 50, scale: 2 }, 0.5), { x: 50, y: 25, scale: 1.5 });
});

test('optical sizes begin below 70 and below 35 percent', () => {
  assert.deepEqual([1, 0.7, 0.69, 0.35, 0.34].map(opticalSize), ['full', 'full', 'small', 'small', 'tiny']);
});

test('a tidy view leaves no empty ground beside a drawing larger than the canvas', () => {
  assert.deepEqual(tidyView({ x: 300, y: 100, scale: 1 }, { width: 2000, height: 400 }, canvas, insets), {
    x: 0,
    y: 100,
    scale: 1,
  });
  assert.equal(tidyView({ x: -1900, y: 100, scale: 1 }, { width: 2000, height: 400 }, canvas, insets).x, -1000);
});

test('a tidy view shows a small drawing whole', () => {
  assert.deepEqual(tidyView({ x: -50, y: 500, scale: 1 }, { width: 500, height: 400 }, canvas, insets), {
    x: 0,
    y: 140,
    scale: 1,
  });
});

test('a long movement begins at most one and a half canvases away, on the same way', () => {
  const to = { x: -9000, y: -600, scale: 1 };
  assert.deepEqual(nearEnough({ x: 6000, y: 0, scale: 1 }, to, canvas), { x: -7500, y: -540, scale: 1 });
});

test('a short movement begins where the view is', () => {
  const from = { x: 0, y: 0, scale: 1 };
  assert.equal(nearEnough(from, { x: -1400, y: 200, scale: 1 }, canvas), from);
});
