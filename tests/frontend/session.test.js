import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { page } from './page-in-node.js';

Object.assign(globalThis, { MutationObserver: page.MutationObserver });
Object.defineProperty(globalThis, 'navigator', { configurable: true, value: page.navigator });
const { EventBus } = await import('../../static/src/core/event-bus.js');
const { PageState } = await import('../../static/src/core/state.js');
const { createSession } = await import('../../static/src/session/session.js');

const NOTHING = { lanes: [], nodes: [], edges: [], loops: [] };
const LANE = { id: 'A', label: 'A', range: { start: 0, end: 0, line: 1, column: 1, end_line: 1, end_column: 1 } };

/** What the server does: a picture's SVG is its text, and an operation is `{ from, to }`: words put for others. */
/** @type {any} */ let server;

beforeEach(() => {
  mock.timers.enable({ apis: ['setTimeout'] });
  server = { asked: [], held: [], holds: '', down: false, refusal: '', diagnostics: [], diagram: NOTHING };
  globalThis.fetch = /** @type {any} */ (
    async (/** @type {string} */ path, /** @type {any} */ { body }) => {
      if (server.down) throw new TypeError('no network');
      const sent = JSON.parse(body);
      server.asked.push({ path, ...sent });
      if (server.holds === path)
        await new Promise((go) => {
          server.held.push(go);
        });
      if (server.refusal && path !== '/api/render')
        return { ok: false, status: 422, json: async () => ({ error: { code: 'x', message: server.refusal } }) };
      return { ok: true, status: 200, json: async () => answerTo(path, sent) };
    }
  );
});
/** @type {any} */ let view = null;
afterEach(() => {
  view?.destroy();
  mock.timers.reset();
});

/** @param {string} path @param {any} sent */
function answerTo(path, { code, companion, operations = [] }) {
  for (const { from, to } of operations) code = code.replace(from, to);
  if (path === '/api/format') code = `${code.trim()}\n`;
  const created = operations.map((/** @type {any} */ { to }) => ({ kind: 'node', id: to }));
  const { diagram, diagnostics } = server;
  return { svg: code, geometry: {}, diagram, diagnostics, companion, plan: 'p', code, edits: [], created };
}

/** Lets answers come, and time go by. @param {number} [ms] */
async function pass(ms = 0) {
  for (let turn = 0; turn < 12; turn += 1) {
    await new Promise((go) => {
      setImmediate(go);
    });
    if (turn === 4) mock.timers.tick(ms);
  }
}

/** A session of a text, and what it told: the last payload of every event, and all messages. @param {string} code */
function opened(code = 'one two\n', /** @type {object} */ facts = {}) {
  const bus = new EventBus();
  /** @type {any} */ const told = { messages: [] };
  for (const name of /** @type {const} */ (['history.changed', 'picture.stale', 'edit.refused', 'title.changed']))
    bus.on(name, (payload) => (told[name] = payload));
  bus.on('toast.requested', ({ message }) => told.messages.push(message));
  const data = {
    svg: code,
    geometry: null,
    diagram: NOTHING,
    diagnostics: [],
    code,
    companion: {},
    vocabulary: {},
    ...facts,
  };
  const state = new PageState(bus, /** @type {any} */ (data));
  const container = document.createElement('div');
  document.body.append(container);
  const session = createSession({ bus, state, container, changed: () => {} });
  ({ view } = session);
  session.begin();
  const act = (/** @type {any} */ name) => bus.emit('action.requested', { name });
  // Pasted, so that no completion opens.
  const type = (/** @type {number} */ from, /** @type {string} */ insert) =>
    session.view.dispatch({ changes: { from, insert }, userEvent: 'input.paste' });
  return { bus, state, session, told, act, type };
}

test('what is typed is drawn', async () => {
  const { state, type } = opened();
  type(0, 'zero ');
  await pass(1000);
  assert.equal(state.picture.svg, 'zero one two\n');
});

