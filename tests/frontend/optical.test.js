import assert from 'node:assert/strict';
import { test } from 'node:test';
import { alike, growthBeside, growthInside } from '../../static/src/picture/optical.js';

const line = { half: 40, top: -4, bottom: 6 };
const geometry = (more) => ({
  version: 1,
  width: 400,
  height: 200,
  lanes: [],
  nodes: [],
  edges: [],
  loops: [],
  ...more,
});
const labelled = {
  id: 'n1-n2',
  source: 'n1',
  target: 'n2',
  points: [
    [0, 100],
    [300, 100],
  ],
  label_box: { x: 20, y: 84, width: 40, height: 13 },
};

test('words with room around them grow as far as they wish, others as far as their shape lets them', () => {
  assert.equal(growthInside('rectangle', { width: 136, height: 48 }, [line], 1.125), 1.125);
  assert.equal(growthInside('rectangle', { width: 88, height: 48 }, [line], 1.125), 41 / 40);
});

test('a diamond leaves less room than a box of its size', () => {
  const size = { width: 110, height: 64 };
  assert.ok(growthInside('diamond', size, [line], 1.125) < growthInside('rectangle', size, [line], 1.125));
});

test('a label over its line grows away from it', () => {
  const { grow, y } = growthBeside(geometry({ edges: [labelled] }), [], 1.2).get('edge-n1-n2');
  assert.equal(grow, 1.2);
  assert.equal(y, 97);
});

test('a label shut in on all sides stays as it is', () => {
  const node = (id, x, y) => ({ id, x, y, width: 60, height: 10 });
  const nodes = [node('a', 10, 71.5), node('b', -43, 84), node('c', 63, 84)];
  assert.equal(growthBeside(geometry({ edges: [labelled], nodes }), [], 1.2).size, 0);
});

test('two labels do not grow into each other', () => {
  const edges = [
    labelled,
    {
      ...labelled,
      id: 'n1-n3',
      points: [
        [0, 140],
        [300, 140],
      ],
      label_box: { x: 64, y: 84, width: 40, height: 13 },
    },
  ];
  const found = growthBeside(geometry({ edges }), [], 1.2);
  const ends = edges.map(({ id, label_box: { x, width } }) => {
    const { grow, x: from } = found.get(`edge-${id}`) ?? { grow: 1, x: 0 };
    return [from + (x - from) * grow, from + (x + width - from) * grow];
  });
  assert.ok(ends[1][0] - ends[0][1] >= 3);
});

test('labels of one kind that grow grow alike, as far as that gains most, and the others stay as they are drawn', () => {
  assert.deepEqual(alike([1.2, 1.15, 1.2, 1.02, 0.95], 1.2), [1.15, 1.15, 1.15, 1, 0.95]);
  assert.deepEqual(alike([1.2, 1.2, 1.04], 1.2), [1.2, 1.2, 1]);
  assert.deepEqual(alike([1.01], 1.2), [1]);
});

test('labels of edges grow alike where one has less room than another', () => {
  const other = {
    ...labelled,
    id: 'n1-n3',
    points: [
      [0, 180],
      [300, 180],
    ],
    label_box: { x: 200, y: 164, width: 40, height: 13 },
  };
  const third = {
    ...labelled,
    id: 'n1-n4',
    points: [
      [0, 40],
      [300, 40],
    ],
    label_box: { x: 120, y: 24, width: 40, height: 13 },
  };
  const node = (id, x, y) => ({ id, x, y, width: 60, height: 10 });
  // Over the first label there is room for half of what it wishes.
  const nodes = [node('a', 10, 70.4), node('b', -44, 84), node('c', 64, 84)];
  const found = growthBeside(geometry({ edges: [labelled, other, third], nodes }), [], 1.2);
  assert.equal(new Set([...found.values()].map(({ grow }) => grow)).size, 1);
  assert.ok(found.has('edge-n1-n3') && found.has('edge-n1-n4'));
});
