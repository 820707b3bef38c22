import assert from 'node:assert/strict';
import { test } from 'node:test';
import { figureOf, viewAction } from '../../static/src/core/view-keys.js';

const press = (key, code, shiftKey = false) => ({ key, code, shiftKey });

test('figures without Shift are figures, and the view has 0, 1 and 2 with Shift, whatever the keyboard has on them', () => {
  for (const [plain, shifted, code] of [
    ['1', '!', 'Digit1'],
    ['&', '1', 'Digit1'],
    ['+', '1', 'Digit1'],
  ]) {
    assert.equal(figureOf(press(plain, code)), 1);
    assert.equal(figureOf(press(shifted, code, true)), 0);
    assert.equal(viewAction(press(shifted, code, true)), 'fit');
  }
  assert.equal(figureOf(press('3', 'Digit3', true)), 3);
});

test('a key that zooms without Shift has its figure with Shift', () => {
  assert.equal(figureOf(press('-', 'Digit6')), 0);
  assert.equal(viewAction(press('-', 'Digit6')), 'zoom-out');
  assert.equal(figureOf(press('6', 'Digit6', true)), 6);
});

test('the figures of a number pad are figures', () => {
  assert.equal(figureOf(press('4', 'Numpad4')), 4);
  assert.equal(figureOf(press('0', 'Numpad0')), 0);
  assert.equal(figureOf(press('a', 'KeyQ')), 0);
});
