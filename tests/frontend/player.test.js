import assert from 'node:assert/strict';
import { afterEach, mock, test } from 'node:test';
import { ApiError, OfflineError } from '../../static/src/api/client.js';
import { EventBus } from '../../static/src/core/event-bus.js';
import { page } from './page-in-node.js';
import { readTrace } from './traces/read.js';

Object.assign(globalThis, { KeyboardEvent: page.KeyboardEvent });
const { PageState } = await import('../../static/src/core/state.js');
const { RunModel } = await import('../../static/src/player/run-model.js');
const { createPlayer } = await import('../../static/src/player/player.js');
const { diagram } = readTrace('blue-green-open');

/** What has this accessible name, or these words. @param {string} name @returns {any} */
const named = (name) =>
  [...document.querySelectorAll('[aria-label], button')].find(
    (one) => one.getAttribute('aria-label') === name || one.textContent?.trim() === name,
  );
const press = (/** @type {string} */ name) => named(name).click();
const keydown = (/** @type {string} */ key, on = /** @type {any} */ (document)) =>
  on.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));

/** @type {(() => void)[]} */ const ends = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

const answered = () =>
  new Promise((go) => {
    setImmediate(go);
  });

/**
 * A player on an otherwise empty page. What the server answers is a trace by the choices, and it is asked in `asked`.
 * @param {{ answer?: (choices: any[]) => any, ready?: () => Promise<string>, reach?: any, nodes?:
 *   any[] }} [options]
 */
function setUp({ answer = byChoices, ready, reach, nodes = diagram.nodes } = {}) {
  document.body.replaceChildren();
  const bus = new EventBus();
  /** @type {any[]} */ const told = [];
  bus.on('run.changed', (change) => told.push(change));
  bus.on('run.moved', (change) => told.push(change));
  /** @type {string[]} */ const messages = [];
  bus.on('toast.requested', ({ message }) => messages.push(message));
  const state = new PageState(
    bus,
    /** @type {any} */ ({
      kind: 'new',
      companion: {},
      svg: '',
      geometry: null,
      diagram: { ...diagram, nodes },
      diagnostics: [],
    }),
  );
  const container = /** @type {any} */ (document.createElement('div'));
  document.body.append(container);
  /** @type {any[][]} */ const asked = [];
  const layer = () => /** @type {any} */ (document.createElement('div'));
  const viewport = { scale: 1, canvas: { width: 800, height: 600 }, reveal() {} };
  const stage = {
    ...{ element: () => null, box: () => null, refAt: () => null, toScreen: (/** @type {any} */ point) => point },
    ...{ overlay: layer(), rings: layer(), floats: layer(), canvas: layer(), viewport },
  };
  const player = createPlayer(container, {
    bus,
    state,
    stage: /** @type {any} */ (stage),
    ready,
    reach,
    run: async (choices) => {
      asked.push(choices.map(({ label }) => label));
      return answer(choices);
    },
  });
  ends.push(() => player.destroy());
  const { canvas } = stage;
  return {
    player,
    bus,
    state,
    container,
    canvas,
    asked,
    told,
    messages,
    position: () => Number(container.dataset.position),
  };
}

/** @param {any[]} choices */
const byChoices = (choices) => readTrace(choices.length ? 'blue-green-green-no' : 'blue-green-open').trace;
const finished = () => readTrace('parallel').trace;

async function opened(options = {}) {
  const all = setUp(options);
  all.player.open();
  await answered();
  return all;
}

test('a run opens at its first step and takes the selection and the page to itself', async () => {
  const { state, container, told, player } = setUp();
  state.select([{ kind: 'node', id: diagram.nodes[0].id }], 'canvas');
  player.open();
  await answered();
  assert.deepEqual([state.running, state.selection, container.hidden, container.dataset.step], [true, [], false, '1']);
  assert.deepEqual(told.at(-1), { step: 1, status: 'waiting' });
});

