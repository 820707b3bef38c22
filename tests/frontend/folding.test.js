import assert from 'node:assert/strict';
import { test } from 'node:test';
import { foldsToRead, opensFolded, tooWide } from '../../static/src/core/folding.js';

const window = { width: 900, height: 600 };
const edges = (count) => Array.from({ length: count }, () => ({}));
const drawing = (width, height = 600, more = {}) => ({ width, height, ...more });

test('a drawing is too wide where one line would have words below 9 px, unless its lanes stand', () => {
  assert.equal(tooWide(drawing(1200), window), false);
  assert.equal(tooWide(drawing(1201), window), true);
  assert.equal(tooWide(drawing(9000, 600, { direction: 'down' }), window), false);
});

test('it is folded where one line shows less than two thirds of it', () => {
  assert.equal(foldsToRead(drawing(1800), window, false), false);
  assert.equal(foldsToRead(drawing(1801), window, false), true);
});

test('it is not folded where a row would be higher than the window', () => {
  assert.equal(foldsToRead(drawing(9000, 800), window, false), true);
  assert.equal(foldsToRead(drawing(9000, 801), window, false), false);
});

test('in a narrow window whatever is too wide is folded', () => {
  assert.equal(foldsToRead(drawing(1201, 3000), window, true), true);
  assert.equal(foldsToRead(drawing(1200, 3000), window, true), false);
});

test('a folded drawing is not folded again', () => {
  assert.equal(foldsToRead(drawing(9000, 600, { rows: 2 }), window, true), false);
});

test('the editor opens what is laid out for a window in one line, and larger diagrams folded', () => {
  assert.equal(opensFolded(drawing(9000, 600, { edges: edges(36) }), window), false);
  assert.equal(opensFolded(drawing(9000, 600, { edges: edges(37) }), window), true);
});
