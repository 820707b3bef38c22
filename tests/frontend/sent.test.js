import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSent } from '../../static/src/saving/sent.js';
import { fingerprint } from '../../static/src/session/work.js';

const work = (/** @type {string} */ code, companion = {}) => ({ code, companion });

test('what was sent is known again in the form in which the server stores it', () => {
  const sent = createSent();
  sent.note(work('a', { title: '', layout: { b: 1, a: [{ y: 1, x: 2 }] }, captions: {} }));
  assert.equal(sent.has(work('a', { layout: { a: [{ x: 2, y: 1 }], b: 1 } })), true);
});

test('what somebody else sent is not known', () => {
  const sent = createSent();
  sent.note(work('a'));
  assert.equal(sent.has(work('b')), false);
  assert.equal(sent.has(work('a', { title: 'T' })), false);
});

test('a page goes on with what the page before it had sent', () => {
  const before = createSent();
  before.note(work('a'));
  const sent = createSent();
  sent.inherit(before.all());
  assert.equal(sent.has(work('a')), true);
  sent.clear();
  assert.equal(sent.has(work('a')), false);
});

test('of many that were sent the last ones are known', () => {
  const sent = createSent();
  for (let index = 0; index < 25; index += 1) sent.note(work(`${index}`));
  assert.equal(sent.has(work('24')), true);
  assert.equal(sent.has(work('0')), false);
});

test('texts that differ in one place have different names', () => {
  const names = new Set(Array.from({ length: 2000 }, (_, index) => fingerprint(work(`n${index} -> n${index + 1}`))));
  assert.equal(names.size, 2000);
});