test('the end of a run gives back selection and page', async () => {
  const { state, container, told, player } = setUp();
  const selection = [/** @type {const} */ ({ kind: 'node', id: diagram.nodes[0].id })];
  state.select([...selection], 'canvas');
  player.open();
  await answered();
  press('End run');
  assert.deepEqual([state.running, state.selection, container.hidden], [false, selection, true]);
  assert.deepEqual(told.at(-1), { step: 0, status: 'none' });
});

test('step and step back go forward and back by one', async () => {
  const { position } = await opened();
  press('Step');
  press('Step');
  assert.equal(position(), 2);
  press('Step back');
  assert.equal(position(), 1);
});

test('the arrow keys do the same', async () => {
  const { position } = await opened();
  keydown('ArrowRight');
  keydown('ArrowRight');
  keydown('ArrowLeft');
  assert.equal(position(), 1);
});

test('the scrubber goes to a step by keys, and says which one', async () => {
  const { position } = await opened({ answer: finished });
  const scrubber = named('Step of the run');
  for (const key of ['End', 'ArrowLeft']) keydown(key, scrubber);
  assert.equal(position(), finished().firings.length - 1);
  assert.equal(scrubber.getAttribute('aria-valuenow'), String(finished().firings.length));
  assert.match(scrubber.getAttribute('aria-valuetext'), /^Step \d+: /);
});

test('to the end and to the start go there at once', async () => {
  const { position, container } = await opened({ answer: finished });
  press('To end');
  assert.equal(position(), finished().firings.length);
  assert.equal(container.dataset.status, 'complete');
  press('To start');
  assert.equal(position(), 0);
});

test('at the end of a run no step is left, and the buttons say so', async () => {
  const { position } = await opened({ answer: finished });
  press('To end');
  press('Step');
  assert.equal(position(), finished().firings.length);
  assert.equal(named('Step').getAttribute('aria-disabled'), 'true');
});

test('playing goes on by itself and stops at the end', async (t) => {
  mock.timers.enable({ apis: ['setTimeout'] });
  t.after(() => mock.timers.reset());
  const { position } = await opened({ answer: finished });
  press('Play');
  for (let beat = 0; beat < 100; beat += 1) mock.timers.tick(900);
  assert.equal(position(), finished().firings.length);
  assert.equal(named('Play').getAttribute('aria-label'), 'Play');
});

test('a number key chooses a branch, and the run goes on behind it', async () => {
  const { position, asked, container } = await opened();
  press('To end');
  const decision = position();
  assert.equal(container.dataset.status, 'waiting');
  keydown('1');
  await answered();
  assert.equal(asked.at(-1)?.length, 1);
  assert.equal(position(), decision + 1);
});

test('restart begins anew without the choices', async () => {
  const { position, asked } = await opened();
  press('To end');
  keydown('1');
  await answered();
  press('Restart');
  await answered();
  assert.deepEqual([position(), asked.at(-1)], [0, []]);
});

test('a button of the controls opens a run and does at once what it says', async () => {
  const { position } = setUp();
  press('Step');
  await answered();
  assert.equal(position(), 1);
});

test('a run waits until the picture is that of the text, once however often it is asked for', async () => {
  /** @type {(reason: string) => void} */ let come = () => {};
  const { player, bus, state, asked } = setUp({
    ready: () =>
      new Promise((go) => {
        come = go;
      }),
  });
  /** @type {boolean[]} */ const waits = [];
  bus.on('run.awaited', ({ waiting }) => waits.push(waiting));
  player.open();
  player.open();
  await answered();
  assert.deepEqual([asked, state.running, waits], [[], false, [true]]);
  come('');
  await answered();
  assert.deepEqual([asked, state.running, waits], [[[]], true, [true, false]]);
});

