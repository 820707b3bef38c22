import assert from 'node:assert/strict';
import test from 'node:test';
import { addBeside, addLane, connect, duplicate, firstNode, moveTo, removeAll, shiftLane, usualSides } from '../../static/src/core/operations.js';

const node = (id, lane, more = {}) => ({ id, lane, shape: 'rectangle', label: id.toUpperCase(), owner: '', description: '', system: '', ...more });
const edge = (id, source, target) => ({ id, source, target, label: '' });
const diagram = {
  lanes: [{ id: 'A', label: 'A' }, { id: 'B', label: 'New lane' }, { id: 'C', label: 'C' }],
  nodes: [node('n1', 'A'), node('n2', 'A', { owner: 'Ann' }), node('n3', 'B')],
  edges: [edge('n1-n2', 'n1', 'n2'), edge('n1-n2-2', 'n1', 'n2'), edge('n2-n3', 'n2', 'n3')],
  loops: [],
};

test('along a lane an edge goes from right to left', () => {
  assert.deepEqual(usualSides(diagram, 'n1', 'n2'), { source_side: 'right', target_side: 'left' });
});

test('to a lower lane an edge goes from bottom to top, to a higher one from top to bottom', () => {
  assert.deepEqual(usualSides(diagram, 'n1', 'n3'), { source_side: 'bottom', target_side: 'top' });
  assert.deepEqual(usualSides(diagram, 'n3', 'n1'), { source_side: 'top', target_side: 'bottom' });
});

test('sides that were chosen are kept', () => {
  assert.deepEqual(connect(diagram, 'n1', 'n2', { target_side: 'top' }), [{ op: 'add_edge', source: 'n1', target: 'n2', source_side: 'right', target_side: 'top' }]);
});

test('a node added on the right follows, connected from right to left', () => {
  assert.deepEqual(addBeside(diagram, 'n1', 'right', 'rectangle'), [{
    op: 'add_node', lane: 'A', shape: 'rectangle', label: 'New step', after: 'n1',
    connect: { node: 'n1', direction: 'from', node_side: 'right', new_side: 'left' },
  }]);
});

test('a node added on the left comes before', () => {
  assert.equal(addBeside(diagram, 'n2', 'left', 'circle')[0].connect.direction, 'to');
});

test('a node added in another lane follows no node of that lane', () => {
  const [operation] = addBeside(diagram, 'n1', 'bottom', 'rectangle', { lane: 'B' });
  assert.equal(operation.lane, 'B');
  assert.equal('after' in operation, false);
});

test('the first node of an empty document brings its lane', () => {
  assert.deepEqual(firstNode('circle').map((operation) => operation.op), ['add_lane', 'add_node']);
});

test('a new lane takes a name that is free', () => {
  assert.deepEqual(addLane(diagram), [{ op: 'add_lane', label: 'New lane 2' }]);
});

test('removing a node does not ask for its edges as well', () => {
  const selection = [{ kind: 'node', id: 'n2' }, { kind: 'edge', id: 'n1-n2' }];
  assert.deepEqual(removeAll(diagram, selection), [{ op: 'remove_node', id: 'n2' }]);
});

test('removing a lane does not ask for its nodes as well', () => {
  const selection = [{ kind: 'node', id: 'n1' }, { kind: 'lane', id: 'A' }, { kind: 'edge', id: 'n2-n3' }];
  assert.deepEqual(removeAll(diagram, selection), [{ op: 'remove_lane', id: 'A' }]);
});

test('parallel edges are removed from the last to the first, because their ids are counted', () => {
  const selection = [{ kind: 'edge', id: 'n1-n2' }, { kind: 'edge', id: 'n1-n2-2' }];
  assert.deepEqual(removeAll(diagram, selection).map((operation) => operation.id), ['n1-n2-2', 'n1-n2']);
});

test('a copy keeps the words of a node and leaves out the empty ones', () => {
  assert.deepEqual(duplicate(diagram, [{ kind: 'node', id: 'n2' }]), [{ op: 'add_node', lane: 'A', shape: 'rectangle', after: 'n2', label: 'N2', owner: 'Ann' }]);
});

test('only nodes of other lanes are moved', () => {
  assert.deepEqual(moveTo(diagram, ['n1', 'n3'], 'B'), [{ op: 'move_node', id: 'n1', lane: 'B' }]);
});

test('a lane moves up before its neighbour and down behind it', () => {
  assert.deepEqual(shiftLane(diagram, 'B', -1), [{ op: 'move_lane', id: 'B', before: 'A' }]);
  assert.deepEqual(shiftLane(diagram, 'A', 1), [{ op: 'move_lane', id: 'A', before: 'C' }]);
  assert.deepEqual(shiftLane(diagram, 'B', 1), [{ op: 'move_lane', id: 'B', before: null }]);
});

test('the first lane cannot move up', () => {
  assert.deepEqual(shiftLane(diagram, 'A', -1), []);
});
