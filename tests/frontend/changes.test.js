import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changesBetween, partsOf } from '../../static/src/picture/changes.js';

/** @param {object} [changed] */
const geometry = (changed = {}) =>
  /** @type {any} */ ({
    version: 1,
    width: 400,
    height: 100,
    lanes: [{ id: 'A', label: 'A', x: 0, y: 0, width: 400, height: 100 }],
    nodes: [
      { id: 'n1', x: 100, y: 20, width: 60, height: 40 },
      { id: 'n2', x: 200, y: 20, width: 60, height: 40 },
    ],
    edges: [
      {
        id: 'n1-n2',
        points: [
          [160, 40],
          [200, 40],
        ],
        label_box: null,
      },
    ],
    ...changed,
  });
const changes = (/** @type {any} */ after, options = {}) =>
  changesBetween(partsOf(geometry()), partsOf(after), options).map(({ id, how }) => `${id} ${how}`);

test('a drawing that is the same has no changes', () => {
  assert.deepEqual(changes(geometry()), []);
});

test('nodes and edges that only stand elsewhere glide', () => {
  const after = geometry({
    nodes: geometry().nodes.map((/** @type {any} */ node) => ({ ...node, y: 30 })),
    edges: [
      {
        id: 'n1-n2',
        points: [
          [160, 50],
          [200, 50],
        ],
        label_box: null,
      },
    ],
  });
  assert.deepEqual(changes(after), ['node-n1 glide', 'node-n2 glide', 'edge-n1-n2 glide']);
});

test('an edge that runs another way gives way to the new one, and a lane stretches', () => {
  const after = geometry({
    lanes: [{ id: 'A', label: 'A', x: 0, y: 0, width: 400, height: 140 }],
    edges: [
      {
        id: 'n1-n2',
        points: [
          [160, 40],
          [180, 40],
          [180, 60],
          [200, 60],
        ],
        label_box: null,
      },
    ],
  });
  assert.deepEqual(changes(after), ['lane-A stretch', 'edge-n1-n2 swap']);
});

test('what came appears, what is gone leaves, and what is nowhere in sight is left alone', () => {
  const [n1] = geometry().nodes;
  const after = geometry({ nodes: [n1, { id: 'n3', x: 900, y: 20, width: 60, height: 40 }], edges: [] });
  assert.deepEqual(changes(after), ['node-n3 appear', 'node-n2 leave', 'edge-n1-n2 leave']);
  assert.deepEqual(changes(after, { seen: (/** @type {any} */ box) => box.x < 150 }), []);
});

test('what is moving goes on from where it stands', () => {
  const standing = (/** @type {string} */ id, /** @type {any} */ box) => (id === 'node-n1' ? { ...box, x: 130 } : box);
  assert.deepEqual(changes(geometry(), { standing }), ['node-n1 glide']);
});
