import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sameJson, sameWork, withChanges } from '../../static/src/session/work.js';

test('the order of fields makes no difference', () => {
  assert.equal(
    sameJson({ title: 'T', layout: { a: 1, b: [1, 2] } }, { layout: { b: [1, 2], a: 1 }, title: 'T' }),
    true,
  );
});

test('the order of a list does', () => {
  assert.equal(sameJson([1, 2], [2, 1]), false);
});

test('a field more or less is a difference', () => {
  assert.equal(sameJson({ a: 1 }, { a: 1, b: undefined }), false);
  assert.equal(sameJson({ a: null }, { b: null }), false);
});

test('work is the same only when text and companion are', () => {
  assert.equal(sameWork({ code: 'a', companion: {} }, { code: 'a', companion: { title: 'T' } }), false);
  assert.equal(sameWork({ code: 'a', companion: {} }, { code: 'a', companion: {} }), true);
});

test('what an answer changed is put over what was changed meanwhile', () => {
  const asked = { title: 'Old', captions: { n1: 'x' }, layout: { fold: 1 } };
  const answer = { title: 'Old', layout: { fold: 2 } };
  assert.deepEqual(withChanges({ ...asked, title: 'New' }, asked, answer), { title: 'New', layout: { fold: 2 } });
});
