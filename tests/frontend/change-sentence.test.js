import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changeSentence } from '../../static/src/session/change-sentence.js';

const node = (id, text, lane = 'A', more = {}) => ({
  id,
  text,
  label: text,
  lane,
  shape: 'rectangle',
  owner: '',
  system: '',
  description: '',
  ...more,
});
const edge = (source, target, more = {}) => ({
  id: `${source}-${target}`,
  source,
  target,
  label: '',
  source_side: 'right',
  target_side: 'left',
  ...more,
});
const START = {
  lanes: [
    { id: 'A', label: 'Sales' },
    { id: 'B', label: 'Stock' },
  ],
  nodes: [node('n1', 'Order', 'A', { shape: 'circle' }), node('n2', 'Check'), node('n3', 'Pack', 'B')],
  edges: [edge('n1', 'n2'), edge('n2', 'n3')],
  loops: [],
};
const at = (diagram, companion = {}) => ({ diagram: { ...START, ...diagram }, companion });
const said = (diagram, companion, how) => changeSentence(at({}), at(diagram, companion), how);
const fresh = node('n4', 'New activity');

const CASES = {
  'a node in a lane': [{ nodes: [...START.nodes, fresh] }, 'Added activity “New activity” to lane “Sales”.'],
  'a node that follows another': [
    { nodes: [...START.nodes, fresh], edges: [...START.edges, edge('n2', 'n4')] },
    'Added activity “New activity” to lane “Sales”, connected from “Check”.',
  ],
  'a node in an edge': [
    { nodes: [...START.nodes, fresh], edges: [edge('n1', 'n4'), edge('n4', 'n2'), START.edges[1]] },
    'Added activity “New activity” to lane “Sales”, between “Order” and “Check”.',
  ],
  'several nodes': [
    { nodes: [...START.nodes, fresh, node('n5', 'Two')], edges: [...START.edges, edge('n4', 'n5')] },
    'Added 2 nodes (“New activity” and “Two”).',
  ],
  'a lane': [{ lanes: [...START.lanes, { id: 'C', label: 'New lane' }] }, 'Added lane “New lane”.'],
  'a new name': [
    { nodes: [START.nodes[0], node('n2', 'Check stock'), START.nodes[2]] },
    'Renamed activity “Check” to “Check stock”.',
  ],
  'another shape': [
    { nodes: [START.nodes[0], node('n2', 'Check', 'A', { shape: 'diamond' }), START.nodes[2]] },
    'Changed activity “Check” to a decision.',
  ],
  'an owner': [
    { nodes: [START.nodes[0], node('n2', 'Check', 'A', { owner: 'Ada' }), START.nodes[2]] },
    'Set the owner of activity “Check” to “Ada”.',
  ],
  'an edge': [{ edges: [...START.edges, edge('n1', 'n3')] }, 'Connected “Order” to “Pack”.'],
  'an edge that leads elsewhere': [
    { edges: [START.edges[0], edge('n2', 'n1')] },
    'Moved the edge from “Check” to “Pack”: it now leads from “Check” to “Order”.',
  ],
  'an edge at another side': [
    { edges: [START.edges[0], edge('n2', 'n3', { source_side: 'bottom' })] },
    'Moved the edge from “Check” to “Pack”: it now leaves at the bottom and arrives at the left.',
  ],
  'a label of an edge': [
    { edges: [START.edges[0], edge('n2', 'n3', { label: 'Yes' })] },
    'Changed the label of the edge from “Check” to “Pack” to “Yes”.',
  ],
  'an edge that went': [{ edges: [START.edges[0]] }, 'Removed the edge from “Check” to “Pack”.'],
  'a node that went with its edges': [
    { nodes: START.nodes.slice(0, 2), edges: [START.edges[0]] },
    'Removed activity “Pack”.',
  ],
  'a node whose gap was closed': [
    { nodes: [START.nodes[0], START.nodes[2]], edges: [edge('n1', 'n3')] },
    'Removed activity “Check” and connected “Order” to “Pack”.',
  ],
  'a lane that went with its nodes': [
    { lanes: [START.lanes[0]], nodes: START.nodes.slice(0, 2), edges: [START.edges[0]] },
    'Removed lane “Stock” with activity “Pack”.',
  ],
  'a node in another lane': [
    { nodes: [START.nodes[0], node('n2', 'Check', 'B'), START.nodes[2]] },
    'Moved activity “Check” to lane “Stock”.',
  ],
  'nodes in a lane of their own': [
    {
      lanes: [...START.lanes, { id: 'C', label: 'New lane' }],
      nodes: [START.nodes[0], node('n2', 'Check', 'C'), node('n3', 'Pack', 'C')],
    },
    'Moved 2 nodes (“Check” and “Pack”) to the new lane “New lane”.',
  ],
  'lanes in another order': [{ lanes: [...START.lanes].reverse() }, 'Moved lane “Stock” to place 1 of 2.'],
  'a lane whose id follows its name': [
    {
      lanes: [{ id: 'SalesTeam', label: 'Sales team' }, START.lanes[1]],
      nodes: START.nodes.map((one) => (one.lane === 'A' ? { ...one, lane: 'SalesTeam' } : one)),
    },
    'Renamed lane “Sales” to “Sales team”.',
  ],
  'the id of a node': [
    { nodes: [START.nodes[0], node('n9', 'Check'), START.nodes[2]], edges: [edge('n1', 'n9'), edge('n9', 'n3')] },
    'Changed the id of activity “Check” to n9.',
  ],
  'a loop': [
    { loops: [{ id: 'loop-1', condition: 'Repeat', nodes: ['n1', 'n2'] }] },
    'Added loop “Repeat” over 2 nodes.',
  ],
};