test('an edit changes the text, brings its picture and tells what it created', async () => {
  const { session, state } = opened();
  const { created } = await session.edit([{ from: 'one', to: 'n4' }]);
  assert.deepEqual([session.code(), created], ['n4 two\n', [{ kind: 'node', id: 'n4' }]]);
  assert.equal(state.picture.svg, 'n4 two\n');
  assert.deepEqual(
    server.asked.map((/** @type {any} */ { path }) => path),
    ['/api/edit'],
  );
});

test('edits are done one after the other, each on the text that the one before it left', async () => {
  const { session } = opened();
  const both = [session.edit([{ from: 'one', to: '1' }]), session.edit([{ from: 'two', to: '2' }])];
  await Promise.all(both);
  assert.deepEqual(
    server.asked.map((/** @type {any} */ { code }) => code),
    ['one two\n', '1 two\n'],
  );
  assert.equal(session.code(), '1 2\n');
});

test('an edit that is refused leaves the text and its history, and the next one is done', async () => {
  const { session, told } = opened();
  server.refusal = 'there is no node n9.';
  await assert.rejects(session.edit([{ from: 'one', to: '1' }]), /there is no node n9/);
  assert.deepEqual([session.code(), told['edit.refused']], ['one two\n', { message: 'there is no node n9.' }]);
  await pass();
  assert.deepEqual(told['history.changed'], { undo: false, redo: false });
  server.refusal = '';
  await session.edit([{ from: 'two', to: '2' }]);
  assert.equal(session.code(), 'one 2\n');
});

test('what is typed while an edit is under way stays, and is drawn with it', async () => {
  const { session, state, type } = opened();
  server.holds = '/api/edit';
  const edit = session.edit([{ from: 'one', to: '1' }]);
  await pass();
  type(7, ' three');
  server.held.shift()();
  await edit;
  await pass(1000);
  assert.deepEqual([session.code(), state.picture.svg], ['1 two three\n', '1 two three\n']);
});

test('undo takes back an edit as one step, and redo does it again', async () => {
  const { session, told, act } = opened();
  await session.edit([
    { from: 'one', to: '1' },
    { from: 'two', to: '2' },
  ]);
  await pass();
  act('undo');
  assert.equal(session.code(), 'one two\n');
  assert.deepEqual(told['history.changed'], { undo: false, redo: true });
  act('redo');
  assert.equal(session.code(), '1 2\n');
});

test('undo of an edit that has no answer yet takes back that edit, not the one before it', async () => {
  const { session, act } = opened();
  await session.edit([{ from: 'one', to: '1' }]);
  await pass();
  server.holds = '/api/edit';
  const edit = session.edit([{ from: 'two', to: '2' }]);
  await pass();
  act('undo');
  server.held.shift()();
  await edit;
  await pass();
  assert.equal(session.code(), '1 two\n');
});

test('edits without an answer are known until they have one', async () => {
  const { session } = opened();
  server.holds = '/api/edit';
  const edit = session.edit([{ from: 'one', to: '1' }]);
  await pass();
  assert.deepEqual(session.unanswered(), [[{ from: 'one', to: '1' }]]);
  server.held.shift()();
  await edit;
  await pass();
  assert.deepEqual(session.unanswered(), []);
});

test('out of reach, the picture stays and says so, and follows again when the server is back', async () => {
  const { state, told, type } = opened();
  server.down = true;
  type(0, 'zero ');
  await pass(1000);
  assert.deepEqual([state.picture.svg, told['picture.stale'].stale], ['one two\n', true]);
  server.down = false;
  await pass(5000);
  assert.deepEqual([state.picture.svg, told['picture.stale'].stale], ['zero one two\n', false]);
});

