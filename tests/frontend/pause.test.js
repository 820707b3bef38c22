import assert from 'node:assert/strict';
import { test } from 'node:test';
import { APART, pauseAfter, retryAfter, waitBeforeAsking } from '../../static/src/session/pause.js';

test('the pause before a redraw follows the last round trip', () => {
  assert.equal(pauseAfter(80.4), 80);
});

test('the pause stays between 30 and 150 milliseconds', () => {
  assert.deepEqual([pauseAfter(0), pauseAfter(4000)], [30, 150]);
});

test('tries to reach the server become rarer, up to one a minute', () => {
  assert.deepEqual([1, 2, 3, 30].map(retryAfter), [2000, 4000, 8000, 60_000]);
});

test('a change after a quiet while does not wait, and one behind a change that waits does', () => {
  assert.equal(waitBeforeAsking({ since: APART, waiting: false, roundTrip: 4000 }), 0);
  assert.equal(waitBeforeAsking({ since: APART, waiting: true, roundTrip: 80 }), 80);
});

test('no change is asked for sooner after the picture before than three in a second allow', () => {
  assert.equal(waitBeforeAsking({ since: 40, waiting: false, roundTrip: 20 }), APART - 40);
});
