import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Text } from '@codemirror/state';
import { symbolAt, symbolsIn, usesOf } from '../../static/src/code/symbols.js';

const names = (line) => symbolsIn(line).map(({ kind, id, declares }) => `${declares ? '*' : ''}${kind} ${id}`);

test('an edge names its nodes and the lane of its target', () => {
  assert.deepEqual(names('  n1.handle(right) -> Big-Lane.n2.handle(left) [label="n3"]'), [
    'node n1',
    'lane Big-Lane',
    'node n2',
  ]);
});

test('an edge without blanks around its arrow names the same', () => {
  assert.deepEqual(names('n1->n2'), ['node n1', 'node n2']);
});

test('a node and a lane are declared at the begin of their lines', () => {
  assert.deepEqual(names('n7: diamond label:"n8: x"'), ['*node n7']);
  assert.deepEqual(names('Über_uns { # n1'), ['*lane Über_uns']);
});

test('a loop names its nodes, not the words of its condition', () => {
  assert.deepEqual(names('loop [n5 until n6] n1 Lane.n2'), ['node n1', 'lane Lane', 'node n2']);
});

test('comments name nothing', () => {
  assert.deepEqual(names('// n1'), []);
  assert.deepEqual(names('n1: circle // n2'), ['*node n1']);
});

test('where two names touch a place, the one behind it counts', () => {
  assert.equal(symbolAt('n1.handle(top) -> A.n2', 20)?.id, 'n2');
});

test('no name stands between others', () => {
  assert.equal(symbolAt('n1 -> n2', 4), undefined);
});

test('the uses of a name are found in the whole text', () => {
  const doc = Text.of(['A {', 'n1: circle label:"n1"', 'n1 -> n10', 'n2 -> n1', '}']);
  assert.deepEqual(
    usesOf(doc, { kind: 'node', id: 'n1' }).map(({ from }) => from),
    [4, 26, 42],
  );
});

test('only the lines that are asked for are searched', () => {
  const doc = Text.of(['n1: circle', 'n1 -> n2', 'n2 -> n1']);
  assert.equal(usesOf(doc, { kind: 'node', id: 'n1' }, 2, 2).length, 1);
});
