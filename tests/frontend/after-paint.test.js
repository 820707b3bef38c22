import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextFrame } from './page-in-node.js';
import { afterPaint } from '../../static/src/core/after-paint.js';

const soon = () =>
  new Promise((go) => {
    setTimeout(go);
  });

test('what can wait is done once after the frame, however often it was asked for', async () => {
  let times = 0;
  const act = () => (times += 1);
  afterPaint(act);
  afterPaint(act);
  nextFrame();
  assert.equal(times, 0);
  await soon();
  assert.equal(times, 1);
});

test('what is asked for meanwhile waits for the frame after', async () => {
  let times = 0;
  const act = () => (times += 1);
  afterPaint(() => afterPaint(act));
  nextFrame();
  await soon();
  assert.equal(times, 0);
  nextFrame();
  await soon();
  assert.equal(times, 1);
});
