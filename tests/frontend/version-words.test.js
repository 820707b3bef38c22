import assert from 'node:assert/strict';
import { test } from 'node:test';
import { foundSentence, whatOf, whenOf, whoOf } from '../../static/src/history/version-words.js';

const NOW = new Date(2026, 10, 30, 14, 0);
const line = (change) => ({
  version: 3,
  changed_at: new Date(2026, 10, 30, 11, 5).toISOString(),
  changes: ['renamed “Order”', 'added 2 edges'],
  is_first: false,
  own: false,
  author: '',
  browser: 2,
  ...change,
});

test('the current version is now, others are a moment to the minute', () => {
  assert.equal(whenOf(line({}), 3, NOW), 'Now');
  assert.equal(whenOf(line({}), 4, NOW), 'Today, 11:05');
  assert.equal(whenOf(line({ changed_at: new Date(2026, 10, 12, 9, 12).toISOString() }), 4, NOW), '12 November, 09:12');
  assert.equal(
    whenOf(line({ changed_at: new Date(2025, 1, 3, 9, 12).toISOString() }), 4, NOW),
    '3 February 2025, 09:12',
  );
});

test('a version is by you, by a name, by a browser, or by nobody who is known', () => {
  assert.deepEqual(
    [line({ own: true, author: 'Ann' }), line({ author: 'Ann' }), line({}), line({ browser: 0 })].map(whoOf),
    ['you', 'Ann', 'browser 2', ''],
  );
});

test('what changed is told where it is known', () => {
  assert.equal(whatOf(line({})), 'Renamed “Order”, added 2 edges');
  assert.equal(whatOf(line({ changes: null })), '');
  assert.equal(whatOf(line({ changes: null, is_first: true })), 'First version');
  assert.equal(whatOf(line({ changes: [] })), 'Nothing changed');
});

test('a comparison is one sentence', () => {
  const of = (added, removed, changed) => ({ added: Array(added), removed: Array(removed), changed: Array(changed) });
  assert.equal(foundSentence(of(1, 0, 2), false), '1 added, 2 changed.');
  assert.equal(foundSentence(of(0, 0, 0), true), 'Both show the same diagram. The title or settings differ.');
});