/** Whatever the server is asked for is held until it is let go. */
function holding() {
  /** @type {(() => void)[]} */ const held = [];
  const answer = (/** @type {any[]} */ choices) =>
    new Promise((go) => {
      held.push(() => go(byChoices(choices)));
    });
  return { answer, letGo: () => Promise.all(held.splice(0).map((go) => go())).then(answered) };
}

test('keys and buttons pressed before the first answer are done in order, and so is what follows a choice', async () => {
  const { answer, letGo } = holding();
  /** @type {(reason: string) => void} */ let come = () => {};
  const ready = () =>
    new Promise((go) => {
      come = go;
    });
  const { player, asked, position } = setUp({ answer, ready: /** @type {any} */ (ready) });
  player.open();
  keydown('ArrowRight');
  come('');
  await answered();
  press('Step');
  keydown('ArrowLeft');
  keydown('End');
  keydown('2');
  await letGo();
  assert.equal(position(), 4);
  keydown('ArrowRight');
  press('Step');
  keydown('ArrowLeft');
  await letGo();
  assert.deepEqual([asked, position()], [[[], ['Green']], 6]);
});

test('what was pressed before an answer is dropped with the run that does not come', async () => {
  let broken = true;
  const answer = (/** @type {any[]} */ choices) => {
    if (broken) throw new OfflineError('no');
    return byChoices(choices);
  };
  const { player, position } = setUp({ answer });
  player.open();
  keydown('End');
  await answered();
  broken = false;
  press('Try again');
  await answered();
  assert.equal(position(), 0);

  player.close();
  player.open();
  keydown('End');
  player.close();
  player.open();
  await answered();
  assert.equal(position(), 0);
});

test('a run that was given up while it waited does not open later', async () => {
  /** @type {(reason: string) => void} */ let come = () => {};
  const { player, state } = setUp({
    ready: () =>
      new Promise((go) => {
        come = go;
      }),
  });
  player.open();
  player.close();
  come('');
  await answered();
  assert.equal(state.running, false);
});

test('why nothing can run is told, and the page stays as it is', async () => {
  const { state, messages } = await opened({ ready: async () => 'Line 3 cannot be read.' });
  assert.deepEqual([messages, state.running], [['Line 3 cannot be read.'], false]);
});

test('another diagram is run with the same choices, at the same step', async () => {
  const { state, asked, position } = await opened();
  press('To end');
  keydown('1');
  await answered();
  const before = position();
  state.setPicture(/** @type {any} */ ({ ...state.picture, diagram: { ...diagram, lanes: [] } }), 'text');
  await answered();
  assert.deepEqual(
    asked.slice(-2).map((labels) => labels.length),
    [1, 2],
  );
  assert.equal(position(), before);
});

test('under other options that the diagram got, the run is asked for again; with another picture alone it is not', async () => {
  const { state, asked } = await opened();
  const before = asked.length;
  state.setPicture({ ...state.picture }, 'text');
  assert.equal(asked.length, before);
  state.data.companion = /** @type {any} */ ({ simulation: { options: { join: 'each' } } });
  state.setPicture({ ...state.picture }, 'text');
  assert.equal(asked.length, before + 1);
});

test('the panel says why there is no run, and offers another try where that may help', async () => {
  const reason = async (/** @type {any} */ options) => {
    await opened(options);
    return document.querySelector('.player-now')?.textContent ?? '';
  };
  const fails = (/** @type {Error} */ error) => ({
    answer: () => {
      throw error;
    },
  });
  assert.match(await reason(fails(new OfflineError('no'))), /The server cannot be reached.*Try again/);
  assert.match(await reason(fails(new ApiError(422, { code: 'run-refused', message: 'too long' }))), /too long/);
  assert.match(await reason({ nodes: [] }), /There is nothing to run yet/);
});

test('run to a node behind an open choice waits for the choice and goes on to it', async () => {
  const { bus, state, position, messages } = await opened();
  state.select([{ kind: 'node', id: 'n10' }], 'canvas');
  bus.emit('action.requested', { name: 'run-to-here' });
  assert.equal(position(), 4);
  assert.match(messages.at(-1) ?? '', /^Choose a branch. The run then goes on to /);
  keydown('2');
  await answered();
  assert.equal(new RunModel(byChoices([1])).firedIn(position() + 1), 'n10');
});