test('the picture of a broken text stays as it was, with the reason', async () => {
  const { session, state, told, type } = opened();
  server.diagram = { ...NOTHING, lanes: [LANE] };
  await session.edit([{ from: 'one', to: '1' }]);
  Object.assign(server, {
    diagram: NOTHING,
    diagnostics: [{ ...LANE.range, severity: 'error', code: 'x', message: 'no brace.' }],
  });
  type(0, '{');
  await pass(1000);
  assert.equal(state.picture.svg, '1 two\n');
  assert.deepEqual(told['picture.stale'], { stale: true, message: 'Line 1: no brace.' });
});

test('a diagram that the page came without is said at once to be undrawn, until it is drawn', async () => {
  const { session, told } = opened('one two\n', { svg: '', drawing_error: 'it takes too long.' });
  const atOnce = told['picture.stale'];
  session.redraw();
  await pass(1000);
  assert.deepEqual(atOnce, { stale: true, message: 'The diagram could not be drawn: it takes too long.' });
  assert.equal(told['picture.stale'].stale, false);
});

test('whoever waits for the picture gets it with all edits that are under way', async () => {
  const { session, state } = opened();
  void session.edit([{ from: 'one', to: '1' }]);
  void session.edit([{ from: 'two', to: '2' }]);
  assert.equal(await session.settled(), '');
  assert.equal(state.picture.svg, '1 2\n');
});

test('whoever waits for the picture waits for what is typed meanwhile, too', async () => {
  const { session, state, type } = opened();
  type(0, 'zero ');
  server.holds = '/api/render';
  const waiting = session.settled();
  await pass();
  type(0, 'minus ');
  server.holds = '';
  for (const come of server.held) come();
  assert.equal(await waiting, '');
  assert.equal(state.picture.svg, 'minus zero one two\n');
});

test('whoever waits for the picture in vain is told why', async () => {
  const { session, type } = opened();
  server.down = true;
  type(0, 'zero ');
  assert.equal(await session.settled(), 'The server cannot be reached.');
});

test('formatting says that it is done, and when there was nothing to do', async () => {
  const { session, told, act } = opened('  one\n');
  act('format');
  await pass();
  act('format');
  await pass();
  assert.equal(session.code(), 'one\n');
  assert.deepEqual(told.messages, ['The code is formatted. You can undo this.', 'There is nothing to change.']);
});

test('during a run, undo and redo change the text as at any time', () => {
  const { session, state, act, type } = opened('one\n');
  type(0, 'two ');
  state.running = true;
  act('undo');
  assert.equal(session.code(), 'one\n');
  act('redo');
  assert.equal(session.code(), 'two one\n');
});

test('another title is an undo step of its own', () => {
  const { bus, session, act } = opened();
  bus.emit('title.changed', { title: 'Orders', description: '' });
  assert.equal(session.companion().title, 'Orders');
  act('undo');
  assert.equal(session.companion().title ?? '', '');
});

test('another text takes the place of the old one in one undo step', () => {
  const { session, act } = opened();
  session.replace('three\r\nfour\r\n', { title: 'T' });
  assert.deepEqual([session.code(), session.companion()], ['three\r\nfour\r\n', { title: 'T' }]);
  act('undo');
  assert.deepEqual([session.code(), session.companion()], ['one two\n', {}]);
});

test('what the server has now is put under what was typed here, and undo leaves it', () => {
  const { session, act, type } = opened('one\ntwo\n');
  type(8, 'mine\n');
  const taken = session.takeOver({ code: 'ONE\ntwo\n', companion: {} }, { code: 'one\ntwo\n', companion: {} });
  assert.deepEqual([taken, session.code()], [true, 'ONE\ntwo\nmine\n']);
  act('undo');
  assert.equal(session.code(), 'ONE\ntwo\n');
});

test('where both changed the same place, nothing is taken over', () => {
  const { session, type } = opened('one\ntwo\n');
  type(1, 'mine');
  const taken = session.takeOver({ code: 'oTHEIRSne\ntwo\n', companion: {} }, { code: 'one\ntwo\n', companion: {} });
  assert.deepEqual([taken, session.code()], [false, 'ominene\ntwo\n']);
});
