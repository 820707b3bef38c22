import assert from 'node:assert/strict';
import { test } from 'node:test';
import { partDetails } from '../../static/src/viewer/part-details.js';

const node = (id, more) => ({
  id,
  lane: 'a',
  shape: 'rectangle',
  label: id,
  text: id,
  owner: '',
  system: '',
  description: '',
  ...more,
});
const diagram = {
  lanes: [{ id: 'a', label: 'Sales' }],
  nodes: [node('n1', { text: 'Ask', owner: 'Ada', description: 'Ask' }), node('n2', { text: 'Ship' })],
  edges: [
    { id: 'n1-n2', source: 'n1', target: 'n2', label: 'yes' },
    { id: 'n2-n1', source: 'n2', target: 'n1', label: '' },
  ],
  loops: [{ id: 'loop-1', condition: 'twice', nodes: ['n1', 'n2'] }],
};

test('a node tells its lane, what it has, and where it leads', () => {
  assert.deepEqual(partDetails(diagram, { kind: 'node', id: 'n1' }), {
    shape: 'rectangle',
    title: 'Ask',
    rows: [
      ['Lane', 'Sales'],
      ['Owner', 'Ada'],
      ['Leads to', 'yes: Ship'],
    ],
  });
});

test('an edge tells its label and its ends, one without label that it is a connection', () => {
  assert.deepEqual(partDetails(diagram, { kind: 'edge', id: 'n1-n2' }), {
    shape: null,
    title: 'yes',
    rows: [
      ['From', 'Ask'],
      ['To', 'Ship'],
    ],
  });
  assert.equal(partDetails(diagram, { kind: 'edge', id: 'n2-n1' }).title, 'Edge');
});

test('a loop tells its condition and its nodes, a lane its name', () => {
  assert.deepEqual(partDetails(diagram, { kind: 'loop', id: 'loop-1' }), {
    shape: null,
    title: 'twice',
    rows: [['Repeats', 'Ask, Ship']],
  });
  assert.equal(partDetails(diagram, { kind: 'lane', id: 'a' }).title, 'Sales');
});

test('what is gone tells nothing', () => {
  assert.equal(partDetails(diagram, { kind: 'node', id: 'n9' }), null);
});
