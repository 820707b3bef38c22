import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { Viewport } from '../../static/src/picture/viewport.js';

const CANVAS = { width: 1000, height: 600 };
const DRAWING = { width: 2000, height: 500 };
/** After every movement. */
const LATER = 10_000;

let still = false;
/** @type {Map<number, (time: number) => void>} */ let waiting = new Map();
let frame = 0;
beforeEach(() => {
  still = false;
  waiting = new Map();
  Object.assign(globalThis, {
    matchMedia: () => ({ matches: still }),
    requestAnimationFrame: (/** @type {(time: number) => void} */ paint) => {
      waiting.set((frame += 1), paint);
      return frame;
    },
    cancelAnimationFrame: (/** @type {number} */ id) => waiting.delete(id),
  });
});

/** Lets the next frame come. @param {number} [after] milliseconds from now */
function nextFrame(after = 0) {
  const due = waiting;
  waiting = new Map();
  for (const paint of due.values()) paint(performance.now() + after);
}

/** A viewport with its drawing, free to be moved, and the views that it painted. */
function opened({ drawing = DRAWING, free = true } = {}) {
  /** @type {import('../../static/src/picture/viewport-math.js').View[]} */ const painted = [];
  const viewport = new Viewport((view) => painted.push(view));
  viewport.resize(CANVAS);
  viewport.setDrawing(drawing, null, false);
  if (free) viewport.show({ x: 0, y: 50, scale: 1 }, 'free');
  nextFrame();
  painted.length = 0;
  return { viewport, painted };
}

test('many changes of the view within a frame are painted once', () => {
  const { viewport, painted } = opened();
  viewport.panBy(-10, 0);
  viewport.panBy(-10, 5);
  assert.deepEqual(painted, []);
  nextFrame();
  assert.deepEqual(painted, [{ x: -20, y: 55, scale: 1 }]);
});

test('the opening view is kept when the canvas changes its size, and no longer once a hand moved it', () => {
  const { viewport } = opened({ drawing: { width: 400, height: 200 }, free: false });
  assert.equal(viewport.mode, 'opening');
  viewport.resize({ width: 800, height: 600 });
  assert.equal(viewport.view.x, 200);
  viewport.panBy(7, 0);
  viewport.resize(CANVAS);
  assert.deepEqual([viewport.mode, viewport.view.x], ['free', 207]);
});

test('a drawing of which a part is shown does not jump under the hand that changed it', () => {
  const { viewport } = opened({ free: false });
  const { view } = viewport;
  viewport.setDrawing({ width: 2600, height: 500 }, null, true);
  assert.deepEqual(viewport.view, view);
  assert.equal(viewport.mode, 'free');
});

test('fit holds while steps are added, until the person moves the view', () => {
  const { viewport } = opened({ drawing: { width: 800, height: 200 } });
  still = true;
  viewport.fit();
  viewport.setDrawing({ width: 1904, height: 200 }, null, true);
  assert.deepEqual([viewport.mode, viewport.scale, viewport.showsAll], ['fit', 0.5, true]);
  viewport.panBy(-10, 0);
  const { view } = viewport;
  viewport.setDrawing({ width: 2200, height: 200 }, null, true);
  assert.deepEqual([viewport.mode, viewport.view], ['free', view]);
});

test('a drawing that opened whole stays so while its words can be read, and then stands still', () => {
  const { viewport } = opened({ drawing: { width: 800, height: 200 }, free: false });
  still = true;
  viewport.setDrawing({ width: 1190, height: 200 }, null, true);
  assert.deepEqual([viewport.holdsWhole, viewport.scale], [true, 0.8]);
  const { view } = viewport;
  viewport.setDrawing({ width: 1600, height: 200 }, null, true);
  assert.deepEqual([viewport.holdsWhole, viewport.view], [false, view]);
});

test('a drawing that opened whole stays so where a smaller canvas still lets it be read, and no other does', () => {
  const whole = opened({ drawing: { width: 1200, height: 200 }, free: false }).viewport;
  whole.resize({ width: 850, height: 600 });
  assert.deepEqual([whole.holdsWhole, whole.scale < 0.7], [true, true]);
  const cut = opened({ drawing: { width: 1400, height: 200 }, free: false }).viewport;
  assert.deepEqual([cut.holdsWhole, cut.scale], [false, 0.75]);
});

