import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ApiError } from '../../static/src/api/client.js';
import { RunSession } from '../../static/src/player/run-session.js';
import { readTrace } from './traces/read.js';

/** A session over kept traces, a clock that is turned by hand, and what was asked for. */
function setUp(answer = (choices) => readTrace(choices.length ? 'blue-green-green-no' : 'blue-green-open').trace) {
  const asked = [];
  const clock = {
    callbacks: [],
    setTimeout: (callback) => clock.callbacks.push(callback),
    clearTimeout: () => {
      clock.callbacks = [];
    },
    random: () => 0.5,
  };
  const tick = () => clock.callbacks.splice(0).forEach((callback) => callback());
  const run = async (choices, seed) => {
    asked.push({ labels: choices.map(({ label }) => label), seed });
    return answer(choices, seed);
  };
  return { session: new RunSession(run, () => {}, clock), asked, tick };
}

test('opening asks for a run without choices and stands at its first step', async () => {
  const { session, asked } = setUp();
  await session.open();
  assert.deepEqual(asked, [{ labels: [], seed: null }]);
  assert.equal(session.position, 0);
});

test('a choice continues the run and goes one step on', async () => {
  const { session, asked } = setUp();
  await session.open();
  session.toEnd();
  await session.choose({ label: 'Green', edges: ['n7-n9'] });
  assert.deepEqual(asked.at(-1).labels, ['Green']);
  assert.equal(session.model.state.active, 'n9');
});

test('the branch that was taken already is followed without asking again', async () => {
  const { session, asked } = setUp(() => readTrace('blue-green-green-no').trace);
  await session.open();
  session.seek(4);
  await session.choose({ label: 'Green', edges: ['n7-n9'] });
  assert.equal(asked.length, 1);
  assert.equal(session.position, 5);
});

test('of two branches with the same words, the other one makes another future', async () => {
  const { trace } = readTrace('blue-green-green-no');
  for (const option of trace.decisions.n11) option.label = 'Deploy';
  trace.choices[1].label = 'Deploy';
  const { session, asked } = setUp(() => trace);
  await session.open();
  session.seek(7);
  await session.choose({ label: 'Deploy', edges: ['n11-n13'] });
  assert.equal(asked.length, 1);
  session.seek(7);
  await session.choose({ label: 'Deploy', edges: ['n11-n12'] });
  assert.deepEqual(asked.at(-1).labels, ['Green', 'Deploy']);
});

test('of another diagram, the run is asked for again with the same choices and stays at its place', async () => {
  const { session, asked } = setUp(() => readTrace('blue-green-green-no').trace);
  await session.open();
  session.seek(7);
  await session.renew();
  assert.deepEqual(asked.at(-1).labels, ['Green', 'No']);
  assert.equal(session.position, 7);
});

test('a run whose choices another diagram does not have begins anew', async () => {
  const refusal = new ApiError(422, { code: 'run', message: 'there is no such branch' });
  const { session, asked } = setUp((choices) => {
    if (choices.length) throw refusal;
    return readTrace('blue-green-open').trace;
  });
  await session.open();
  session.model.trace.choices.push({ node: 'n7', label: 'Green' });
  await session.renew();
  assert.deepEqual(
    asked.map(({ labels }) => labels),
    [[], ['Green'], []],
  );
  assert.equal(session.position, 0);
  assert.equal(session.error, null);
});

test('another branch in the past makes another future', async () => {
  const { session, asked } = setUp(() => readTrace('blue-green-green-no').trace);
  await session.open();
  session.seek(7);
  await session.choose({ label: 'Yes', edges: ['n11-n12'] });
  assert.deepEqual(asked.at(-1).labels, ['Green', 'Yes']);
});

test('playing steps with the clock and stops at the end', async () => {
  const { session, tick } = setUp(() => readTrace('parallel').trace);
  await session.open();
  session.play();
  for (let beat = 0; beat < session.last; beat += 1) tick();
  assert.equal(session.position, session.last);
  assert.equal(session.playing, false);
});

test('playing holds at a decision and goes on after the choice', async () => {
  const { session, tick } = setUp();
  await session.open();
  session.play();
  for (let beat = 0; beat < 6; beat += 1) tick();
  assert.equal(session.position, 4);
  await session.choose({ label: 'Green', edges: ['n7-n9'] });
  tick();
  assert.equal(session.model.state.active, 'n10');
});

test('playing from the end of a finished run begins again', async () => {
  const { session } = setUp(() => readTrace('parallel').trace);
  await session.open();
  session.toEnd();
  session.play();
  assert.equal(session.position, 0);
});

test('surprise keeps the choices so far, shows its seed and plays', async () => {
  const { session, asked } = setUp();
  await session.open();
  await session.surprise();
  assert.deepEqual(asked.at(-1), { labels: [], seed: 5500 });
  assert.equal(session.seed, 5500);
  assert.ok(session.playing);
});

test('a request that failed keeps the run as it was, and can be repeated', async () => {
  let broken = false;
  const { session } = setUp((choices) => {
    if (broken) throw new Error('no');
    return readTrace(choices.length ? 'blue-green-green-no' : 'blue-green-open').trace;
  });
  await session.open();
  session.toEnd();
  broken = true;
  await session.choose({ label: 'Green', edges: ['n7-n9'] });
  assert.equal(session.error.message, 'no');
  assert.equal(session.position, 4);
  broken = false;
  await session.retry();
  assert.equal(session.error, null);
  assert.equal(session.model.state.active, 'n9');
});

test('the answer to a run that was closed meanwhile is dropped', async () => {
  const { session } = setUp();
  const opening = session.open();
  session.close();
  await opening;
  assert.equal(session.model, null);
});
