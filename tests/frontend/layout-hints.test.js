import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  foldFor,
  letGo,
  movedAmong,
  movedPhrase,
  offsetPhrase,
  shifted,
  withHint,
} from '../../static/src/core/layout-hints.js';

test('a wish stands in the hints, and what is usual does not', () => {
  assert.deepEqual(withHint('density', 'compact')({ fold: 1400 }), { fold: 1400, density: 'compact' });
  assert.deepEqual(withHint('fold', undefined)({ fold: 1400, density: 'compact' }), { density: 'compact' });
});

test('a node is moved from where it is', () => {
  assert.deepEqual(shifted(['n1'], { columns: 1, rows: -1 })({ nodes: { n1: { column: 1 } } }), {
    nodes: { n1: { column: 2, row: -1 } },
  });
});

test('a node moved back to its place was never moved', () => {
  assert.deepEqual(shifted(['n1'], { columns: -1, rows: 0 })({ nodes: { n1: { column: 1 } }, fold: 900 }), {
    fold: 900,
  });
});

test('no node is moved further than the server allows', () => {
  assert.deepEqual(shifted(['n1'], { columns: 40, rows: 0 })({ nodes: { n1: { column: 40 } } }), {
    nodes: { n1: { column: 50 } },
  });
});

test('to let go forgets these nodes alone', () => {
  assert.deepEqual(letGo(['n1'])({ nodes: { n1: { row: 1 }, n2: { row: 2 } } }), { nodes: { n2: { row: 2 } } });
  assert.deepEqual(letGo(['n1', 'n2'])({ nodes: { n1: { row: 1 }, n2: { row: 2 } } }), {});
});

test('what was moved is told in words, as it looks on the page', () => {
  assert.equal(movedPhrase({ nodes: { n1: { column: 2, row: -1 } } }, 'n1'), '2 columns right, 1 row up');
  assert.equal(movedPhrase({ nodes: { n1: { column: 2 } }, direction: 'down' }, 'n1'), '2 rows down');
  assert.equal(movedPhrase(undefined, 'n1'), '');
  assert.equal(offsetPhrase({ columns: -1, rows: 0 }), '1 column left');
});

test('those that were moved are found among others', () => {
  assert.deepEqual(movedAmong({ nodes: { n2: { row: 1 } } }, ['n1', 'n2']), ['n2']);
});

test('a drawing is folded to fit the window, and never below 480 pixels', () => {
  assert.equal(foldFor(750), 1000);
  assert.equal(foldFor(200), 480);
});
