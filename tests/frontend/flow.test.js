import assert from 'node:assert/strict';
import test from 'node:test';
import { describe, endOf, nearest, startOf, step } from '../../static/src/picture/flow.js';

const node = (id, lane, shape, label) => ({ id, lane, shape, label, text: label });
const edge = (source, target, label = '') => ({
  id: `${source}-${target}`,
  source,
  target,
  label,
  source_side: 'right',
  target_side: 'left',
});
const diagram = {
  lanes: [
    { id: 'A', label: 'Shop' },
    { id: 'B', label: '' },
  ],
  nodes: [
    node('n1', 'A', 'circle', 'Start'),
    node('n2', 'A', 'diamond', 'In stock?'),
    node('n3', 'A', 'rectangle', 'Pack'),
    node('n4', 'B', 'rectangle', 'Order'),
    node('n5', 'A', 'circle', 'End'),
    node('n6', 'B', 'rectangle', 'Alone'),
  ],
  edges: [edge('n1', 'n2'), edge('n2', 'n3', 'Yes'), edge('n2', 'n4', 'No'), edge('n3', 'n5'), edge('n4', 'n5')],
  loops: [],
};
const nodeAt = (id, x, y) => ({ id, x, y, width: 100, height: 40 });
const geometry = {
  nodes: [
    nodeAt('n1', 0, 0),
    nodeAt('n2', 200, 0),
    nodeAt('n3', 400, 0),
    nodeAt('n4', 200, 200),
    nodeAt('n5', 600, 0),
    nodeAt('n6', 400, 200),
  ],
};

test('Home goes to the start event and End to the end event', () => {
  assert.equal(step(diagram, geometry, 'n3', 'Home'), 'n1');
  assert.equal(step(diagram, geometry, 'n3', 'End'), 'n5');
});

test('any key begins at the start when nothing is selected', () => {
  assert.equal(step(diagram, geometry, null, 'ArrowRight'), 'n1');
});

test('right follows the flow along its first branch', () => {
  assert.equal(step(diagram, geometry, 'n2', 'ArrowRight'), 'n3');
});

test('right does not go back to where one came from, as long as another branch leads on', () => {
  const retried = { ...diagram, edges: [edge('n1', 'n2'), edge('n2', 'n1', 'Again'), edge('n2', 'n3', 'Good')] };
  assert.equal(step(retried, geometry, 'n2', 'ArrowRight', 'n1'), 'n3');
  assert.equal(step(retried, geometry, 'n2', 'ArrowRight'), 'n1');
  const reply = { ...diagram, edges: [edge('n1', 'n2'), edge('n2', 'n1')] };
  assert.equal(step(reply, geometry, 'n2', 'ArrowRight', 'n1'), 'n1');
});

test('left goes back to where one came from', () => {
  assert.equal(step(diagram, geometry, 'n5', 'ArrowLeft', 'n4'), 'n4');
  assert.equal(step(diagram, geometry, 'n5', 'ArrowLeft'), 'n3');
});

test('down and up go from branch to branch', () => {
  assert.equal(step(diagram, geometry, 'n3', 'ArrowDown', 'n2'), 'n4');
  assert.equal(step(diagram, geometry, 'n4', 'ArrowUp', 'n2'), 'n3');
});

test('where the flow has nothing, the arrows go to the nearest node in their direction', () => {
  assert.equal(step(diagram, geometry, 'n6', 'ArrowLeft'), 'n4');
  assert.equal(step(diagram, geometry, 'n3', 'ArrowUp', 'n2'), null);
});

test('the nearest node below is one rather below than beside', () => {
  assert.equal(nearest(geometry, 'n2', 'ArrowDown'), 'n4');
  assert.equal(nearest({ nodes: [nodeAt('n1', 0, 0), nodeAt('n2', 500, 200)] }, 'n1', 'ArrowDown'), null);
});

test('a diagram without edges starts and ends somewhere', () => {
  const loose = { ...diagram, edges: [] };
  assert.equal(startOf(loose), 'n1');
  assert.equal(endOf(loose), 'n1');
});

test('an empty diagram has neither start nor end', () => {
  const empty = { lanes: [], nodes: [], edges: [], loops: [] };
  assert.equal(step(empty, { nodes: [] }, null, 'ArrowRight'), null);
});

test('a node is announced with label, shape, lane and branch', () => {
  assert.equal(describe(diagram, 'n4', 'n2'), 'Order, activity, lane B, 2 of 2 branches, on No');
});

test('a decision says to how many nodes it leads', () => {
  assert.equal(describe(diagram, 'n2'), 'In stock?, decision, lane Shop, leads to 2 nodes');
});

test('an end says that it leads nowhere', () => {
  assert.equal(describe(diagram, 'n5'), 'End, event, lane Shop, leads nowhere');
});
