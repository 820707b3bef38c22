import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextRow } from '../../static/src/frame/problems.js';

const problem = (line, message = `problem of line ${line}`) => ({ code: 'syntax', message, line });
const [first, second, third] = [problem(1), problem(2), problem(3)];

test('a problem that is still there keeps the keyboard, wherever it stands in the list', () => {
  assert.equal(nextRow([first, second], [problem(9), first, second], 1), 2);
});

test('after a fix the keyboard is at the problem that followed', () => {
  assert.equal(nextRow([first, second, third], [first, third], 1), 1);
});

test('after a fix of the last one it is at the last that is left', () => {
  assert.equal(nextRow([first, second], [first], 1), 0);
});

test('after the last fix of all there is no place', () => {
  assert.equal(nextRow([first], [], 0), -1);
});
