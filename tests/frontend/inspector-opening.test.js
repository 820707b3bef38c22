import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asAskedFor, isOpen, withSelection } from '../../static/src/frame/inspector-opening.js';
import { isUnderInspector } from '../../static/src/frame/over-canvas.js';

const FRESH = { wanted: true, over: false };
const opens = (opening, standing, selected) => isOpen(withSelection(opening, standing, selected), standing);

test('beside the canvas the inspector is open whatever is selected', () => {
  assert.equal(isOpen(FRESH, 'beside'), true);
  assert.equal(opens(FRESH, 'beside', true), true);
  assert.equal(opens(FRESH, 'beside', false), true);
});

test('over the canvas it opens with a selection and closes with it', () => {
  assert.equal(isOpen(FRESH, 'over'), false);
  const open = withSelection(FRESH, 'over', true);
  assert.equal(isOpen(open, 'over'), true);
  assert.equal(opens(open, 'over', false), false);
});

test('on a phone a button opens it, and it closes with the selection', () => {
  assert.equal(opens(FRESH, 'below', true), false);
  const open = asAskedFor(FRESH, 'below', true);
  assert.equal(opens(open, 'below', true), true);
  assert.equal(opens(open, 'below', false), false);
});

test('whoever closes it is not asked again until they open it', () => {
  const closed = asAskedFor(withSelection(FRESH, 'over', true), 'over', false);
  assert.equal(opens(closed, 'over', true), false);
  assert.equal(isOpen(closed, 'beside'), false);
  const opened = asAskedFor(closed, 'over', true);
  assert.equal(isOpen(opened, 'over'), true);
  assert.equal(opens(withSelection(opened, 'over', false), 'over', true), true);
});

test('a sheet that is put away on a phone says nothing of wider pages', () => {
  assert.equal(isOpen(asAskedFor(FRESH, 'below', false), 'beside'), true);
});

test('what reaches to the right border of the canvas is under the inspector', () => {
  const view = { x: 100, scale: 0.5 };
  assert.equal(isUnderInspector({ x: 1000, y: 0, width: 144, height: 40 }, view, { width: 960 }), false);
  assert.equal(isUnderInspector({ x: 1000, y: 0, width: 145, height: 40 }, view, { width: 960 }), true);
});
