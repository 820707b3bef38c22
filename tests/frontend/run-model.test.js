import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RunModel } from '../../static/src/player/run-model.js';
import { readTrace } from './traces/read.js';

const model = (name) => new RunModel(readTrace(name).trace);
const plain = (state) =>
  JSON.parse(
    JSON.stringify(state, (_, value) => (value instanceof Map ? Object.fromEntries([...value].sort()) : value)),
  );
const activeAlong = (run) => Array.from({ length: run.last + 1 }, (_, position) => run.moveTo(position).active);

test('a run opens at its start node, before anything has fired', () => {
  const run = model('blue-green-open');
  assert.equal(run.state.active, 'n1');
  assert.deepEqual(plain(run.state.visits), {});
});

test('stepping shows the firing nodes in the order of the run, and none when it is complete', () => {
  assert.deepEqual(activeAlong(model('blue-green-green-no')), [
    'n1',
    'n2',
    'n3',
    'n6',
    'n7',
    'n9',
    'n10',
    'n11',
    'n13',
    'n4',
    'n5',
    null,
  ]);
});

test('a waiting run ends with the decision as its active node', () => {
  const run = model('blue-green-open');
  run.moveTo(run.last);
  assert.equal(run.state.active, 'n7');
  assert.ok(run.waitsAt());
});

test('stepping back gives every state again as it was', () => {
  const run = model('parallel');
  const forward = Array.from({ length: run.last + 1 }, (_, position) => plain(run.moveTo(position)));
  const backward = Array.from({ length: run.last + 1 }, (_, index) => plain(run.moveTo(run.last - index))).reverse();
  assert.deepEqual(backward, forward);
});

test('a jump leads to the same state as single steps', () => {
  const stepped = model('retry');
  for (let position = 0; position <= 4; position += 1) stepped.moveTo(position);
  const jumped = model('retry');
  jumped.moveTo(99);
  jumped.moveTo(4);
  assert.deepEqual(plain(jumped.state), plain(stepped.state));
});

test('a position outside the run is the nearest one inside', () => {
  const run = model('parallel');
  run.moveTo(-5);
  assert.equal(run.position, 0);
  run.moveTo(1000);
  assert.equal(run.position, run.last);
});

test('visits and crossings are counted', () => {
  const run = model('retry');
  run.moveTo(run.last);
  assert.deepEqual(plain(run.state.visits), { n1: 1, n2: 2, n3: 2, n4: 1 });
  assert.equal(run.state.crossings.get('n2-n3'), 2);
  assert.equal(run.moveTo(4).loops.get('loop-1'), 2);
});

test('a join that waits says for whom, until it fires', () => {
  const run = model('parallel');
  assert.deepEqual(run.moveTo(3).waiting.get('n6'), ['n4']);
  assert.deepEqual(run.moveTo(4).waiting.get('n6'), ['n5']);
  assert.equal(run.moveTo(5).waiting.has('n6'), false);
});

test('tokens of both branches stand on their nodes', () => {
  assert.deepEqual(plain(model('parallel').moveTo(2).tokens), { n3: 1, n4: 1 });
});

test('a token is drawn where it came in', () => {
  const run = model('parallel');
  run.moveTo(5);
  assert.equal(run.cameBy('n6'), 'n5-n6');
  assert.equal(run.cameBy('n1'), null);
});

test('an open decision offers its branches and none is taken', () => {
  const run = model('blue-green-open');
  const decision = run.decisionAt(run.last);
  assert.deepEqual(
    decision.options.map(({ label }) => label),
    ['Blue', 'Green'],
  );
  assert.equal(decision.taken, -1);
});

test('a decision in the past knows the branch that was taken', () => {
  const decision = model('blue-green-green-no').decisionAt(7);
  assert.equal(decision.node, 'n11');
  assert.equal(decision.options[decision.taken].label, 'No');
  assert.equal(decision.by, 'asked');
});

test('a position without a decision has none', () => {
  assert.equal(model('blue-green-green-no').decisionAt(0), null);
});

test('choosing otherwise in the past keeps the choices before it and drops those after', () => {
  const run = model('blue-green-green-no');
  const [yes] = run.decisionAt(7).options;
  assert.deepEqual(
    run.choicesWith(7, yes).map(({ node, label }) => [node, label]),
    [
      ['n7', 'Green'],
      ['n11', 'Yes'],
    ],
  );
  const [blue] = run.decisionAt(4).options;
  assert.deepEqual(
    run.choicesWith(4, blue).map(({ node, label }) => [node, label]),
    [['n7', 'Blue']],
  );
});

test('a choice that a loop forced is not among the choices to send', () => {
  const run = model('retry');
  const decision = run.decisionAt(4);
  assert.equal(decision.by, 'limit');
  assert.deepEqual(
    run.choicesWith(4, decision.options[0]).map(({ visit, label }) => [visit, label]),
    [
      [1, 'No'],
      [2, 'No'],
    ],
  );
});

test('decisions stand at the positions before their firing', () => {
  assert.deepEqual(model('blue-green-green-no').decisionPositions, [4, 7]);
  assert.deepEqual(model('blue-green-open').decisionPositions, [4]);
});

test('a loop that asks how many takes any number', () => {
  const { trace } = readTrace('blue-green-open');
  const options = ['1', '2', '3'].map((label) => ({ edges: [], label, targets: [], greyed: false }));
  const run = new RunModel({ ...trace, waiting: { ...trace.waiting, question: 'How many?', options } });
  assert.equal(run.decisionAt(run.last).counts, true);
});

test('an empty run has one position and nothing active', () => {
  const { trace } = readTrace('parallel');
  const program = { ...trace.program, nodes: [], edges: [], drawn: 0, starts: [], inner: [] };
  const run = new RunModel({ ...trace, firings: [], branches: [], program });
  assert.equal(run.last, 0);
  assert.equal(run.state.active, null);
});

test('one more choice goes on where the run waited, also after a look at its end', () => {
  const before = model('blue-green-open');
  before.moveTo(before.last);
  const { trace } = readTrace('blue-green-green-no');
  const run = new RunModel({ ...trace, program: before.trace.program }, before);
  assert.equal(run.position, 4);
  run.moveTo(run.last);
  const anew = model('blue-green-green-no');
  anew.moveTo(anew.last);
  assert.deepEqual(plain(run.state), plain(anew.state));
  assert.deepEqual(run.choices, anew.choices);
});

test('the same run asked for again at its end can be stepped back as before', () => {
  const before = model('parallel');
  before.moveTo(before.last);
  const run = new RunModel({ ...before.trace }, before);
  assert.deepEqual(plain(run.moveTo(2).tokens), { n3: 1, n4: 1 });
});
