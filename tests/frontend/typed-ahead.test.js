import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TypedAhead } from '../../static/src/gestures/typed-ahead.js';

const NONE = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
const press = (/** @type {TypedAhead} */ ahead, /** @type {string[]} */ ...keys) =>
  keys.map((key) => ahead.take({ ...NONE, key }));

test('what is typed for a part that is on its way is its name, also after corrections', () => {
  const ahead = new TypedAhead();
  const asked = ahead.begin();
  press(ahead, 'A', 'b', 'Backspace');
  ahead.take({ ...NONE, key: 'Enter', shiftKey: true });
  press(ahead, 'c');
  assert.deepEqual(ahead.end(asked), { typed: 'A\nc', finished: false });
});

test('after Enter no key goes into the name, nor to another part', () => {
  const ahead = new TypedAhead();
  const asked = ahead.begin();
  press(ahead, 'A', 'Enter');
  assert.deepEqual(press(ahead, '2', 'x', 'Enter', 'Delete'), [true, true, true, true]);
  assert.deepEqual(ahead.end(asked), { typed: 'A', finished: true });
});

test('commands go on while a name is typed', () => {
  const ahead = new TypedAhead();
  ahead.begin();
  assert.equal(ahead.take({ ...NONE, key: 'z', ctrlKey: true }), false);
  assert.deepEqual(press(ahead, 'ArrowRight', 'Tab'), [false, false]);
});

test('an edit that was asked for earlier takes no name away', () => {
  const ahead = new TypedAhead();
  const [earlier, asked] = [ahead.begin(), ahead.begin()];
  press(ahead, 'A');
  assert.equal(ahead.end(earlier).typed, '');
  press(ahead, 'b');
  assert.equal(ahead.end(asked).typed, 'Ab');
});

test('Escape gives the name up, and the keys after it are free', () => {
  const ahead = new TypedAhead();
  const asked = ahead.begin();
  press(ahead, 'A', 'Escape');
  assert.deepEqual(press(ahead, '2'), [false]);
  assert.equal(ahead.end(asked).typed, '');
});

test('a blank before the word that is still being typed is kept', () => {
  const ahead = new TypedAhead();
  const asked = ahead.begin();
  press(ahead, ' ', 'I', 'n', ' ');
  assert.deepEqual(ahead.end(asked), { typed: 'In ', finished: false });
});
