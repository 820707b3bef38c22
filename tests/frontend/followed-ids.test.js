import assert from 'node:assert/strict';
import { test } from 'node:test';
import { followedChoices, renamedIds } from '../../static/src/player/followed-ids.js';

const node = (/** @type {string} */ id, text = id, lane = 'A') => ({ id, text, lane, shape: 'rectangle' });
const diagram = (/** @type {any[]} */ nodes, /** @type {any[]} */ edges = [], lane = 'A') =>
  /** @type {any} */ ({ lanes: [{ id: lane }], nodes, edges, loops: [] });
const edge = (/** @type {string} */ source, /** @type {string} */ target) => ({
  id: `${source}-${target}`,
  source,
  target,
});

test('choices follow the nodes and edges at which they were made', () => {
  const before = diagram([node('n1', 'A'), node('n4', 'B')], [edge('n1', 'n4')]);
  const renamed = renamedIds(before, diagram([node('n1', 'A'), node('n2', 'B')], [edge('n1', 'n2')]));
  assert.deepEqual(
    followedChoices([{ node: 'n4', visit: 1, edges: ['n1-n4'], label: 'Yes' }, { node: 'n1' }], renamed),
    [{ node: 'n2', visit: 1, edges: ['n1-n2'], label: 'Yes' }, { node: 'n1' }],
  );
});

test('nodes without a label, and in a lane with another id, are the same too', () => {
  const renamed = renamedIds(
    diagram([node('n1'), node('n4')]),
    diagram([node('n1', 'n1', 'B'), node('n2', 'n2', 'B')], [], 'B'),
  );
  assert.deepEqual([...renamed.node], [['n4', 'n2']]);
});

test('a node that is another one, removed or added is not the one before', () => {
  const before = diagram([node('n1', 'A'), node('n2', 'B')]);
  for (const after of [
    [node('n1', 'A'), node('n3', 'C')],
    [node('n1', 'A')],
    [node('n1', 'A'), node('n2', 'B'), node('n3', 'B')],
  ])
    assert.equal(renamedIds(before, diagram(after)).node.size, 0);
});