for (const [name, [diagram, sentence]] of Object.entries(CASES))
  test(`one sentence tells ${name}`, () => assert.equal(said(diagram), sentence));

test('the layout is told: where nodes were moved by hand, and the direction of time with the sides that went along', () => {
  assert.equal(
    said({}, { layout: { nodes: { n2: { column: 1, row: -1 }, n3: { column: 1, row: -1 } } } }),
    'Moved 2 nodes (“Check” and “Pack”) 1 column right and 1 row up.',
  );
  const turned = START.edges.map((one) => ({ ...one, source_side: 'bottom', target_side: 'top' }));
  assert.equal(
    said({ edges: turned }, { layout: { direction: 'down' } }),
    'Time now runs down, and the sides of the edges were turned with it.',
  );
});

test('undone and redone changes say so, even where nothing is seen of them', () => {
  assert.equal(
    said({ nodes: [...START.nodes, fresh] }, {}, 'redo'),
    'Redone: added activity “New activity” to lane “Sales”.',
  );
  assert.equal(
    said({ nodes: START.nodes.slice(0, 2), edges: [START.edges[0]] }, {}, 'undo'),
    'Undone: removed activity “Pack”.',
  );
  assert.equal(said({}, {}, 'undo'), 'Undone.');
});

test('many changes at once are one sentence, and none is none', () => {
  const renamed = START.nodes.map((one) => ({ ...one, text: `${one.text}!` }));
  assert.equal(
    said({ nodes: renamed }, { title: 'T' }),
    'Renamed event “Order” to “Order!”, renamed activity “Check” to “Check!” and 2 more changes.',
  );
  assert.equal(said({}), '');
});

test('a long label with line breaks is told on one line, shortened', () => {
  assert.equal(
    said({ nodes: [...START.nodes, node('n4', `One\n${'word '.repeat(40)}`)] }),
    `Added activity “One ${'word '.repeat(11)}w…” to lane “Sales”.`,
  );
});

test('the band of nodes outside every lane is not called a lane', () => {
  const lanes = [...START.lanes, { id: '', label: '' }];
  assert.equal(said({ lanes, nodes: [...START.nodes, node('n4', 'Loose', '')] }), 'Added activity “Loose”.');
  assert.equal(
    said({ lanes, nodes: [START.nodes[0], node('n2', 'Check', ''), START.nodes[2]] }),
    'Moved activity “Check” out of its lane.',
  );
});