test('what is brought into sight does not end fit', () => {
  const { viewport, painted } = opened({ drawing: { width: 1904, height: 200 } });
  still = true;
  viewport.fit();
  painted.length = 0;
  viewport.reveal({ x: 1800, y: 0, width: 104, height: 40 }, { centre: true });
  assert.deepEqual([viewport.mode, painted], ['fit', []]);
});

test('a selection comes out from under a pane, and all is in sight again once the pane is gone', () => {
  const { viewport } = opened({ drawing: { width: 1904, height: 200 } });
  still = true;
  viewport.fit();
  const { view } = viewport;
  viewport.cover({ right: 264, bottom: 0 });
  viewport.reveal({ x: 100, y: 20, width: 100, height: 40 });
  assert.deepEqual(viewport.view, view);
  viewport.reveal({ x: 1700, y: 20, width: 100, height: 40 });
  assert.deepEqual([viewport.view.x, viewport.mode], [1000 - 264 - 24 - 900, 'fit']);
  viewport.cover({ right: 0, bottom: 0 });
  assert.deepEqual(viewport.view, view);
});

test('what is fitted beside a pane stands beside it', () => {
  const { viewport } = opened({ drawing: { width: 1376, height: 200 } });
  still = true;
  viewport.cover({ right: 264, bottom: 0 });
  viewport.fit();
  assert.deepEqual([viewport.scale, viewport.view.x], [0.5, 0 + 24]);
});

test('a press on the way to all of the drawing halts it, and it goes on when the press ends', () => {
  const { viewport } = opened({ drawing: { width: 1904, height: 200 } });
  viewport.fit();
  nextFrame(70);
  const { view } = viewport;
  viewport.halt();
  nextFrame(LATER);
  assert.deepEqual([viewport.view, viewport.mode], [view, 'fit']);
  viewport.goOn();
  nextFrame(LATER);
  assert.equal(viewport.scale, 0.5);
});

test('what needs the view to stand has it arrive at once', () => {
  const { viewport } = opened({ drawing: { width: 1904, height: 200 } });
  viewport.fit();
  nextFrame(70);
  viewport.arrive();
  assert.deepEqual([viewport.scale, viewport.mode], [0.5, 'fit']);
});

test('what changes while the canvas is out of sight ends neither opening nor fit', () => {
  const { viewport } = opened({ drawing: { width: 800, height: 200 }, free: false });
  viewport.resize({ width: 0, height: 0 });
  viewport.setDrawing({ width: 2400, height: 200 }, null, true);
  viewport.reveal({ x: 2000, y: 40, width: 100, height: 50 });
  viewport.resize(CANVAS);
  assert.deepEqual([viewport.mode, viewport.scale], ['opening', 0.75]);
  assert.ok(viewport.view.x + 2100 * 0.75 <= CANVAS.width);
});

test('a zoom travels to its end and keeps what is under its anchor', () => {
  const { viewport, painted } = opened();
  viewport.zoomTo(2, { x: 400, y: 250 });
  nextFrame(70);
  assert.ok(viewport.scale > 1 && viewport.scale < 2);
  nextFrame(LATER);
  assert.deepEqual(viewport.view, { x: -400, y: -150, scale: 2 });
  assert.equal(painted.at(-1), viewport.view);
  nextFrame(LATER);
  assert.equal(painted.length, 2);
});

test('with less motion a zoom is there at once', () => {
  const { viewport, painted } = opened();
  still = true;
  viewport.zoomTo(2, { x: 400, y: 250 });
  assert.deepEqual(painted, [{ x: -400, y: -150, scale: 2 }]);
});

test('steps of a zoom count from where the movement under way ends', () => {
  const { viewport } = opened();
  viewport.zoomBy(1.25, { x: 0, y: 0 });
  nextFrame(30);
  viewport.zoomBy(1.25, { x: 0, y: 0 });
  nextFrame(LATER);
  assert.equal(viewport.scale, 1.5625);
});

