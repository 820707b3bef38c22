import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextFrame } from './page-in-node.js';

/** @type {() => void} */ let laidOut = () => {};
/** @type {any} */ (globalThis).ResizeObserver = class {
  /** @param {() => void} told */
  constructor(told) {
    laidOut = told;
  }
  observe() {}
};
const { afterLayout } = await import('../../static/src/core/after-layout.js');

test('what is asked for several times is done once, when the page is laid out', () => {
  let times = 0;
  const act = () => (times += 1);
  afterLayout(act);
  afterLayout(act);
  nextFrame();
  assert.equal(times, 0);
  laidOut();
  laidOut();
  assert.equal(times, 1);
});

test('what is asked for meanwhile is done in the next frame', () => {
  /** @type {string[]} */ const done = [];
  afterLayout(() => {
    done.push('first');
    afterLayout(() => done.push('second'));
  });
  nextFrame();
  laidOut();
  assert.deepEqual(done, ['first']);
  nextFrame();
  laidOut();
  assert.deepEqual(done, ['first', 'second']);
});
