import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Text } from '@codemirror/state';
import { applySplices, differenceOf, offsetAt, overlaps, rangeOf, splicesOf } from '../../static/src/code/positions.js';

const doc = Text.of(['ab', 'c😀d', '']);
const range = (line, column, end_line, end_column) => ({ line, column, end_line, end_column });

test('lines and columns count from one, columns in UTF-16 units', () => {
  assert.equal(offsetAt(doc, 2, 4), 6);
  assert.equal(doc.sliceString(offsetAt(doc, 2, 4), offsetAt(doc, 2, 5)), 'd');
});

test('a place outside the text becomes the nearest one inside', () => {
  assert.equal(offsetAt(doc, 0, 5), 0);
  assert.equal(offsetAt(doc, 1, 99), 2);
  assert.equal(offsetAt(doc, 9, 1), doc.length);
});

test('a byte-order mark takes a column of the first line and of no other', () => {
  assert.equal(offsetAt(doc, 1, 2, true), 0);
  assert.equal(offsetAt(doc, 1, 1, true), 0);
  assert.equal(offsetAt(doc, 2, 1, true), 3);
});

test('a range never ends before it begins', () => {
  assert.deepEqual(rangeOf(doc, range(2, 3, 1, 1)), { from: 5, to: 5 });
});

test('edits of the server become changes with LF only', () => {
  assert.deepEqual(splicesOf(doc, [{ ...range(1, 3, 2, 1), text: '\r\nx\r' }]), [{ from: 2, to: 3, insert: '\nx\n' }]);
});

test('splices speak of the text before all of them and keep their order at one place', () => {
  const splices = [
    { from: 3, to: 4, insert: 'X' },
    { from: 0, to: 0, insert: '1' },
    { from: 0, to: 0, insert: '2' },
  ];
  assert.equal(applySplices('abcd', splices), '12abcX');
});

test('the difference of two texts is one stretch, as short as can be', () => {
  assert.deepEqual(differenceOf('label:"a"', 'label:"bc"'), { from: 7, to: 8, insert: 'bc' });
  assert.deepEqual(differenceOf('aa', 'aaa'), { from: 2, to: 2, insert: 'a' });
});

test('equal texts have no difference', () => {
  assert.equal(differenceOf('a', 'a'), null);
});

test('what was typed at the edge of an edit touches it, and what was typed elsewhere does not', () => {
  const edit = [{ from: 4, to: 6, insert: 'x' }];
  assert.equal(overlaps([{ from: 6, to: 6 }], edit), true);
  assert.equal(overlaps([{ from: 7, to: 9 }], edit), false);
});
