/** The profile of many runs, and their numbers and tables. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  decisionsOf,
  durationJson,
  durationOf,
  otherKind,
  sharesOf,
  startsOf,
  withLane,
  withPart,
  withShare,
} from '../../static/src/player/many-runs/profile.js';
import { csvOf, percent, said, withInterval } from '../../static/src/player/many-runs/numbers.js';

const node = (id, shape, text = id) => ({ id, shape, text, lane: 'A' });
const edge = (source, target, label = '') => ({ id: `${source}-${target}`, source, target, label });
const diagram = {
  lanes: [{ id: 'A', label: '=Team' }],
  loops: [],
  nodes: [node('n1', 'circle'), node('n2', 'diamond', 'Good?'), node('n3', 'rectangle', 'Ship'), node('n4', 'circle')],
  edges: [edge('n1', 'n2'), edge('n2', 'n3', 'Yes'), edge('n2', 'n4', 'Yes'), edge('n2', 'n1')],
};

test('edges with one label are one branch, and one without a label is called after its target', () => {
  const [decision] = decisionsOf(diagram);

  assert.deepEqual(decision.branches, [
    { label: 'Yes', edges: ['n2-n3', 'n2-n4'] },
    { label: 'n1', edges: ['n2-n1'] },
  ]);
});

test('a branch gets a share, its weight is that of its first edge alone, and the others keep theirs to each other', () => {
  const [decision] = decisionsOf(diagram);
  const profile = withShare({ weights: { 'n2-n4': 7 } }, decision, 0, 75);

  assert.deepEqual(profile.weights, { 'n2-n3': 75, 'n2-n1': 25 });
  assert.deepEqual(sharesOf(profile, decision), [75, 25]);
});

test('a branch that has all can give a share to the others', () => {
  const [decision] = decisionsOf(diagram);
  const all = withShare({}, decision, 0, 100);

  assert.deepEqual(sharesOf(all, decision), [100, 0]);
  assert.deepEqual(sharesOf(withShare(all, decision, 0, 40), decision), [40, 60]);
});

test('where all weights are 0, each branch is as likely as the others', () => {
  const [decision] = decisionsOf(diagram);

  assert.deepEqual(sharesOf({ weights: { 'n2-n3': 0, 'n2-n1': 0 } }, decision), [50, 50]);
});

test('a duration is read and written as the companion has it', () => {
  for (const given of [5, { kind: 'uniform', least: 1, most: 2 }, { kind: 'log-normal', mean: 4, deviation: 1 }])
    assert.deepEqual(durationJson(durationOf(given)), given);
  assert.equal(durationJson({ kind: 'exponential', values: {} }), undefined);
});

test('another kind of duration begins near the mean of the one before', () => {
  assert.deepEqual(otherKind(durationOf(4), 'triangular').values, { least: 2, usual: 4, most: 6 });
});

test('what is emptied leaves the profile', () => {
  assert.deepEqual(withLane(withLane({}, 'A', 'capacity', 2), 'A', 'capacity', undefined).lanes, {});
  assert.deepEqual(withPart({ durations: { n3: 4 } }, 'durations', 'n3', undefined).durations, {});
});

test('runs begin at circles to which nothing leads, else at other nodes to which nothing leads', () => {
  const edges = diagram.edges.slice(0, 3);

  assert.deepEqual(
    startsOf({ ...diagram, edges }).map(({ id }) => id),
    ['n1'],
  );
});

test('numbers have three digits, and a mean its interval', () => {
  assert.deepEqual([said(1234.5), said(0.12345), percent(0.3333)], ['1,235', '0.123', '33.3 %']);
  assert.deepEqual(
    [withInterval({ mean: 4, interval: 0.5 }), withInterval({ mean: 4, interval: null })],
    ['4 ± 0.5', '4'],
  );
});

test('a name in the CSV is no formula, and one with a comma is one cell', () => {
  const result = {
    unit: 'minutes',
    counted: 2,
    total: { mean: 1, interval: null },
    outcomes: [{ name: 'Good, or not', node: 'n4', edge: null, runs: 2 }],
    nodes: [],
    edges: [],
    lanes: [{ id: 'A', name: '=Team' }],
  };
  const rows = csvOf(result, { node: (id) => id, edges: new Map() }).split('\r\n');

  assert.match(rows[2], /"Good, or not"/);
  assert.match(rows[3], /,'=Team,/);
});
