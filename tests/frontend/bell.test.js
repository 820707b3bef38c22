import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { listen } from '../../static/src/api/bell.js';
import '../../static/src/api/polling.js';

/** @type {FakeStream[]} */ let streams;
/** Addresses of what the page asked for. @type {string[]} */ let asked;
let version = 0;
let status = 200;

class FakeStream extends EventTarget {
  static CLOSED = 2;
  readyState = 0;

  constructor() {
    super();
    streams.push(this);
  }

  close() {
    this.readyState = FakeStream.CLOSED;
  }

  /** @param {string} name @param {object} [data] */
  send(name, data = {}) {
    this.readyState = 1;
    this.dispatchEvent(Object.assign(new Event(name), { data: JSON.stringify(data) }));
  }

  /** @param {number} state */
  fail(state) {
    this.readyState = state;
    this.dispatchEvent(new Event('error'));
  }
}

beforeEach(() => {
  [streams, asked, version, status] = [[], [], 0, 200];
  mock.timers.enable({ apis: ['setTimeout'] });
  Object.assign(globalThis, {
    EventSource: FakeStream,
    document: Object.assign(new EventTarget(), { hidden: false, documentElement: { dataset: {} } }),
    fetch: async (/** @type {string} */ path) => {
      asked.push(path);
      const body = status === 200 ? { version, steps: [] } : { error: { code: 'x', message: 'gone' }, version };
      return { ok: status === 200, status, json: async () => body };
    },
  });
});
afterEach(() => {
  mock.timers.reset();
  Reflect.deleteProperty(globalThis, 'document');
});

/** @param {number} seconds */
async function pass(seconds) {
  for (let left = seconds * 4; left > 0; left -= 1) {
    mock.timers.tick(250);
    for (let turns = 0; turns < 3; turns += 1) await new Promise((done) => setImmediate(done));
  }
}

/** @param {Partial<import('../../static/src/api/bell.js').Hears>} [more] */
function listening(more = {}) {
  /** @type {number[]} */ const told = [];
  const heard = { told, open: 0, /** @type {object|null} */ ended: null };
  const stop = listen('key', {
    version: (number) => told.push(number),
    open: () => (heard.open += 1),
    ended: (end) => (heard.ended = end),
    ...more,
  });
  return { heard, stop };
}

test('while the stream passes, nothing is asked for', async () => {
  const { heard, stop } = listening();
  streams[0]?.send('version', { version: 4 });
  for (let times = 0; times < 8; times += 1) {
    await pass(15);
    streams[0]?.send('alive');
  }
  assert.deepEqual([heard.told, heard.open, asked, streams.length], [[4], 1, [], 1]);
  stop();
});

test('a stream that is kept back is given up for asking now and then, less often where nothing happens', async () => {
  const { heard, stop } = listening({ since: () => 2 });
  version = 3;
  await pass(7);
  assert.deepEqual([heard.told, heard.open], [[3], 1]);
  assert.match(asked[0] ?? '', /steps\?since=2$/);
  await pass(120);
  const often = asked.length;
  assert.ok(often >= 8 && often <= 16, String(often));
  version = 5;
  await pass(15);
  assert.equal(heard.told.at(-1), 5);
  stop();
  await pass(60);
  assert.ok(asked.length <= often + 4);
});

test('asking ends as soon as a stream passes again', async () => {
  const { stop } = listening();
  await pass(7);
  assert.equal(asked.length, 1);
  while (streams.length < 2) await pass(1);
  streams[1]?.send('version', { version: 9 });
  const before = asked.length;
  await pass(40);
  assert.equal(asked.length, before);
  stop();
});

test('a stream that falls silent is dead', async () => {
  const { stop } = listening();
  streams[0]?.send('version', { version: 1 });
  await pass(44);
  assert.equal(asked.length, 0);
  await pass(2);
  assert.equal(asked.length, 1);
  stop();
});

test('a stream that is refused is asked for in another way at once', async () => {
  const { heard, stop } = listening();
  streams[0]?.fail(FakeStream.CLOSED);
  await pass(0.25);
  assert.deepEqual([asked.length, heard.open], [1, 1]);
  stop();
});

test('where the server ends each stream at once, it is asked now and then, and for a stream more seldom', async () => {
  const { heard, stop } = listening();
  version = 3;
  for (let times = 0; times < 3; times += 1) {
    streams[times]?.send('version', { version: 2 });
    streams[times]?.fail(0);
    await pass(10);
    assert.deepEqual([heard.told.at(-1), heard.open], [3, times + 1]);
    await pass(22);
  }
  assert.equal(streams.length, 4);
  assert.ok(asked.length >= 9, String(asked.length));
  stop();
});

test('a browser that tries the stream again by itself goes on doing so', async () => {
  const { stop } = listening();
  streams[0]?.fail(0);
  await pass(60);
  assert.equal(streams.length, 1);
  assert.notEqual(streams[0]?.readyState, FakeStream.CLOSED);
  stop();
});

test('where the oldest changes are not kept any more, their number is known all the same', async () => {
  const { heard, stop } = listening();
  [status, version] = [410, 12];
  await pass(7);
  assert.deepEqual(heard.told, [12]);
  stop();
});

test('the end of a link is heard by asking too', async () => {
  const { heard, stop } = listening();
  status = 404;
  await pass(7);
  assert.deepEqual(heard.ended, { reason: 'unknown', message: 'gone' });
  await pass(120);
  assert.deepEqual([asked.length, streams.length], [1, 1]);
  stop();
});
