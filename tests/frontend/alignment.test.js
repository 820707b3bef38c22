import assert from 'node:assert/strict';
import { test } from 'node:test';
import { align, differenceWithin, hunks } from '../../static/src/dialogs/alignment.js';

const drawn = (rows) =>
  rows.map(({ left, right }) => `${left ? left.mark + left.text : '.'}|${right ? right.mark + right.text : '.'}`);

test('equal texts stand side by side without a mark', () => {
  assert.deepEqual(drawn(align('a\nb', 'a\r\nb')), ['a|a', 'b|b']);
});

test('a changed line stands beside what it became', () => {
  assert.deepEqual(drawn(align('a\nb\nc', 'a\nB\nc')), ['a|a', '~b|~B', 'c|c']);
});

test('an added line stands beside a gap', () => {
  assert.deepEqual(drawn(align('a\nc', 'a\nb\nc')), ['a|a', '.|+b', 'c|c']);
});

test('a removed line stands beside a gap', () => {
  assert.deepEqual(drawn(align('a\nb\nc', 'a\nc')), ['a|a', '-b|.', 'c|c']);
});

test('lines that both have hold a changed stretch together', () => {
  assert.deepEqual(drawn(align('1\nx\n2\ny', '3\nx\n4\ny\n5')), ['~1|~3', 'x|x', '~2|~4', 'y|y', '.|+5']);
});

test('each side counts its own lines', () => {
  const last = align('a\nc', 'a\nb\nc').at(-1);
  assert.deepEqual([last.left.number, last.right.number], [2, 3]);
});

test('texts too long to compare line by line are still shown whole', () => {
  const long = (word) => Array.from({ length: 2100 }, (_, index) => `${word} ${index}`).join('\n');
  assert.equal(align(long('a'), long('b')).length, 2100);
});

test('only what differs is shown, with lines around it', () => {
  const before = Array.from({ length: 20 }, (_, index) => `line ${index}`);
  const after = before.with(1, 'other').with(18, 'other');
  assert.deepEqual(
    hunks(align(before.join('\n'), after.join('\n')), 2).map((group) => group.length),
    [4, 4],
  );
});

test('differences near each other stand in one group, each line once', () => {
  const groups = hunks(align('a\nb\nc\nd\ne', 'a\nB\nc\nd\nE'), 2);
  assert.deepEqual(
    groups.map((group) => group.length),
    [5],
  );
});

test('in a changed line only what differs is stressed', () => {
  assert.deepEqual(differenceWithin('label:"Build it"', 'label:"Build new"'), { from: 13, to: 15 });
});
