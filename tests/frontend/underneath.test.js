import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EditorState } from '@codemirror/state';
import { beside } from '../../static/src/code/beside.js';
import { takeApart } from '../../static/src/code/line-endings.js';
import { underneath } from '../../static/src/code/underneath.js';

/** @param {string} code */
const stateOf = (code) => {
  const { text, form } = takeApart(code);
  return EditorState.create({ doc: text, extensions: beside(form, {}) });
};

/** @param {string} mine @param {string} theirs @param {string} base */
const both = (mine, theirs, base) => {
  const state = stateOf(mine);
  const changes = underneath(state, theirs, base);
  return changes && state.update({ changes }).state.doc.toString();
};

test('where nothing was changed here the other text is taken whole', () => {
  assert.equal(both('a\nb', 'x\nb\nc', 'a\nb'), 'x\nb\nc');
});

test('changes at two places are both kept', () => {
  assert.equal(both('a\nb\nmine', 'theirs\nb\nc', 'a\nb\nc'), 'theirs\nb\nmine');
});

test('two changes of the same place cannot both be made', () => {
  assert.equal(both('a\nmine\nc', 'a\ntheirs\nc', 'a\nb\nc'), null);
});

test('texts whose lines end differently are not put together', () => {
  assert.equal(both('a\r\nb\nmine', 'theirs\r\nb\nc', 'a\r\nb\nc'), null);
});
