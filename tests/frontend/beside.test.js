import assert from 'node:assert/strict';
import { test } from 'node:test';
import { history, isolateHistory, redo, undo } from '@codemirror/commands';
import { EditorState } from '@codemirror/state';
import { beside, codeOf, companionOf, setCompanion } from '../../static/src/code/beside.js';
import { takeApart } from '../../static/src/code/line-endings.js';

/** An editor without a view. */
class Editor {
  constructor(code, companion = {}) {
    const { text, form } = takeApart(code);
    this.state = EditorState.create({ doc: text, extensions: [history(), beside(form, companion)] });
  }

  change(spec) {
    this.state = this.state.update(spec).state;
  }

  do(command) {
    command({
      state: this.state,
      dispatch: (transaction) => {
        this.state = transaction.state;
      },
    });
  }

  get code() {
    return codeOf(this.state);
  }
}

test('undo to the start gives the original bytes, mixed endings and mark included', () => {
  const code = '\uFEFFa\r\nb\rc\nd\r\n';
  const editor = new Editor(code);
  editor.change({ changes: { from: 1, to: 6, insert: 'x\ny\nz\n' } });
  editor.change({ changes: { from: 0, to: 3 } });
  editor.change({ changes: { from: 0, insert: '\n\n' } });
  for (let step = 0; step < 3; step += 1) editor.do(undo);
  assert.equal(editor.code, code);
});

test('changes that undo takes back together give the original bytes too', () => {
  const code = 'a\rb\nc\r\nd\r\n';
  const editor = new Editor(code);
  editor.change({ changes: { from: 2, to: 4 }, userEvent: 'delete' });
  editor.change({ changes: { from: 2, to: 4 }, userEvent: 'delete' });
  editor.change({ changes: { from: 2, insert: '\n' }, userEvent: 'input.type' });
  editor.do(undo);
  editor.do(undo);
  assert.equal(editor.code, code);
});

test('redo gives the bytes that undo took', () => {
  const editor = new Editor('a\r\nb\rc\n');
  editor.change({ changes: { from: 1, to: 4 } });
  const changed = editor.code;
  editor.do(undo);
  editor.do(redo);
  assert.equal(editor.code, changed);
});

test('two changes in one transaction keep the endings between them', () => {
  const editor = new Editor('a\r\nb\rc\r\nd');
  editor.change({
    changes: [
      { from: 0, to: 2 },
      { from: 6, insert: '\n' },
    ],
  });
  assert.equal(editor.code, 'b\rc\r\n\r\nd');
});

test('the companion and the text are undone in one step', () => {
  const editor = new Editor('a', { title: 'before' });
  editor.change({ changes: { from: 1, insert: 'b' }, effects: setCompanion.of({ title: 'after' }) });
  editor.do(undo);
  assert.deepEqual([editor.code, companionOf(editor.state)], ['a', { title: 'before' }]);
});

test('a change of the companion alone is one undo step', () => {
  const editor = new Editor('a', { title: 'before' });
  editor.change({ changes: { from: 1, insert: 'b' } });
  editor.change({ effects: setCompanion.of({ title: 'after' }), annotations: isolateHistory.of('full') });
  editor.do(undo);
  assert.deepEqual([editor.code, companionOf(editor.state)], ['ab', { title: 'before' }]);
});

test('redo brings the companion back', () => {
  const editor = new Editor('a', { title: 'before' });
  editor.change({ effects: setCompanion.of({ title: 'after' }) });
  editor.do(undo);
  editor.do(redo);
  assert.deepEqual(companionOf(editor.state), { title: 'after' });
});
