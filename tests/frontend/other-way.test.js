import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Names } from '../../static/src/player/log-lines.js';
import { otherWay, unusedSentence, wayTo } from '../../static/src/player/other-way.js';
import { RunModel } from '../../static/src/player/run-model.js';
import { readTrace } from './traces/read.js';

const { diagram } = readTrace('blue-green-green-no');
const names = new Names(diagram);
const fresh = () => readTrace('blue-green-green-no').trace;
const before = wayTo(new RunModel(fresh()), names, 8);

/** Where the run differs, of a trace that was changed. @param {(trace: any) => void} change */
function other(change, byLabel = true) {
  const trace = fresh();
  change(trace);
  return otherWay(before, new RunModel(trace), names, byLabel);
}

test('a run that goes as before says nothing', () => {
  assert.equal(
    other(() => {}),
    '',
  );
});

test('the first step at which another node comes is named, with both nodes', () => {
  const said = other(({ program, firings }) => {
    program.nodes[firings[2]] = 'n20';
  });
  assert.equal(
    said,
    `This run goes another way from step 3: “${names.node('n20')}” comes instead of “${before.steps[2]?.name}”.`,
  );
});

test('another node right behind the steps that were seen is named too', () => {
  const said = other(({ program, firings }) => {
    program.nodes[firings[8]] = 'n20';
  });
  assert.match(said, /^This run goes another way from step 9: “.*” comes instead of “.*”\.$/);
});

test('the same branch under another label is told only to who did not change it', () => {
  const relabel = (/** @type {any} */ { program }) => {
    program.labels[program.nodes.indexOf('n7')] = ['Blue', 'Red'];
  };
  assert.equal(
    other(relabel),
    'This run goes another way from step 5: “Red” is chosen at “Current active?” instead of “Green”.',
  );
  assert.equal(other(relabel, false), '');
});

test('a run that stops before says nothing of the way: the stop is told', () => {
  assert.equal(otherWay(before, new RunModel(readTrace('blue-green-open').trace), names, true), '');
});

test('a choice to which the run does not come is told with the step at which the run is left', () => {
  const unused = [{ node: 'n11', visit: 2, edges: ['n11-n13'], label: 'No' }];
  const complete = new RunModel({ ...readTrace('parallel').trace, unused });
  assert.equal(
    unusedSentence(complete, names),
    `This run ends at step 7, without the choice “No” at “${names.node('n11')}”.`,
  );
  const waiting = new RunModel({ ...readTrace('blue-green-open').trace, unused });
  assert.match(unusedSentence(waiting, names), /^This run waits at step 5, before the choice “No” at /);
  assert.equal(unusedSentence(new RunModel(fresh()), names), '');
});
