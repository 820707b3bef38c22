import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Reach } from '../../static/src/player/reach.js';
import { RunModel } from '../../static/src/player/run-model.js';
import { classesOf, runPicture } from '../../static/src/player/run-picture.js';
import { Names } from '../../static/src/player/log-lines.js';
import { readTrace } from './traces/read.js';

function pictureAt(name, position) {
  const { diagram, trace } = readTrace(name);
  const model = new RunModel(trace);
  model.moveTo(position);
  const picture = runPicture(model, diagram, new Reach(diagram), new Names(diagram));
  const keyed = (kind, parts, states) => parts.map(({ id }, index) => [`${kind}-${id}`, classesOf(states[index])]);
  return {
    ...picture,
    classes: [...keyed('node', diagram.nodes, picture.nodes), ...keyed('edge', diagram.edges, picture.edges)],
  };
}

const withClass = (picture, name) => picture.classes.filter(([, names]) => names.includes(name)).map(([key]) => key);
const marksOf = (picture, kind) => [...picture.marks.values()].filter((mark) => mark.kind === kind);

test('exactly the node that fires next is active', () => {
  assert.deepEqual(withClass(pictureAt('blue-green-green-no', 5), 'run-active'), ['node-n9']);
});

test('nothing is active when the run is complete', () => {
  assert.deepEqual(withClass(pictureAt('blue-green-green-no', 11), 'run-active'), []);
});

test('the trail is made of the visited nodes and the edges crossed', () => {
  assert.deepEqual(withClass(pictureAt('blue-green-green-no', 3), 'run-visited'), [
    'node-n1',
    'node-n2',
    'node-n3',
    'edge-n1-n2',
    'edge-n2-n3',
    'edge-n3-n6',
  ]);
});

test('the edges of an open decision can be chosen, and none is taken', () => {
  const picture = pictureAt('blue-green-open', 4);
  assert.deepEqual(withClass(picture, 'run-open'), ['edge-n7-n8', 'edge-n7-n9']);
  assert.deepEqual(withClass(picture, 'run-taken'), []);
});

test('back at a decision the branch that was taken is marked, and all can be chosen', () => {
  const picture = pictureAt('blue-green-green-no', 4);
  assert.deepEqual(withClass(picture, 'run-open'), ['edge-n7-n8', 'edge-n7-n9']);
  assert.deepEqual(withClass(picture, 'run-taken'), ['edge-n7-n9']);
});

test('what no token can reach any more is pale, what may still come is not', () => {
  const dim = withClass(pictureAt('blue-green-green-no', 5), 'run-dim');
  assert.deepEqual(dim, ['node-n8', 'edge-n7-n8', 'edge-n8-n10']);
});

test('a join with tokens that wait is marked, with words for whom', () => {
  const picture = pictureAt('parallel', 3);
  assert.deepEqual(withClass(picture, 'run-waiting'), ['node-n6']);
  assert.deepEqual(marksOf(picture, 'token').find(({ node }) => node === 'n6').tip, 'waits for Draw');
});

test('a token that goes on waiting is the same mark, whoever it still waits for', () => {
  const { trace, diagram } = readTrace('parallel');
  const model = new RunModel(trace);
  model.moveTo(3);
  const names = new Names(diagram);
  const before = runPicture(model, diagram, new Reach(diagram), names).marks;
  const other = diagram.nodes.find((/** @type {any} */ { text }) => text === 'Draw');
  names.nodes.set(other.id, { ...other, text: 'Paint' });
  const after = runPicture(model, diagram, new Reach(diagram), names).marks;
  const tips = (/** @type {Map<string, any>} */ marks) => [...marks.values()].flatMap(({ tip }) => tip || []);
  assert.deepEqual([tips(before), tips(after)], [['waits for Draw'], ['waits for Paint']]);
  assert.deepEqual([...after.keys()], [...before.keys()]);
});

test('tokens that meet are one mark with their number', () => {
  assert.deepEqual(
    marksOf(pictureAt('parallel', 5), 'token').map(({ node, count }) => [node, count]),
    [['n6', 2]],
  );
});

test('loops carry their passes on their first node', () => {
  const picture = pictureAt('retry', 4);
  assert.deepEqual(
    marksOf(picture, 'loop').map(({ node, words }) => [node, words]),
    [['n2', '2 of 2']],
  );
});

test('a node to which a reply came has a mark with their number', () => {
  assert.deepEqual(
    marksOf(pictureAt('reply', 4), 'reply').map(({ node, count }) => [node, count]),
    [['n2', 1]],
  );
});
