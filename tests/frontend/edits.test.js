import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Edits } from '../../static/src/gestures/edits.js';
import { TypedAhead } from '../../static/src/gestures/typed-ahead.js';

const NODE = /** @type {const} */ ({ kind: 'node', id: 'n4' });
const EDGE = /** @type {const} */ ({ kind: 'edge', id: 'n3-n4' });

globalThis.document = /** @type {any} */ ({ activeElement: null });
globalThis.HTMLButtonElement = /** @type {any} */ (class {});

/** As much of a context as edits need, and what was seen: `asked` are the edits, each with the way to answer it. */
function withEdits() {
  const seen = {
    /** @type {any[]} */ asked: [],
    /** @type {any[]} */ messages: [],
    /** @type {any[]} */ selected: [],
    /** @type {any[]} */ named: [],
    stays: true,
  };
  const context = /** @type {any} */ ({
    locked: false,
    typedAhead: new TypedAhead(),
    bus: { emit: (/** @type {string} */ name, /** @type {any} */ { message }) => seen.messages.push(message) },
    state: {
      selection: [],
      here: () => ({
        get stays() {
          return seen.stays;
        },
      }),
      find: () => ({ label: 'New activity' }),
      selectFor: (/** @type {any} */ refs) => seen.selected.push(refs),
    },
    stage: { box: () => null },
    giveBack: (/** @type {string} */ typed, /** @type {string} */ why) => seen.messages.push(`${typed}: ${why}`),
  });
  const edits = new Edits(
    context,
    (operations) =>
      new Promise((done, refused) => {
        seen.asked.push({ operations, done, refused });
      }),
  );
  edits.name = (...asked) => Boolean(seen.named.push(asked));
  const type = (/** @type {string} */ text) => {
    for (const key of text)
      context.typedAhead.take({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false });
  };
  return { context, edits, seen, type };
}

const ADD = [{ op: 'add_node', lane: 'A', shape: 'rectangle' }];

test('who asks for an edit learns what it created', async () => {
  const { edits, seen } = withEdits();
  const asked = edits.ask(ADD);
  seen.asked[0].done({ created: [NODE] });
  assert.deepEqual(await asked, { done: true, created: [NODE], refusal: '' });
});

test('each of two edits under way gets its own answer, also with equal operations', async () => {
  const { edits, seen } = withEdits();
  const both = [edits.ask(ADD), edits.ask(ADD)];
  seen.asked[1].refused(new Error('not today'));
  seen.asked[0].done({ created: [NODE] });
  assert.deepEqual(
    (await Promise.all(both)).map(({ done, refusal }) => [done, refusal]),
    [
      [true, ''],
      [false, 'not today'],
    ],
  );
});

test('a refusal is told once, and whoever asked goes on without an error', async () => {
  const { edits, seen } = withEdits();
  const asked = edits.ask(ADD, { selectCreated: true });
  seen.asked[0].refused(new Error('there is no lane A'));
  assert.deepEqual(await asked, { done: false, created: [], refusal: 'there is no lane A' });
  assert.deepEqual([seen.messages, seen.selected], [['there is no lane A'], []]);
});

test('nothing is asked of the server during a run, nor without operations', async () => {
  const { context, edits, seen } = withEdits();
  assert.deepEqual(await edits.ask([]), { done: false, created: [], refusal: '' });
  context.locked = true;
  assert.match((await edits.ask(ADD)).refusal, /during a run/);
  assert.deepEqual([seen.asked, seen.messages], [[], []]);
});

test('what an edit made is selected, nodes before edges, and its name is opened with what was typed', async () => {
  const { edits, seen, type } = withEdits();
  const asked = edits.ask(ADD, { selectCreated: true, renameCreated: true });
  type('Pay');
  seen.asked[0].done({ created: [EDGE, NODE] });
  await asked;
  assert.deepEqual([seen.selected, seen.named], [[[NODE]], [[NODE, 'Pay', false]]]);
});

test('whoever went on elsewhere is left there, and the name that was typed is given without a field', async () => {
  const { edits, seen, type } = withEdits();
  const asked = edits.ask(ADD, { selectCreated: true, renameCreated: true });
  type('Pay');
  seen.stays = false;
  seen.asked[0].done({ created: [NODE] });
  await asked;
  assert.deepEqual([seen.selected, seen.named], [[], []]);
  assert.deepEqual(seen.asked[1].operations, [{ op: 'update_node', id: 'n4', label: 'Pay' }]);
});

test('a name that was typed for what was refused is given back, with the reason', async () => {
  const { edits, seen, type } = withEdits();
  const asked = edits.ask(ADD, { renameCreated: true });
  type('Pay');
  seen.asked[0].refused(new Error('not today'));
  await asked;
  assert.deepEqual(seen.messages, ['Pay: not today']);
});

test('a name that was typed for a part without a field is given back', async () => {
  const { edits, seen, type } = withEdits();
  edits.name = () => false;
  const asked = edits.ask(ADD, { renameCreated: true });
  type('Pay');
  seen.asked[0].done({ created: [NODE] });
  await asked;
  assert.deepEqual(seen.messages, ['Pay: the new part could not be named.']);
});
