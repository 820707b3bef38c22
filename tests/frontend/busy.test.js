import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Busy } from '../../static/src/core/busy.js';

const settled = () =>
  new Promise((go) => {
    setImmediate(go);
  });

test('what waits goes on when the last hand lets go', async () => {
  const busy = new Busy();
  const [first, second] = [busy.hold('hand'), busy.hold('hand')];
  let ended = false;
  busy.ended('hand').then(() => {
    ended = true;
  });
  first();
  await settled();
  assert.equal(ended, false);
  second();
  await settled();
  assert.equal(ended, true);
});

test('work that begins in the breath in which a hand lets go is waited for too', async () => {
  const busy = new Busy();
  const letGo = busy.hold('hand');
  let ended = false;
  busy.ended('hand', 'work').then(() => {
    ended = true;
  });
  letGo();
  busy.hold('work');
  await settled();
  assert.equal(ended, false);
});

test('a hold that is ended twice ends once', async () => {
  const busy = new Busy();
  const letGo = busy.hold('hand');
  busy.hold('hand');
  letGo();
  letGo();
  let ended = false;
  busy.ended('hand').then(() => {
    ended = true;
  });
  await settled();
  assert.equal(ended, false);
});