test('run to the node right behind an open choice stops there', async () => {
  const chosen = readTrace('blue-green-green').trace;
  const { bus, state, position } = await opened({
    answer: (/** @type {any[]} */ choices) => (choices.length > 0 ? chosen : byChoices([])),
  });
  state.select([{ kind: 'node', id: new RunModel(chosen).firedIn(6) ?? '' }], 'canvas');
  bus.emit('action.requested', { name: 'run-to-here' });
  keydown('2');
  await answered();
  assert.equal(position(), 5);
});

test('of a node to which a run does not come this is said, with another way to find one', async () => {
  const { bus, state, messages } = await opened({ answer: finished });
  state.select([{ kind: 'node', id: 'n20' }], 'canvas');
  bus.emit('action.requested', { name: 'run-to-here' });
  assert.match(messages.at(-1) ?? '', /^This run does not come to .* from here\.$/);
});

test('the address opens its run at its step, another fragment another run, and none closes it', async () => {
  const { player, position, state } = setUp();
  const show = async (/** @type {string} */ hash) => {
    location.hash = hash;
    window.dispatchEvent(new /** @type {any} */ (window).Event('hashchange'));
    for (let turn = 0; turn < 3; turn += 1) await answered();
  };
  location.hash = '#run?at=2';
  player.openFromAddress();
  for (let turn = 0; turn < 3; turn += 1) await answered();
  assert.equal(position(), 2);
  await show('#run?at=3');
  assert.equal(position(), 3);
  await show('#main');
  assert.equal(state.running, true);
  await show('');
  assert.equal(state.running, false);
});

test('how do I get there opens the shortest run, before the node fires', async () => {
  /** @type {string[]} */ const asked = [];
  const { choices } = new RunModel(byChoices([1]));
  const { bus, state, position, messages, ...run } = setUp({
    reach: async (/** @type {string} */ node) => {
      asked.push(node);
      return { found: true, choices, at: 6, message: 'One choice leads there.', explored: true };
    },
  });
  state.select([{ kind: 'node', id: 'n9' }], 'canvas');
  bus.emit('action.requested', { name: 'get-there' });
  for (let turn = 0; turn < 3; turn += 1) await answered();
  assert.deepEqual([asked, messages.at(-1)], [['n9'], 'One choice leads there.']);
  assert.equal(run.asked.at(-1)?.length, choices.length);
  assert.equal(new RunModel(byChoices([1])).firedIn(position() + 1), 'n9');
});

test('how do I get there goes on from where the run is, says how, and the run before can be had back', async () => {
  /** @type {any[]} */ const from = [];
  const { state, position, asked } = await opened({
    reach: async (/** @type {string} */ _node, /** @type {any} */ _options, /** @type {any} */ here) => {
      from.push(here);
      return { found: true, choices: [...here.choices, { label: 'More' }], at: 8, message: 'There.', explored: true };
    },
  });
  press('To end');
  keydown('2');
  await answered();
  press('Step');
  const before = position();
  state.select([{ kind: 'node', id: 'n20' }], 'canvas');
  keydown('g');
  for (let turn = 0; turn < 3; turn += 1) await answered();
  assert.equal(from[0].at, before);
  assert.equal(from[0].choices.length, 1);
  assert.deepEqual(asked.at(-1)?.slice(-1), ['More']);
  assert.match(document.querySelector('.player-notes')?.textContent ?? '', /^There\./);

  press('Back to the run before');
  for (let turn = 0; turn < 3; turn += 1) await answered();
  assert.deepEqual([position(), asked.at(-1)?.length], [before, 1]);
  assert.equal(document.querySelector('.player-notes')?.textContent, '');
});

