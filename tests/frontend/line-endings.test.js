import assert from 'node:assert/strict';
import { test } from 'node:test';
import { afterChange, isUniform, putTogether, takeApart } from '../../static/src/code/line-endings.js';

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

test('new lines end as most lines of the text do', () => {
  const { form } = takeApart('a\r\nb\r\nc\nd');
  assert.equal(putTogether('a\nx\nb\nc\nd', afterChange(form, 1, 0, 1)), 'a\r\nx\r\nb\r\nc\nd');
});

test('a removed line takes its own ending with it', () => {
  const { form } = takeApart('a\r\nb\nc\rd');
  assert.equal(putTogether('a\nc\nd', afterChange(form, 1, 1, 0)), 'a\r\nc\rd');
});

test('a change within a line leaves all endings alone', () => {
  const { form } = takeApart('a\r\nb\n');
  assert.equal(afterChange(form, 1, 0, 0), form);
});

test('a form is uniform when every line ends as new lines would', () => {
  assert.equal(isUniform(takeApart('a\r\nb\r\n').form), true);
  assert.equal(isUniform(takeApart('a\r\nb\n').form), false);
});