test('without an anchor a zoom keeps the selection where it is, else the middle of the canvas', () => {
  const { viewport } = opened();
  still = true;
  viewport.selectionBox = () => ({ x: 190, y: 90, width: 20, height: 20 });
  viewport.zoomTo(2);
  assert.deepEqual(viewport.view, { x: -200, y: -50, scale: 2 });
  const other = opened().viewport;
  still = true;
  other.selectionBox = () => ({ x: 1900, y: 90, width: 20, height: 20 });
  other.zoomTo(2);
  assert.deepEqual(other.view, { x: -500, y: -200, scale: 2 });
});

test('a movement that is halted stays where it has come to', () => {
  const { viewport } = opened();
  viewport.zoomTo(2, { x: 0, y: 0 });
  nextFrame(70);
  const { scale } = viewport;
  viewport.halt();
  nextFrame(LATER);
  assert.equal(viewport.scale, scale);
});

test('what is in sight is not moved to be revealed', () => {
  const { viewport, painted } = opened();
  viewport.reveal({ x: 300, y: 100, width: 100, height: 50 });
  nextFrame(LATER);
  assert.deepEqual(painted, []);
});

test('what is partly in sight is revealed by the least movement, with a margin', () => {
  const { viewport } = opened();
  still = true;
  viewport.reveal({ x: 950, y: 100, width: 100, height: 50 });
  assert.deepEqual(viewport.view, { x: -98, y: 50, scale: 1 });
});

test('what is out of sight comes into the middle along the axis on which it was', () => {
  const { viewport } = opened();
  still = true;
  viewport.reveal({ x: 1400, y: 100, width: 100, height: 50 });
  assert.deepEqual(viewport.view, { x: -950, y: 50, scale: 1 });
});

test('nothing is revealed beneath a pane that covers the canvas', () => {
  const { viewport } = opened();
  still = true;
  viewport.cover({ right: 300, bottom: 0 });
  viewport.reveal({ x: 650, y: 100, width: 100, height: 50 });
  assert.equal(viewport.view.x, 1000 - 300 - 24 - 750);
});

test('while the canvas is pressed nothing is revealed', () => {
  const { viewport, painted } = opened();
  viewport.pressed = true;
  viewport.reveal({ x: 1800, y: 100, width: 100, height: 50 }, { animate: false });
  assert.deepEqual(painted, []);
});

test('fit is kept when the canvas changes its size, unless the drawing is too large at any scale', () => {
  const { viewport } = opened();
  still = true;
  viewport.fit();
  assert.equal(viewport.mode, 'fit');
  viewport.resize({ width: 524, height: 600 });
  assert.equal(viewport.scale, (524 - 48) / 2000);
  assert.equal(viewport.showsAll, true);
  const huge = opened({ drawing: { width: 80_000, height: 500 } }).viewport;
  still = true;
  huge.fit();
  assert.deepEqual([huge.mode, huge.view.x, huge.showsAll], ['free', 24, false]);
});

test('fit selection shows the selection as large as it fits, and all where nothing is selected', () => {
  const { viewport } = opened();
  still = true;
  viewport.fitSelection();
  assert.equal(viewport.mode, 'fit');
  viewport.selectionBox = () => ({ x: 0, y: 0, width: 1808, height: 100 });
  viewport.fitSelection();
  assert.deepEqual([viewport.mode, viewport.scale], ['free', 0.5]);
});

test('who opens the drawing anew can go back to the view before', () => {
  const { viewport } = opened();
  viewport.panBy(-300, 0);
  const before = viewport.view;
  const goBack = viewport.reopen();
  assert.equal(viewport.mode, 'opening');
  goBack();
  assert.deepEqual([viewport.view, viewport.mode], [before, 'free']);
});

test('a point of the drawing is put into the middle', () => {
  const { viewport } = opened();
  viewport.centreOn({ x: 800, y: 250 });
  assert.deepEqual(viewport.view, { x: -300, y: 50, scale: 1 });
});
