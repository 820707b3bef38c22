import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { holdBack } from '../../static/src/core/held-back.js';
import { page } from './page-in-node.js';

const isHeldBack = (holder) => holder.classList.contains('held-back');

test('a first drawing is held back until the better one is there', async () => {
  const holder = page.document.createElement('div');
  let come = () => {};
  holdBack(holder, new Promise((done) => (come = done)));
  assert.equal(isHeldBack(holder), true);
  come();
  await null;
  assert.equal(isHeldBack(holder), false);
});

test('a first drawing is shown when the better one does not come', async () => {
  const holder = page.document.createElement('div');
  holdBack(holder, Promise.reject(new Error('The server cannot be reached.')));
  await null;
  assert.equal(isHeldBack(holder), false);
});

test('a first drawing is shown to whoever moves the view, and when waiting takes too long', () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  const [moved, waited] = [page.document.createElement('div'), page.document.createElement('div')];
  for (const holder of [moved, waited]) holdBack(holder, new Promise(() => {}));
  moved.dispatchEvent(new page.Event('wheel'));
  assert.deepEqual([moved, waited].map(isHeldBack), [false, true]);
  mock.timers.tick(600);
  assert.equal(isHeldBack(waited), false);
  mock.timers.reset();
});
