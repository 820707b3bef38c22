import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Names } from '../../static/src/player/log-lines.js';
import { problemSentence } from '../../static/src/player/problem-words.js';

const node = (/** @type {string} */ id, /** @type {string} */ text) => ({ id, text, lane: 'A' });
const names = new Names(
  /** @type {any} */ ({
    lanes: [],
    loops: [],
    edges: [],
    nodes: [node('n1', 'Pack'), node('n2', 'Paid?'), node('no', 'No\nway')],
  }),
);
const said = (/** @type {string} */ code, /** @type {string} */ message) =>
  problemSentence(/** @type {any} */ ({ code, message }), names);

test('nodes are named by their labels, wherever a problem names them', () => {
  assert.equal(
    said('dead-end', 'n1 has no outgoing edge: add one, or change the node'),
    '“Pack” has no outgoing edge: add one, or change the node',
  );
  assert.equal(said('orphan-node', 'n1 has no edges: add one'), '“Pack” has no edges: add one');
  assert.equal(said('unreachable', 'no run can reach n1: add an edge'), 'No run can reach “Pack”: add an edge');
  assert.equal(
    said('no-exit', 'a run that reaches these nodes never ends (n1, no and n2): add an edge'),
    'A run that reaches these nodes never ends (“Pack”, “No way” and “Paid?”): add an edge',
  );
  assert.equal(
    said('single-branch', 'the decision n2 has only one branch: add'),
    'The decision “Paid?” has only one branch: add',
  );
  assert.equal(
    said('unlabelled-branch', 'this branch of the decision n2 has no label: add'),
    'This branch of the decision “Paid?” has no label: add',
  );
  assert.equal(
    said('duplicate-edge', 'this edge from n1 to n2 is a duplicate: remove it'),
    'This edge from “Pack” to “Paid?” is a duplicate: remove it',
  );
});

test('words that are ids elsewhere stay, and so do ids that the diagram does not have', () => {
  assert.equal(
    said('empty-lane', 'the lane A has no nodes: add one, or n1'),
    'The lane A has no nodes: add one, or n1',
  );
  assert.equal(said('unreachable', 'no run can reach n9: add'), 'No run can reach n9: add');
});
