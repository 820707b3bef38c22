import assert from 'node:assert/strict';
import test from 'node:test';
import { fragmentOf } from '../../static/src/core/fragment.js';

const node = (id, lane, more = {}) => ({
  id,
  lane,
  shape: 'rectangle',
  label: '',
  owner: '',
  description: '',
  system: '',
  ...more,
});
const edge = (source, target, label = '') => ({
  id: `${source}-${target}`,
  source,
  target,
  source_side: 'right',
  target_side: 'left',
  label,
});
const diagram = {
  lanes: [
    { id: 'A', label: 'Ann & co' },
    { id: 'B', label: '' },
  ],
  nodes: [
    node('n1', 'A', { label: 'Say "hi" \\o/', owner: 'Ann' }),
    node('n2', 'B', { shape: 'diamond' }),
    node('n3', 'A'),
  ],
  edges: [edge('n1', 'n2', 'Yes'), edge('n2', 'n3'), edge('n1', 'n3')],
  loops: [
    { id: 'loop-1', condition: 'up to 3 times', nodes: ['n1', 'n2'] },
    { id: 'loop-2', condition: 'all', nodes: ['n1', 'n2', 'n3'] },
  ],
};
const refs = (...ids) => ids.map((id) => ({ kind: 'node', id }));

test('nodes are copied in their lanes, with the edges and loops among them', () => {
  assert.equal(
    fragmentOf(diagram, refs('n2', 'n1')),
    `A { # Ann & co
  n1: rectangle label:"Say \\"hi\\" \\\\o/" owner:"Ann"
  n1.handle(right) -> B.n2.handle(left) [label="Yes"]
  loop [up to 3 times] n1 n2
}

B {
  n2: diamond
}
`,
  );
});

test('a selected lane is copied with its nodes', () => {
  assert.equal(fragmentOf(diagram, [{ kind: 'lane', id: 'B' }]), 'B {\n  n2: diamond\n}\n');
});

test('an edge alone is nothing to copy', () => {
  assert.equal(fragmentOf(diagram, [{ kind: 'edge', id: 'n1-n2' }]), '');
});