test('where the run is already, how to get there is not asked for', async () => {
  const { messages } = await opened({ reach: async () => assert.fail('nothing should be asked for') });
  keydown('g');
  assert.match(messages.at(-1) ?? '', /^The run is at .* now\.$/);
});

test('where no run leads to a node, or nobody answers, this is said and nothing changes', async () => {
  const reason = { found: false, choices: [], at: 0, message: 'No edge leads to it.', explored: true };
  const { bus, state, position, messages } = await opened({ reach: async () => reason });
  keydown('ArrowRight');
  state.select([{ kind: 'node', id: 'n9' }], 'canvas');
  bus.emit('action.requested', { name: 'get-there' });
  await answered();
  assert.deepEqual([position(), messages.at(-1)], [1, 'No edge leads to it.']);

  for (const end of ends.splice(0)) end();
  const broken = await opened({
    reach: async () => {
      throw new OfflineError('The server cannot be reached.');
    },
  });
  broken.state.select([{ kind: 'node', id: 'n9' }], 'canvas');
  keydown('g');
  await answered();
  assert.match(broken.messages.at(-1) ?? '', /The server cannot be reached/);
});

test('an answer on how to get there that comes after the run was closed opens nothing', async () => {
  /** @type {(answer: any) => void} */ let come = () => {};
  const { player, state, messages } = await opened({
    reach: () =>
      new Promise((go) => {
        come = go;
      }),
  });
  state.select([{ kind: 'node', id: 'n9' }], 'canvas');
  keydown('g');
  player.close();
  come({ found: true, choices: [], at: 3, message: 'There.', explored: true });
  await answered();
  assert.deepEqual([state.running, messages], [false, []]);
});

test('of thousands of branches the panel lists some, and more when asked', async () => {
  const { trace } = readTrace('blue-green-open');
  const options = Array.from({ length: 14_000 }, (_, index) => ({
    edges: [],
    label: `Way ${index}`,
    targets: [],
    greyed: false,
  }));
  await opened({ answer: () => ({ ...trace, waiting: { ...trace.waiting, options } }) });
  press('To end');
  const listed = () => document.querySelectorAll('.now-choice').length;
  assert.equal(listed(), 200);
  press('Show 200 more of 13800');
  assert.equal(listed(), 400);
  assert.equal(document.activeElement?.textContent, 'Way 200');
});

test('a presentation shows where the run is in large words, and Escape leaves it before the run', async () => {
  const { state } = await opened({ answer: finished });
  state.data.companion = { captions: { n1: 'It begins here.' } };
  const presenting = () => document.documentElement.classList.contains('presenting');
  keydown('p');
  await answered();
  assert.equal(presenting(), true);
  assert.match(document.querySelector('.present-caption')?.textContent ?? '', /^Start.*It begins here\.$/);
  keydown('PageDown');
  assert.equal(document.querySelector('.present-title')?.textContent, 'Build new version');
  keydown('Escape');
  assert.deepEqual([presenting(), state.running], [false, true]);
  keydown('Escape');
  assert.equal(state.running, false);
});

test('the end of a run ends its presentation', async () => {
  const { player } = await opened({ answer: finished });
  press('Present');
  player.close();
  assert.equal(document.documentElement.classList.contains('presenting'), false);
});

test('where a loop forced the branch, the panel says why it is another run that a choice makes', async () => {
  await opened({ answer: () => readTrace('retry').trace });
  for (let step = 0; step < 4; step += 1) press('Step');
  assert.match(document.querySelector('.now-words')?.textContent ?? '', /^The loop decided here: limit 1 reached\./);
});

test('a run that began where nothing had the focus leaves it to the canvas', async () => {
  const { player, canvas } = setUp();
  canvas.tabIndex = 0;
  document.body.append(canvas);
  /** @type {any} */ (document.activeElement)?.blur();
  player.open();
  await answered();
  press('End run');
  assert.equal(document.activeElement, canvas);
});
