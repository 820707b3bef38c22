import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Followed, placeOf, seen } from '../../static/src/pages/followed.js';

const anna = { presenter: 'a1', name: 'Anna', run: 'at=3', followers: 0 };
const ben = { presenter: 'b2', name: 'Ben', run: 'at=9', followers: 0 };
const end = { presenter: '', name: 'Anna', ended: 'gone', followers: 0 };
const geometry = {
  width: 1000,
  height: 400,
  nodes: [
    { id: 'n1', x: 0, y: 0, width: 100, height: 50 },
    { id: 'n2', x: 500, y: 200, width: 100, height: 50 },
  ],
};

test('a presenter is offered, and followed only when the person says so', () => {
  const followed = new Followed();
  assert.equal(followed.told(anna, false), 'Anna presents a run, which you can follow.');
  assert.deepEqual([followed.how, followed.presenter], ['offered', '']);
  assert.equal(followed.told({ ...anna, run: 'at=4' }, false), '');
  followed.follow();
  assert.equal(followed.presenter, 'a1');
});

test('whoever leaves can return, and is told the end only while following', () => {
  const followed = new Followed();
  followed.told(anna, false);
  followed.follow();
  assert.equal(followed.leave(), true);
  assert.equal(followed.leave(), false);
  assert.equal(followed.told({ ...anna, run: 'at=5' }, false), '');
  assert.deepEqual([followed.how, followed.presenter], ['left', '']);
  followed.follow();
  assert.equal(followed.told(end, false), 'Anna presents no longer. The run stays as it is.');
  assert.equal(followed.how, 'ended');
});

test('those who follow go along with whoever takes over', () => {
  const followed = new Followed();
  followed.told(anna, false);
  followed.follow();
  assert.equal(followed.told(ben, false), 'Ben presents now.');
  assert.equal(followed.presenter, 'b2');
});

test('a presenter who was declined is not offered again, another one is', () => {
  const followed = new Followed();
  followed.told(anna, false);
  followed.close();
  assert.equal(followed.told({ ...anna, run: 'at=6' }, false), '');
  assert.equal(followed.how, 'nobody');
  followed.told(ben, false);
  assert.equal(followed.how, 'offered');
});

test('the own presentation is offered to nobody here', () => {
  const followed = new Followed();
  assert.equal(followed.told(anna, true), '');
  assert.equal(followed.how, 'nobody');
});

test('a place is what the page sees, with the node in the middle', () => {
  const place = placeOf({ x: -400, y: -100, scale: 2 }, { width: 800, height: 600 }, geometry);
  assert.deepEqual(place, { x: 200, y: 50, width: 400, height: 300, scale: 2, drawing: [1000, 400], node: 'n2' });
  assert.equal(placeOf({ x: 0, y: 0, scale: 1 }, { width: 1, height: 1 }, geometry), null);
});

test('of the same drawing a follower sees the same part without the empty ground, of another one the node', () => {
  const place = { x: -500, y: -50, width: 2000, height: 500, scale: 0.5, drawing: [1000, 400], node: 'n2' };
  assert.deepEqual(seen(place, geometry), { box: { x: -16, y: -16, width: 1032, height: 432 }, most: 1 });
  assert.deepEqual(seen(place, { width: 500, height: 900 }), { node: 'n2' });
  assert.deepEqual(seen({ ...place, x: 5000 }, geometry), { node: 'n2' });
});
