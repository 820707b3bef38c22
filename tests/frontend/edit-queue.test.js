import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { history, undo } from '@codemirror/commands';
import { EditorState } from '@codemirror/state';
import { api } from '../../static/src/api/client.js';
import { beside, codeOf, companionOf, setCompanion } from '../../static/src/code/beside.js';
import { createEditQueue, leftOf } from '../../static/src/session/edit-queue.js';
import { takeApart } from '../../static/src/code/line-endings.js';

/** As much of an editor as the queue needs. */
function fakeView(code) {
  const { text, form } = takeApart(code);
  const view = {
    state: EditorState.create({ doc: text, extensions: [history(), beside(form, {})] }),
    dispatch(spec) {
      view.state = view.state.update(spec).state;
    },
    type(queue, changes) {
      const transaction = view.state.update({ changes, userEvent: 'input.type' });
      view.state = transaction.state;
      queue.noteChange(transaction);
    },
    get code() {
      return codeOf(view.state);
    },
  };
  return view;
}

/** What the server was asked, each with the way to answer it. */
let asked;
beforeEach(() => {
  asked = [];
  globalThis.fetch = (path, { body }) =>
    new Promise((resolve) => {
      asked.push({
        path,
        ...JSON.parse(body),
        answer: (value) => resolve({ ok: true, status: 200, json: async () => value }),
      });
    });
});
const nextRequest = () =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

const ask = (work) => api.edit(work, [{ op: 'x' }]);

/** An answer that replaces the word at the start of the only line. */
const renamed = (before, after, rest) => ({
  code: `${after}${rest}`,
  companion: {},
  created: [],
  edits: [{ line: 1, column: 1, end_line: 1, end_column: before.length + 1, text: after }],
});

test('an edit changes the text in one undo step', async () => {
  const view = fakeView('old rest');
  const result = createEditQueue(view).run(ask);
  await nextRequest();
  asked[0].answer(renamed('old', 'new', ' rest'));
  assert.equal((await result).current, true);
  assert.equal(view.code, 'new rest');
  undo(view);
  assert.equal(view.code, 'old rest');
});

test('what was typed elsewhere meanwhile stays, and the picture of the answer is not that of the text', async () => {
  const view = fakeView('old rest');
  const queue = createEditQueue(view);
  const result = queue.run(ask);
  await nextRequest();
  view.type(queue, { from: 8, insert: '!' });
  asked[0].answer(renamed('old', 'new', ' rest'));
  assert.equal((await result).current, false);
  assert.equal(view.code, 'new rest!');
});

test('what was typed at the same place makes the server be asked again with the new text', async () => {
  const view = fakeView('old rest');
  const queue = createEditQueue(view);
  const result = queue.run(ask);
  await nextRequest();
  view.type(queue, { from: 3, insert: 'er' });
  asked[0].answer(renamed('old', 'new', ' rest'));
  await nextRequest();
  assert.equal(asked[1].code, 'older rest');
  asked[1].answer(renamed('older', 'new', ' rest'));
  await result;
  assert.equal(view.code, 'new rest');
});

test('edits are asked for one after the other, each with the text that the last one left', async () => {
  const view = fakeView('a b');
  const queue = createEditQueue(view);
  const first = queue.run(ask);
  const second = queue.run(ask);
  await nextRequest();
  assert.equal(asked.length, 1);
  asked[0].answer(renamed('a', 'A', ' b'));
  await first;
  await nextRequest();
  assert.equal(asked[1].code, 'A b');
  asked[1].answer(renamed('A', 'Z', ' b'));
  await second;
  assert.equal(view.code, 'Z b');
});

test('an edit that is refused changes nothing and lets the next one through', async () => {
  const view = fakeView('a b');
  const queue = createEditQueue(view);
  const { fetch } = globalThis;
  globalThis.fetch = async () => ({
    ok: false,
    status: 422,
    json: async () => ({ error: { code: 'edit', message: 'there is no node n9' } }),
  });
  await assert.rejects(queue.run(ask), /there is no node n9/);
  assert.equal(view.code, 'a b');
  globalThis.fetch = fetch;
  const next = queue.run(ask);
  await nextRequest();
  asked[0].answer(renamed('a', 'A', ' b'));
  await next;
  assert.equal(view.code, 'A b');
});

test('the companion of the answer comes and goes with the same undo step', async () => {
  const view = fakeView('old');
  const result = createEditQueue(view).run(ask);
  await nextRequest();
  asked[0].answer({ ...renamed('old', 'new', ''), companion: { title: 'T' } });
  await result;
  assert.deepEqual(companionOf(view.state), { title: 'T' });
  undo(view);
  assert.deepEqual(companionOf(view.state), {});
});

