import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changedPhrase } from '../../static/src/core/times.js';
import { lanesInFlowOrder } from '../../static/src/core/flow-order.js';
import { readTrace } from './traces/read.js';

test('every lane lists its nodes in the order of the flow', () => {
  const lanes = lanesInFlowOrder(readTrace('blue-green-open').diagram).map(({ label, nodes }) => [
    label,
    nodes.map(({ id }) => id),
  ]);
  assert.deepEqual(lanes, [
    ['CI Pipeline', ['n1', 'n2', 'n3', 'n4', 'n5']],
    ['Blue-Green Controller', ['n6', 'n7', 'n8', 'n9', 'n10', 'n11', 'n12', 'n13']],
    ['Load Balancer', ['n14', 'n15', 'n16', 'n17', 'n18', 'n19', 'n20']],
  ]);
});

test('a cycle that nothing leads to is listed too', () => {
  const nodes = ['a', 'b'].map((id) => ({ id, lane: 'L' }));
  const edges = [
    { source: 'a', target: 'b' },
    { source: 'b', target: 'a' },
  ];
  assert.deepEqual(
    lanesInFlowOrder({ lanes: [{ id: 'L', label: '' }], nodes, edges, loops: [] })[0].nodes.map(({ id }) => id),
    ['a', 'b'],
  );
});

test('a change of today and of yesterday is said so', () => {
  const now = new Date(2026, 10, 23, 15, 0);
  assert.equal(changedPhrase(new Date(2026, 10, 23, 14, 32), now), 'today, 14:32');
  assert.equal(changedPhrase(new Date(2026, 10, 22, 9, 5), now), 'yesterday, 09:05');
  assert.equal(changedPhrase(new Date(2026, 2, 3), now), '3 Mar 2026');
});
