import assert from 'node:assert/strict';
import test from 'node:test';
import {
  addBeside,
  addLoop,
  closeGaps,
  connect,
  duplicate,
  edgeLike,
  firstNode,
  firstSteps,
  freshLaneName,
  inBetween,
  insertIntoEdge,
  moveTo,
  paste,
  relabel,
  removeAll,
  shiftLane,
} from '../../static/src/core/operations.js';
import { usualSides } from '../../static/src/core/usual-sides.js';

const node = (id, lane, more = {}) => ({
  id,
  lane,
  shape: 'rectangle',
  label: id.toUpperCase(),
  owner: '',
  description: '',
  system: '',
  ...more,
});
const edge = (id, source, target) => ({ id, source, target, label: '' });
const diagram = {
  lanes: [
    { id: 'A', label: 'A' },
    { id: 'B', label: 'New lane' },
    { id: 'C', label: 'C' },
  ],
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

test('where lanes are columns, an edge goes down along its lane and sideways to others', () => {
  assert.deepEqual(usualSides(diagram, 'n1', 'n2', true), { source_side: 'bottom', target_side: 'top' });
  assert.deepEqual(usualSides(diagram, 'n1', 'n3', true), { source_side: 'right', target_side: 'left' });
});

test('to a node that stands further on an edge goes on to the right, to other lanes too', () => {
  assert.deepEqual(usualSides(diagram, 'n1', 'n3', false, 2), { source_side: 'right', target_side: 'left' });
  assert.deepEqual(usualSides(diagram, 'n1', 'n3', false, 0), { source_side: 'bottom', target_side: 'top' });
});

test('back along its lane an edge goes over the top, or over the left where lanes are columns', () => {
  assert.deepEqual(usualSides(diagram, 'n2', 'n1', false, -1), { source_side: 'top', target_side: 'top' });
  assert.deepEqual(usualSides(diagram, 'n2', 'n1', true, -1), { source_side: 'left', target_side: 'left' });
});

test('sides that were chosen are kept', () => {
  assert.deepEqual(connect(diagram, 'n1', 'n2', { target_side: 'top' }), [
    { op: 'add_edge', source: 'n1', target: 'n2', source_side: 'right', target_side: 'top' },
  ]);
});

test('a node added on the right follows, connected from right to left', () => {
  assert.deepEqual(addBeside(diagram, 'n1', 'right', 'rectangle'), [
    {
      op: 'add_node',
      lane: 'A',
      shape: 'rectangle',
      label: 'New activity',
      after: 'n1',
      connect: { node: 'n1', direction: 'from', node_side: 'right', new_side: 'left' },
    },
  ]);
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
  assert.deepEqual(
    firstNode('circle').map((operation) => operation.op),
    ['add_lane', 'add_node'],
  );
});

test('the first steps are two connected nodes in a lane whose id comes from its name', () => {
  const operations = firstSteps('Front desk', 'Ask');
  assert.deepEqual(
    operations.map((operation) => operation.op),
    ['add_lane', 'add_node', 'add_node', 'update_lane'],
  );
  assert.deepEqual(
    operations.slice(1, 3).map((operation) => operation.label),
    ['Start', 'Ask'],
  );
  assert.deepEqual(operations.at(-1), { op: 'update_lane', id: 'Lane1', label: 'Front desk', id_from_label: true });
});

test('nobody has to name the lane of the first steps', () => {
  assert.equal(firstSteps('', 'Ask').at(-1).label, 'New lane');
});

test('a new lane is offered a name that is free', () => {
  assert.equal(freshLaneName(diagram), 'New lane 2');
});

test('removing a node does not ask for its edges as well', () => {
  const selection = [
    { kind: 'node', id: 'n2' },
    { kind: 'edge', id: 'n1-n2' },
  ];
  assert.deepEqual(removeAll(diagram, selection), [{ op: 'remove_node', id: 'n2' }]);
});

test('removing a lane does not ask for its nodes as well', () => {
  const selection = [
    { kind: 'node', id: 'n1' },
    { kind: 'lane', id: 'A' },
    { kind: 'edge', id: 'n2-n3' },
  ];
  assert.deepEqual(removeAll(diagram, selection), [{ op: 'remove_lane', id: 'A' }]);
});

test('parallel edges are removed from the last to the first, because their ids are counted', () => {
  const selection = [
    { kind: 'edge', id: 'n1-n2' },
    { kind: 'edge', id: 'n1-n2-2' },
  ];
  assert.deepEqual(
    removeAll(diagram, selection).map((operation) => operation.id),
    ['n1-n2-2', 'n1-n2'],
  );
});

const refs = (...ids) => ids.map((id) => ({ kind: 'node', id }));

test('a selection is duplicated as a whole', () => {
  assert.deepEqual(duplicate(diagram, [{ kind: 'edge', id: 'n1-n2' }, ...refs('n2', 'n1')]), [
    { op: 'duplicate', nodes: ['n1', 'n2'] },
  ]);
});

test('without nodes there is nothing to duplicate', () => {
  assert.deepEqual(duplicate(diagram, [{ kind: 'lane', id: 'A' }]), []);
});

test('a step goes into an edge, in the lane of its source or another', () => {
  assert.deepEqual(insertIntoEdge('n2-n3', 'diamond'), [
    { op: 'insert_into_edge', edge: 'n2-n3', shape: 'diamond', label: 'New decision?' },
  ]);
  assert.equal(insertIntoEdge('n2-n3', 'diamond', 'B')[0].lane, 'B');
});

test('a loop takes its nodes in document order, and needs two', () => {
  assert.deepEqual(addLoop(diagram, refs('n3', 'n1')), [{ op: 'add_loop', condition: 'Repeat', nodes: ['n1', 'n3'] }]);
  assert.deepEqual(addLoop(diagram, refs('n3')), []);
});

test('what is pasted goes behind the last selected node, or into the selected lane', () => {
  assert.deepEqual(paste(diagram, refs('n3', 'n1'), 'x'), [{ op: 'paste', text: 'x', lane: 'B', after: 'n3' }]);
  assert.deepEqual(paste(diagram, [{ kind: 'lane', id: 'C' }], 'x'), [{ op: 'paste', text: 'x', lane: 'C' }]);
  assert.deepEqual(paste(diagram, [], 'x'), [{ op: 'paste', text: 'x' }]);
});

test('only a node with a way in and a way out has a gap to close', () => {
  assert.deepEqual(
    ['n1', 'n2', 'n3'].filter((id) => inBetween(diagram, id)),
    ['n2'],
  );
  assert.deepEqual(closeGaps(diagram, refs('n2')), [{ op: 'remove_node', id: 'n2', close_gap: true }]);
});

test('loops are removed from the last to the first, because their ids are counted', () => {
  const looped = { ...diagram, loops: ['loop-1', 'loop-2'].map((id) => ({ id, condition: 'x', nodes: ['n1', 'n2'] })) };
  const selection = [
    { kind: 'loop', id: 'loop-1' },
    { kind: 'loop', id: 'loop-2' },
  ];
  assert.deepEqual(removeAll(looped, selection), [
    { op: 'remove_loop', id: 'loop-2' },
    { op: 'remove_loop', id: 'loop-1' },
  ]);
});

test('the words of a loop are its condition', () => {
  assert.deepEqual(relabel({ kind: 'loop', id: 'loop-1' }, 'twice', 'once'), [
    { op: 'update_loop', id: 'loop-1', condition: 'twice' },
  ]);
  assert.deepEqual(relabel({ kind: 'lane', id: 'A' }, 'twice', 'A'), [{ op: 'update_lane', id: 'A', label: 'twice' }]);
});

test('the first name of a lane gives it its id, and later names leave that alone', () => {
  const named = (id, before) => Boolean(relabel({ kind: 'lane', id }, 'Sales team', before)[0].id_from_label);
  assert.deepEqual([named('NewLane2', 'New lane 2'), named('Lane1', 'New lane')], [true, true]);
  assert.deepEqual(
    [named('SalesTeam', 'Sales'), named('NewLane', 'Sales'), named('Office', 'New lane')],
    [false, false, false],
  );
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

test('an edge that was connected elsewhere is found among edges with the same ends', () => {
  const edge = (id, target_side, label = '') => ({
    ...{ id, source: 'n1', target: 'n3' },
    ...{ source_side: 'right', target_side, label },
  });
  const edges = [edge('n1-n3', 'left'), edge('n1-n3-2', 'top', 'No'), edge('n1-n3-3', 'top')];
  assert.equal(edgeLike({ ...edge('n1-n2', 'top', 'No') }, edges)?.id, 'n1-n3-2');
  assert.equal(edgeLike({ ...edge('n1-n2', 'left') }, edges)?.id, 'n1-n3');
  assert.equal(edgeLike({ ...edge('n1-n2', 'bottom') }, edges), undefined);
});
