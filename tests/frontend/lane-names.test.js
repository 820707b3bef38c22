import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setName } from '../../static/src/picture/lane-names.js';

const measure = (text) => [...text].length * 0.5;
const set = (name, width, height) => setName(name, { width, height }, 12, measure);

test('a name stands on one line where it fits', () => {
  assert.deepEqual(set('Lane 1', 40, 16), { lines: ['Lane 1'], size: 12, cut: false });
});

test('a longer name breaks between its words', () => {
  assert.deepEqual(set('Permission service', 64, 40), { lines: ['Permission', 'service'], size: 12, cut: false });
});

test('a word becomes smaller before it is cut', () => {
  assert.deepEqual(set('Applications', 60, 40), { lines: ['Applications'], size: 10, cut: false });
});

test('a name in a low lane becomes smaller before it loses a line', () => {
  assert.deepEqual(set('Permission service', 64, 26), { lines: ['Permission', 'service'], size: 10, cut: false });
});

test('what does not fit at nine pixels ends in three points', () => {
  assert.deepEqual(set('Unterabteilungsleitung', 60, 40), { lines: ['Unterabteilu…'], size: 9, cut: true });
  assert.deepEqual(set('Permission service', 64, 12), { lines: ['Permission…'], size: 9, cut: true });
});

test('a lane too low for any words has none', () => {
  assert.deepEqual(set('Lane', 60, 5), { lines: [], size: 9, cut: true });
});

test('a name in a script without spaces breaks between its signs', () => {
  assert.deepEqual(set('客户服务部', 18, 60), { lines: ['客户服', '务部'], size: 12, cut: false });
});
