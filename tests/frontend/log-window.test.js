import assert from 'node:assert/strict';
import { test } from 'node:test';
import { windowOf } from '../../static/src/player/log-window.js';

test('only the rows in sight and a few around them are kept', () => {
  assert.deepEqual(windowOf(3200, 320, 32, 1000), { from: 88, to: 122 });
});

test('the window ends with the rows', () => {
  assert.deepEqual(windowOf(0, 320, 32, 5), { from: 0, to: 5 });
});
