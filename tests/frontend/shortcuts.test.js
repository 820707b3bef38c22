import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SHORTCUTS, keyLabel, keysOf } from '../../static/src/core/shortcuts.js';

const all = SHORTCUTS.flatMap(({ shortcuts }) => shortcuts);

test('keys are written as people read them', () => {
  assert.equal(keyLabel('Mod-Shift-z'), 'Ctrl Shift Z');
  assert.equal(keyLabel('ArrowUp'), '↑');
  assert.equal(keysOf('format'), 'Shift Alt F');
});

test('a command without keys has none', () => {
  assert.equal(keysOf('no such command'), '');
});

test('no key of a place does two things', () => {
  for (const { title, shortcuts } of SHORTCUTS) {
    const keys = shortcuts.flatMap((shortcut) => shortcut.keys);
    assert.equal(new Set(keys).size, keys.length, title);
  }
});

test('every shortcut says what it does', () => {
  assert.deepEqual(
    all.filter(({ does }) => does === ''),
    [],
  );
});
