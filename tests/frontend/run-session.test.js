import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ApiError } from '../../static/src/api/client.js';
import { BEAT, RunSession, SPEEDS } from '../../static/src/player/run-session.js';
import { Names } from '../../static/src/player/log-lines.js';
import { stoppedSentence } from '../../static/src/player/run-status.js';
import { travelTime } from '../../static/src/player/travel.js';
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
  const run = async (choices, seed, options) => {
    const labels = choices.map(({ label }) => label);
    asked.push(Object.keys(options).length > 0 ? { labels, seed, options } : { labels, seed });
    return answer(choices, seed, options);
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
  trace.program.labels[trace.program.nodes.indexOf('n11')] = ['Deploy', 'Deploy'];
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

test('under other options, the run is asked for again with the same choices and stays at its place', async () => {
  const { session, asked } = setUp(() => readTrace('blue-green-green-no').trace);
  await session.open();
  session.seek(7);
  await session.withOptions({ join: 'each' });
  assert.deepEqual(asked.at(-1), { labels: ['Green', 'No'], seed: null, options: { join: 'each' } });
  assert.equal(session.position, 7);
  assert.deepEqual(session.replay.options, { join: 'each' });
  await session.restart();
  assert.deepEqual(asked.at(-1), { labels: [], seed: null, options: { join: 'each' } });
});

test('other options also help a run that could not begin with those it had', async () => {
  const { session } = setUp((_choices, _seed, options) => {
    if (!options?.join) throw new ApiError(422, { code: 'run-refused', message: 'n7 is not there' });
    return readTrace('blue-green-open').trace;
  });
  await session.open();
  assert.equal(session.model, null);
  await session.withOptions({ join: 'each' });
  assert.equal(session.model?.position, 0);
});

const GREEN = { node: 'n7', visit: 1, edges: ['n7-n9'], label: 'Green' };
const NO = { node: 'n11', visit: 1, edges: ['n11-n13'], label: 'No' };
const refusal = (/** @type {number} */ choice) =>
  new ApiError(422, { code: 'run-refused', message: 'n11 has no branch "No"', choice });
/** A diagram that has the first of these choices. @param {any[]} choices */
const hasOnlyTheFirst = (choices) => {
  if (choices.length > 1) throw refusal(1);
  return readTrace('blue-green-open').trace;
};

test('a run from elsewhere opens at its step, with its choices', async () => {
  const { session, asked } = setUp();
  await session.open({ at: 6, choices: [GREEN, NO], seed: 7, options: {} });
  assert.deepEqual(asked, [{ labels: ['Green', 'No'], seed: 7 }]);
  assert.equal(session.position, 6);
  assert.equal(session.stopped, '');
  assert.deepEqual(session.replay, { at: 6, choices: [GREEN, NO], seed: 7, options: {} });
});

test('a run whose choices do not all apply goes on without chance as far as they do, and says why it stops', async () => {
  const { session, asked } = setUp(hasOnlyTheFirst);
  await session.open({ at: 9, choices: [GREEN, NO], seed: 7, options: {} });
  assert.deepEqual(asked.at(-1), { labels: ['Green'], seed: null });
  assert.equal(session.atEnd, true);
  assert.equal(session.stopped, 'n11 has no branch "No"');
});

test('what does not apply is kept: where the diagram has it again, the run is whole again, at its place', async () => {
  let answer = hasOnlyTheFirst;
  const { session } = setUp((choices) => answer(choices));
  await session.open({ at: 9, choices: [GREEN, NO], seed: null, options: {} });
  answer = () => readTrace('blue-green-green-no').trace;
  await session.renew();
  assert.equal(session.stopped, '');
  assert.equal(session.position, 9);
});

test('a run that is shorter than it was says so', async () => {
  const { session } = setUp();
  await session.open({ at: 400, choices: [GREEN, NO], seed: null, options: {} });
  assert.equal(session.stopped, 'nothing comes after it');
  await session.open({ at: 400, choices: [], seed: null, options: {} });
  assert.equal(session.stopped, 'it waits for a choice that was not made');
});

test('who chooses anew is told no longer why the run stopped', async () => {
  const { session } = setUp(hasOnlyTheFirst);
  await session.open({ at: 9, choices: [GREEN, NO], seed: null, options: {} });
  session.toStart();
  await session.restart();
  assert.equal(session.stopped, '');
});

test('a run whose options the diagram does not take is shown without them, with its choices', async () => {
  const { session, asked } = setUp((choices, _, options) => {
    if (Object.keys(options).length > 0)
      throw new ApiError(422, { code: 'run-refused', message: 'there is no node n99' });
    return readTrace(choices.length ? 'blue-green-green-no' : 'blue-green-open').trace;
  });
  const options = { also_start: ['n99'] };
  await session.open({ at: 5, choices: [GREEN, NO], seed: null, options });
  assert.deepEqual(asked.at(-1), { labels: ['Green', 'No'], seed: null });
  assert.deepEqual([session.position, session.stopped, session.optionsLeftOut], [5, '', true]);
  assert.deepEqual(session.options, {});
  assert.deepEqual(session.replay.options, options);
});

test('who goes on in a run without its options does not ask for them again', async () => {
  const { session, asked } = setUp((choices, _, options) => {
    if (Object.keys(options).length > 0) throw new ApiError(422, { code: 'run-refused', message: 'no' });
    return readTrace(choices.length ? 'blue-green-green-no' : 'blue-green-open').trace;
  });
  await session.open({ at: 0, choices: [], seed: null, options: { also_start: ['n99'] } });
  session.toEnd();
  await session.choose({ label: 'Green', edges: ['n7-n9'] });
  assert.equal(session.error, null);
  assert.deepEqual(asked.at(-1), { labels: ['Green'], seed: null });
  assert.equal(session.optionsLeftOut, false);
});

test('a choice that does not fit is told with the text of its node, not with its id', async () => {
  const { session } = setUp(hasOnlyTheFirst);
  await session.open({ at: 9, choices: [GREEN, NO], seed: null, options: {} });
  const names = new Names(readTrace('blue-green-open').diagram);
  const text = names.node(NO.node);
  const said = stoppedSentence(session, names);
  assert.match(said, /^This run stops at step \d+: “No” cannot be chosen at “/);
  assert.ok(said.includes(text));
  assert.match(
    stoppedSentence({ ...session, last: 3, refused: { node: 'n99' } }, names),
    /a node that this diagram does/,
  );
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

test('where every decision takes its first branch, chance is not asked', async () => {
  const { session, asked } = setUp(() => ({ ...readTrace('parallel').trace, otherwise: 'script' }));
  await session.open();
  await session.surprise();
  assert.equal(asked.length, 1);
  assert.equal(session.seed, null);
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

test('restart goes to the checkpoint with the choices up to there, until it is cleared', async () => {
  const { session, asked } = setUp();
  await session.open();
  session.toEnd();
  await session.choose({ label: 'Green', edges: ['n7-n9'] });
  session.seek(6);
  session.toggleCheckpoint();
  session.toEnd();
  await session.restart();
  assert.deepEqual([asked.at(-1), session.position], [{ labels: ['Green'], seed: null }, 6]);
  session.toggleCheckpoint();
  await session.restart();
  assert.deepEqual([asked.at(-1), session.position], [{ labels: [], seed: null }, 0]);
});

test('a checkpoint is of its run: the next one begins at its first step', async () => {
  const { session } = setUp();
  await session.open();
  session.seek(2);
  session.toggleCheckpoint();
  session.close();
  await session.open();
  assert.equal(session.checkpoint, null);
});

test('the speed that was chosen is there in the next run, and what is damaged is the usual one', () => {
  const kept = new Map();
  globalThis.localStorage = {
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => kept.set(name, value),
  };
  const { session } = setUp();
  session.setSpeed(4);
  session.changeSpeed(1);
  session.changeSpeed(1);
  assert.deepEqual([session.speed, setUp().session.speed], [8, 8]);
  kept.set('lanestep.speed', 'fast');
  assert.equal(setUp().session.speed, 1);
  delete globalThis.localStorage;
});

test('at every speed a token is there before the next step', () => {
  for (const speed of SPEEDS) for (const length of [1, 500, 5000]) assert.ok(travelTime(length, speed) <= BEAT / speed);
});

/** A run that waits at its first choice, while every further answer is held until it is let go. */
async function setUpHeld() {
  const held = [];
  const { session, asked } = setUp((choices) => {
    const { trace } = readTrace(choices.length ? 'blue-green-green-no' : 'blue-green-open');
    return choices.length ? new Promise((go) => held.push(() => go(trace))) : trace;
  });
  await session.open();
  session.toEnd();
  return { session, asked, letGo: () => held.splice(0).forEach((go) => go()) };
}
const GREEN_BRANCH = { label: 'Green', edges: ['n7-n9'] };
const BLUE_BRANCH = { label: 'Blue', edges: ['n7-n6'] };

test('of two choices before an answer, the later one counts', async () => {
  const { session, asked, letGo } = await setUpHeld();
  const first = session.choose(BLUE_BRANCH);
  const second = session.choose(GREEN_BRANCH);
  assert.deepEqual(asked.at(-1).labels, ['Green']);
  letGo();
  assert.deepEqual([await first, await second], [false, true]);
  assert.deepEqual(
    session.asked.choices.map(({ label }) => label),
    ['Green'],
  );
  assert.equal(session.position, 5);
});

test('whoever steps back while the answer to a choice is under way stays there', async () => {
  const { session, letGo } = await setUpHeld();
  const chosen = session.choose(GREEN_BRANCH);
  session.back();
  letGo();
  assert.equal(await chosen, true);
  assert.equal(session.position, 3);
  assert.ok(session.last > 4);
  assert.equal(session.replay.at, 3);
});

test('who asks for chance while a choice is under way gets chance', async () => {
  const { session, asked, letGo } = await setUpHeld();
  const chosen = session.choose(GREEN_BRANCH);
  await session.surprise();
  letGo();
  assert.equal(await chosen, false);
  assert.deepEqual(asked.at(-1), { labels: [], seed: 5500 });
});

test('a diagram that changes while a choice is under way is run with this choice', async () => {
  const { session, asked, letGo } = await setUpHeld();
  const chosen = session.choose(GREEN_BRANCH);
  const renewed = session.renew();
  assert.deepEqual(asked.at(-1).labels, ['Green']);
  letGo();
  await Promise.all([chosen, renewed]);
  assert.equal(session.position, 5);
});
