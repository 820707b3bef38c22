import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ChangeSet, Text } from '@codemirror/state';
import { afterChanges, isUniform, putTogether, takeApart } from '../../static/src/code/line-endings.js';

const again = (code) => {
  const { text, form } = takeApart(code);
  return putTogether(text, form);
};

test('a text with mixed line endings comes back to the byte', () => {
  assert.equal(again('a\r\nb\rc\n\r\n\n\r'), 'a\r\nb\rc\n\r\n\n\r');
});

test('a byte-order mark is kept beside the text', () => {
  assert.equal(takeApart('\uFEFFa\n').text, 'a\n');
  assert.equal(again('\uFEFFa\n'), '\uFEFFa\n');
});

test('only the first byte-order mark is one', () => {
  assert.equal(again('\uFEFF\uFEFFa'), '\uFEFF\uFEFFa');
});

test('a text without line breaks stays as it is', () => {
  assert.equal(again('a'), 'a');
  assert.equal(again(''), '');
});

test('the editor sees LF only', () => {
  assert.equal(takeApart('a\r\nb\rc\nd').text, 'a\nb\nc\nd');
});

const changed = (code, spec) => {
  const { text, form } = takeApart(code);
  const before = Text.of(text.split('\n'));
  const changes = ChangeSet.of(spec, before.length);
  const after = changes.apply(before);
  return putTogether(after.toString(), afterChanges(form, before, changes, after));
};

test('a new line ends as the line before it', () => {
  assert.equal(changed('a\r\nb\r\nc\nd', { from: 1, insert: '\nx' }), 'a\r\nx\r\nb\r\nc\nd');
  assert.equal(changed('a\r\nb\r\nc\nd', { from: 5, insert: '\nx' }), 'a\r\nb\r\nc\nx\nd');
});

test('a removed line takes its own ending with it', () => {
  assert.equal(changed('a\r\nb\nc\rd', { from: 2, to: 4 }), 'a\r\nc\rd');
});

test('a change within a line leaves all endings alone', () => {
  assert.equal(changed('a\r\nb\n', { from: 2, insert: 'x' }), 'a\r\nxb\n');
});

test('a form is uniform when every line ends as new lines would', () => {
  assert.equal(isUniform(takeApart('a\r\nb\r\n').form), true);
  assert.equal(isUniform(takeApart('a\r\nb\n').form), false);
});