test('a title that was changed meanwhile stays, beside what the answer adds and takes away', async () => {
  const view = fakeView('old');
  view.dispatch({ effects: setCompanion.of({ title: 'T', layout: { fold: 900 }, description: 'D' }) });
  const result = createEditQueue(view).run(ask);
  await nextRequest();
  view.dispatch({ effects: setCompanion.of({ ...companionOf(view.state), title: 'Changed meanwhile' }) });
  asked[0].answer({ ...renamed('old', 'new', ''), companion: { title: 'T', description: 'D', scenarios: [] } });
  assert.equal((await result).current, false);
  assert.deepEqual(companionOf(view.state), { title: 'Changed meanwhile', description: 'D', scenarios: [] });
});

test('line endings of the answer are kept to the byte', async () => {
  const view = fakeView('a\r\nb\nc');
  const result = createEditQueue(view).run(ask);
  await nextRequest();
  asked[0].answer({
    code: 'a\r\nx\rb\nc',
    companion: {},
    created: [],
    edits: [{ line: 2, column: 1, end_line: 2, end_column: 1, text: 'x\r' }],
  });
  await result;
  assert.equal(view.code, 'a\r\nx\rb\nc');
});

/** A queue over a text with one edit of the person's own in its history. */
function underWay() {
  const view = fakeView('old rest');
  const queue = createEditQueue(view);
  view.type(queue, { from: 8, insert: '!' });
  return { view, queue, result: queue.run(ask) };
}

test('undo while an edit is under way waits for it and takes it back, and redo does it again', async () => {
  const { view, queue, result } = underWay();
  queue.undo();
  assert.equal(view.code, 'old rest!');
  await nextRequest();
  asked[0].answer(renamed('old', 'new', ' rest!'));
  await result;
  await queue.idle();
  assert.equal(view.code, 'old rest!');
  assert.deepEqual(queue.depth(), { undo: true, redo: true });
  queue.redo();
  assert.equal(view.code, 'new rest!');
});

test('undo takes back at once what was typed since the edit was asked for, and then waits for the edit', async () => {
  const { view, queue, result } = underWay();
  view.type(queue, { from: 9, insert: '?' });
  queue.undo();
  assert.equal(view.code, 'old rest!');
  queue.undo();
  assert.equal(view.code, 'old rest!');
  await nextRequest();
  asked[0].answer(renamed('old', 'new', ' rest!'));
  await result;
  await queue.idle();
  assert.equal(view.code, 'old rest!');
});

test('an edit that is asked for after an undo that waits comes after it', async () => {
  const { view, queue } = underWay();
  queue.undo();
  const second = queue.run(ask);
  await nextRequest();
  asked[0].answer(renamed('old', 'new', ' rest!'));
  await nextRequest();
  await nextRequest();
  assert.equal(asked[1].code, 'old rest!');
  asked[1].answer(renamed('old', 'odd', ' rest!'));
  await second;
  assert.equal(view.code, 'odd rest!');
});

test('the first edit can be taken back while it is under way', async () => {
  const view = fakeView('old');
  const queue = createEditQueue(view);
  assert.deepEqual(queue.depth(), { undo: false, redo: false });
  queue.run(ask);
  assert.deepEqual(queue.depth(), { undo: true, redo: false });
  queue.undo();
  assert.deepEqual(queue.depth(), { undo: true, redo: true });
});

test('an edit without an answer is known with its operations until the text has it', async () => {
  const view = fakeView('old rest');
  const queue = createEditQueue(view);
  const result = queue.run(ask, [{ op: 'x' }]);
  await nextRequest();
  assert.deepEqual(queue.unanswered(), [[{ op: 'x' }]]);
  asked[0].answer(renamed('old', 'new', ' rest'));
  await result;
  await nextRequest();
  assert.deepEqual(queue.unanswered(), []);
});

test('of the edits that wait, those are left that were not taken back', () => {
  const edit = (op) => ({ kind: 'edit', operations: [{ op }] });
  const undo = { kind: 'undo' };
  const redo = { kind: 'redo' };
  const names = (line) =>
    leftOf(line)
      .flat()
      .map(({ op }) => op)
      .join('');
  assert.equal(names([edit('a'), edit('b'), undo]), 'a');
  assert.equal(names([edit('a'), undo, edit('b')]), 'b');
  assert.equal(names([edit('a'), undo, redo]), 'a');
  assert.equal(names([edit('a'), undo, edit('b'), redo]), 'b', 'a redo after another edit brings nothing back');
  assert.equal(names([undo, edit('a'), { kind: 'edit' }]), 'a');
});
