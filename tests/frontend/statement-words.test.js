/** Statements about runs in plain words: what is written is read back, and what may come next. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { completions, namedParts, readStatement, wordsOf } from '../../static/src/analysis/statement-words.js';

const node = (id, label) => ({ id, label, shape: 'rectangle', lane: 'L' });
const PARTS = namedParts({
  nodes: [
    node('n1', 'Begin'),
    node('n2', 'Set metric and size'),
    node('n3', 'Ship'),
    node('n4', 'Ship order'),
    node('n5', 'Say "hi", then go'),
    node('n6', 'Twice'),
    node('n7', 'Twice'),
    node('n8', ''),
  ],
  edges: [
    { id: 'n1-n2', source: 'n1', target: 'n2', label: '' },
    { id: 'n3-n4', source: 'n3', target: 'n4', label: 'Yes' },
  ],
});
const read = (text) => readStatement(text, PARTS);

for (const [words, conditions] of [
  ['Begin before Ship order', { before: ['n1', 'n4'] }],
  ['begin, then ship then Ship order', { order: ['n1', 'n3', 'n4'] }],
  ['"Ship" and "Ship order"', { visited: ['n3', 'n4'] }],
  ['Set metric and size and Ship', { visited: ['n2', 'n3'] }],
  ['Ship; without Begin and n4', { visited: ['n3'], not_visited: ['n1', 'n4'] }],
  ['ends at Ship order.', { ends_at: ['n4'] }],
  ['Ship at most 2 times', { count: { n3: { most: 2 } } }],
  ['Ship once, Begin 2 to 3 times', { count: { n3: 1, n1: { least: 2, most: 3 } } }],
  ['Begin to Set metric and size', { visited: ['n1-n2'] }],
  ['"Ship" to "Ship order" over "Yes" at least 3 times', { count: { 'n3-n4': { least: 3 } } }],
  ['Say "hi", then go, then Ship', { order: ['n5', 'n3'] }],
  ['"Twice" (n7) before n8', { before: ['n7', 'n8'] }],
])
  test(`“${words}” is read`, () => assert.deepEqual(read(words), { conditions, error: '' }));

for (const [words, error] of [
  ['', 'Write what runs do, such as: Ship order before Charge card.'],
  ['Nothing before Ship', 'There is no node or edge “Nothing”.'],
  ['Ship before', '“before” is not understood here.'],
  ['Ship before n3-n4', 'There is no node “n3-n4”.'],
  ['Ship sometimes', '“sometimes” is not understood here.'],
  ['Shipping', 'There is no node or edge “Shipping”.'],
])
  test(`“${words}” is refused in words`, () => assert.equal(read(words).error, error));

test('what is written of a statement is read as the same', () => {
  const conditions = {
    visited: ['n5', 'n3-n4'],
    not_visited: ['n8'],
    order: ['n6', 'n2'],
    before: ['n1', 'n7'],
    count: { n3: 2, n4: { least: 1, most: 4 }, n1: { most: 1 }, n2: { least: 3 } },
    ends_at: ['n4', 'n3'],
  };
  assert.deepEqual(read(wordsOf({ kind: 'never', ...conditions }, PARTS)), { conditions, error: '' });
});

test('names that go on from what is typed are offered, those first that begin so', () => {
  assert.deepEqual(completions('sh', PARTS), {
    from: 0,
    options: ['"Ship"', '"Ship order"', '"Ship" to "Ship order" over "Yes"'],
  });
  assert.deepEqual(completions('Begin before ord', PARTS).options[0], '"Ship order"');
  assert.equal(completions('Begin before ord', PARTS).from, 'Begin before '.length);
  assert.deepEqual(completions('Ship; without tw', PARTS).options, ['"Twice" (n6)', '"Twice" (n7)']);
});

test('behind a name, the words are offered that join it to others', () => {
  const { from, options } = completions('Set metric and size ', PARTS);
  assert.equal(from, 'Set metric and size'.length);
  assert.ok(options.includes(' before '));
});

test('nodes are offered where nothing is typed yet', () => {
  assert.equal(completions('', PARTS).options[0], '"Begin"');
  assert.equal(completions('Begin, then ', PARTS).options[0], '"Begin"');
});
