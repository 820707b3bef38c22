import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { RunModel } from '../../static/src/player/run-model.js';
import { LogLines, Names, spoken, visitPhrase } from '../../static/src/player/log-lines.js';
import { inSentences, statusPhrase } from '../../static/src/player/run-status.js';
import { readTrace } from './traces/read.js';

function linesOf(name) {
  const { diagram, trace } = readTrace(name);
  const lines = new LogLines(new RunModel(trace), new Names(diagram));
  return Array.from({ length: lines.length }, (_, position) => lines.at(position));
}

test('every firing is a line with its step, shape, words and lane', () => {
  const [line] = linesOf('blue-green-open');
  assert.deepEqual([line.step, line.shape, line.sentence, line.lane], [1, 'circle', 'Start', 'CI Pipeline']);
});

test('a line says the label of the edge by which the token came', () => {
  assert.equal(linesOf('blue-green-open')[3].chip, 'Deploy');
});

test('a decision says what was chosen, and by whom', () => {
  const line = linesOf('blue-green-green-no')[4];
  assert.deepEqual([line.sentence, line.by], ['Current active? chose Green', 'chosen']);
});

test('a branch that a loop forced says why', () => {
  assert.equal(linesOf('retry')[4].by, 'limit 1 reached');
});

test('answers about several loops that turn at one node each name their loop', () => {
  const kept = readFileSync(new URL('../golden/both-languages/told-runs/cases.txt', import.meta.url), 'utf8')
    .trim()
    .split('\n');
  const run = kept.map((line) => JSON.parse(line).run).find(({ program }) => program.turns['3']?.length === 2);
  const loops = [
    { id: 'loop-1', condition: 'twice', nodes: [] },
    { id: 'loop-2', condition: '', nodes: [] },
  ];
  const lines = new LogLines(new RunModel(run), new Names({ nodes: [], edges: [], lanes: [], loops }));
  const said = [...run.branches.keys()].map((position) => lines.at(position).sentence);
  assert.equal(said[3], 'n4 chose Repeat (loop-2)');
  assert.equal(said[7], 'n4 chose Go on (loop-2), Repeat (twice)');
  assert.equal(said[14], 'n4 chose Go on (loop-2), Go on (twice)');
});

test('a waiting run ends with the decision that waits', () => {
  const line = linesOf('blue-green-open').at(-1);
  assert.deepEqual([line.step, line.sentence], [5, 'Current active? waits for a choice']);
});

test('a complete run ends with a line that says so', () => {
  assert.equal(linesOf('parallel').at(-1).sentence, 'Complete after 7 steps');
});

test('forks, waits and joins are noted', () => {
  const lines = linesOf('parallel');
  assert.deepEqual(lines[1].notes, ['2 branches at once']);
  assert.deepEqual(lines[2].notes, ['Publish waits for Draw']);
  assert.deepEqual(lines[5].notes, ['joined']);
});

test('a screen reader hears step, words and notes', () => {
  assert.equal(spoken(linesOf('blue-green-green-no')[7]), 'Step 8: Tests passed? chose No');
  assert.equal(spoken(linesOf('parallel')[2]), 'Step 3: Write. Publish waits for Draw');
});

test('long lists of names are cut and counted', () => {
  const nodes = ['a', 'b', 'c', 'd'].map((id) => ({ id, text: id.toUpperCase(), lane: 'x' }));
  const names = new Names({ nodes, edges: [], lanes: [], loops: [] });
  assert.equal(names.list(['a', 'b', 'c']), 'A, B and C');
  assert.equal(names.list(['a', 'b', 'c', 'd']), 'A, B and 2 more');
});

test('visits are numbered in English', () => {
  assert.deepEqual([1, 2, 3, 4, 11, 12, 21, 112].map(visitPhrase), [
    '1st visit',
    '2nd visit',
    '3rd visit',
    '4th visit',
    '11th visit',
    '12th visit',
    '21st visit',
    '112th visit',
  ]);
});

test('a run in which a token ended by a reply says so in its last line', () => {
  assert.equal(linesOf('reply').at(-1).sentence, 'Complete after 4 steps; a token ended by a reply at Ask');
});

test('a cycle that nothing leaves is no complete run: its last line and its status say that it has no end', () => {
  const { diagram, trace } = readTrace('reply');
  const reason = 'This has no end: "Ask" and "Look up" go on repeating, and nothing leads out of them.';
  const model = new RunModel({ ...trace, reason });
  const line = new LogLines(model, new Names(diagram)).at(model.last);
  const said = `${reason} The run ended after 4 steps; a token ended by a reply at Ask`;
  assert.deepEqual([line.sentence, line.shape], [said, 'stop']);
  const run = { model, position: model.last, last: model.last, playing: false, busy: false, error: null };
  model.moveTo(model.last);
  assert.equal(statusPhrase(run, ''), 'no end');
});

test('where a loop forced the branch, nobody is said to have chosen', () => {
  const model = new RunModel(readTrace('retry').trace);
  model.moveTo(4);
  const run = { model, position: 4, last: model.last, playing: false, busy: false, error: null };
  assert.equal(statusPhrase(run, ''), 'the loop decided here');
});

test('what is said at a step is one sentence after the other, with one full stop between two', () => {
  assert.equal(inSentences('The run ended.', '', 'Paused at Ship'), 'The run ended. Paused at Ship');
  assert.equal(inSentences('Step 2: Good?', 'Now ask.', 'Paused'), 'Step 2: Good? Now ask. Paused');
  assert.equal(inSentences('Step 1: Begin', 'Paused'), 'Step 1: Begin. Paused');
});
