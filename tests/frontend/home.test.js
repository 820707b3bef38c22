import assert from 'node:assert/strict';
import test from 'node:test';
import { readKeys } from '../../static/src/home/key-file.js';
import { ago } from '../../static/src/core/times.js';
import { fileName } from '../../static/src/dialogs/files.js';

const now = new Date(2026, 10, 23, 18, 0);

test('times are said as people say them', () => {
  assert.equal(ago(new Date(2026, 10, 23, 17, 59, 40), now), 'just now');
  assert.equal(ago(new Date(2026, 10, 23, 17, 58), now), '2 minutes ago');
  assert.equal(ago(new Date(2026, 10, 23, 9, 5), now), 'today, 09:05');
  assert.equal(ago(new Date(2026, 10, 22, 16, 20), now), 'yesterday, 16:20');
  assert.equal(ago(new Date(2026, 10, 18, 8, 0), now), '18 November');
  assert.equal(ago(new Date(2025, 10, 18, 8, 0), now), '18 November 2025');
});

test('a file of keys gives back its diagrams', () => {
  const diagrams = [
    { view_key: 'v'.repeat(24), own_key: 'o'.repeat(24), title: 'Release', changed_at: '2026-11-23T10:00:00.000Z' },
  ];

  assert.deepEqual(readKeys(JSON.stringify({ kind: 'lanestep-keys', version: 1, diagrams })), diagrams);
});

test('a time in a file of keys that is none becomes the time of now', () => {
  for (const changedAt of [2026, null, 'soon']) {
    const diagrams = [{ view_key: 'v'.repeat(24), changed_at: changedAt }];
    const [item] = readKeys(JSON.stringify({ kind: 'lanestep-keys', diagrams }));
    assert.ok(Math.abs(Date.now() - Date.parse(item.changed_at)) < 60_000);
  }
});

test('a file of something else is refused', () => {
  assert.equal(readKeys('not JSON'), null);
  assert.equal(readKeys('{"kind":"other"}'), null);
});

test('keys that could not have come from the server are left out', () => {
  const diagrams = [{ view_key: '../../evil' }, { view_key: 'v'.repeat(24), edit_key: '<script>' }];

  assert.deepEqual(readKeys(JSON.stringify({ kind: 'lanestep-keys', diagrams })), []);
});

test('a title becomes a file name that every system takes', () => {
  assert.equal(fileName('Blue-green: deploy / roll back?'), 'blue-green-deploy-roll-back');
  assert.equal(fileName('  '), 'diagram');
  assert.equal(fileName('発注フロー'), '発注フロー');
});
