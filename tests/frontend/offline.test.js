import assert from 'node:assert/strict';
import { beforeEach, mock, test } from 'node:test';

const HEADERS = { 'Content-Security-Policy': "style-src 'nonce-OFFLINE-NONCE'", 'Content-Type': 'text/html' };
const PAGES = {
  document: '<title>OFFLINE-TITLE</title><meta content="OFFLINE-NONCE"><script>"OFFLINE-DATA"</script>',
  home: 'home',
  words: '<p>OFFLINE-MESSAGE</p>',
};
const ORIGIN = 'https://flow.example.org';

/** Caches by name, each by address. @type {Map<string, Map<string, Response>>} */ let stores;
/** What the worker asked the network. @type {string[]} */ let asked;
/** @type {(address: string) => Promise<Response>} */ let network;
/** @type {Record<string, (event: object) => void>} */ const on = {};

const addressOf = (/** @type {Request|string|{ url: string }} */ request) =>
  new URL(typeof request === 'string' ? request : request.url, ORIGIN).href;

/** @param {string} name */
function cacheOf(name) {
  const store = stores.get(name) ?? new Map();
  stores.set(name, store);
  return {
    match: async (/** @type {string} */ request) => store.get(addressOf(request))?.clone(),
    put: async (/** @type {string} */ request, /** @type {Response} */ answer) => store.set(addressOf(request), answer),
    delete: async (/** @type {string} */ request) => store.delete(addressOf(request)),
    keys: async () => [...store.keys()].map((url) => ({ url })),
    addAll: async (/** @type {string[]} */ files) => {
      for (const file of files) store.set(addressOf(file), await fetch(file));
    },
  };
}

beforeEach(() => {
  [stores, asked] = [new Map(), []];
  network = async () => new Response('from the server');
});
Object.assign(globalThis, {
  self: globalThis,
  location: { origin: ORIGIN },
  build: {
    version: 'v2',
    prefix: '/flow',
    files: ['/flow/static/a.js?v=1'],
    fresh: { title: '' },
    headers: HEADERS,
    pages: PAGES,
  },
  registration: {},
  addEventListener: (/** @type {string} */ name, /** @type {() => void} */ does) => (on[name] = does),
  caches: {
    open: async (/** @type {string} */ name) => cacheOf(name),
    keys: async () => [...stores.keys()],
    delete: async (/** @type {string} */ name) => stores.delete(name),
  },
  fetch: async (/** @type {string} */ request) => {
    asked.push(addressOf(request));
    return network(addressOf(request));
  },
});
await import('../../static/src/worker/service-worker.js');

/** @param {string} path @param {string} [mode] @returns {Promise<Response|null>} null where the worker does nothing */
async function get(path, mode = 'navigate') {
  /** @type {Promise<Response>|null} */ let answer = null;
  const request = { url: ORIGIN + path, method: 'GET', mode, destination: mode === 'navigate' ? 'document' : '' };
  on['fetch']?.({ request, preloadResponse: Promise.resolve(undefined), respondWith: (made) => (answer = made) });
  return answer;
}

/** @param {'install'|'activate'} name */
async function live(name) {
  /** @type {Promise<unknown>|null} */ let work = null;
  on[name]?.({ waitUntil: (made) => (work = made) });
  await work;
}

const away = async () => {
  throw new TypeError('no network');
};
const keep = (/** @type {object} */ data) =>
  cacheOf('lanestep.kept').put('/flow/kept/abc', new Response(JSON.stringify(data)));

test('a page comes from the server wherever it answers', async () => {
  await keep({ title: 'Old' });
  assert.equal(await (await get('/flow/d/abc'))?.text(), 'from the server');
});

test('what the API, files, streams and other websites answer passes the worker by', async () => {
  network = away;
  for (const path of ['/flow/api/samples', '/flow/live/abc', '/flow/d/abc.svg', '/flow/embed/abc', '/elsewhere'])
    assert.equal(await get(path), null, path);
  assert.equal(await get('/flow/api/documents/abc', 'cors'), null);
});

test('without the server a kept diagram opens, and nothing in it is markup or a place to fill', async () => {
  network = away;
  const hostile = '</script><b>OFFLINE-NONCE "OFFLINE-DATA" OFFLINE-TITLE & \u2028';
  await keep({ title: hostile, code: hostile });
  const answer = await get('/flow/d/abc');
  const text = (await answer?.text()) ?? '';
  const [, nonce = ''] = /content="([0-9a-f]{32})"/.exec(text) ?? [];
  assert.equal(answer?.headers.get('Content-Security-Policy'), `style-src 'nonce-${nonce}'`);
  const [, data = ''] = /<script>(.*?)<\/script>/.exec(text) ?? [];
  assert.deepEqual(JSON.parse(data), { title: hostile, code: hostile, offline: true });
  assert.ok(!text.includes('<b>'));
  const [, again] = /content="(.*?)"/.exec((await (await get('/flow/d/abc'))?.text()) ?? '') ?? [];
  assert.notEqual(again, nonce);
});

test('a proxy that says that the server is gone is as good as no answer, for what is kept', async () => {
  network = async () => new Response('Bad gateway', { status: 502 });
  assert.equal((await get('/flow/d/abc'))?.status, 502);
  await keep({ title: 'Kept' });
  assert.match((await (await get('/flow/d/abc'))?.text()) ?? '', /<title>Kept/);
  assert.equal(await (await get('/flow/'))?.text(), 'home');
});

test('what is not kept is said in words', async () => {
  network = away;
  const diagram = await get('/flow/d/other');
  assert.equal(diagram?.status, 503);
  assert.match((await diagram?.text()) ?? '', /not kept here/);
  await keep({ title: 'Kept' });
  assert.match((await (await get('/flow/d/abc?version=1'))?.text()) ?? '', /not kept here/);
  const said = /** @type {[string, RegExp][]} */ ([
    ['/flow/samples/blue-green', /samples need the server/],
    ['/flow/e/abc', /link to edit opens with the server only/],
    ['/flow/d/abc/history', /history of a diagram is on the server/],
    ['/flow/help/dead-end', /help needs the server/],
    ['/flow/shared', /needs the server/],
  ]);
  for (const [path, words] of said) assert.match((await (await get(path))?.text()) ?? '', words);
});

test('a file whose address names its content is asked for once, others each time', async () => {
  network = async (address) => new Response(`first of ${address}`);
  await live('install');
  await cacheOf('lanestep.files/flow v2').addAll(['/flow/static/editing.css']);
  network = async () => new Response('second');
  assert.match((await (await get('/flow/static/a.js?v=1', 'cors'))?.text()) ?? '', /^first/);
  assert.equal(await (await get('/flow/static/a.js?v=2', 'cors'))?.text(), 'second');
  assert.equal(await (await get('/flow/static/editing.css', 'no-cors'))?.text(), 'second');
  network = away;
  assert.match((await (await get('/flow/static/editing.css', 'no-cors'))?.text()) ?? '', /^first/);
});

test('a new version drops the files of the old one, and nothing else', async () => {
  for (const name of [
    'lanestep.files/flow v1',
    'lanestep.files/flow v2',
    'lanestep.files v1',
    'lanestep.kept',
    'foreign',
  ])
    cacheOf(name);
  await live('activate');
  assert.deepEqual([...stores.keys()], ['lanestep.files/flow v2', 'lanestep.files v1', 'lanestep.kept', 'foreign']);
});

test('the twenty diagrams that were opened last are kept, none larger than two million letters', async () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  globalThis.document = /** @type {any} */ ({ documentElement: { dataset: { prefix: '/flow' } } });
  const kept = JSON.stringify(
    [...Array(25).keys()].map((n) => ({ view_key: `k${n}`, own_key: 'o', changed_at: '2026-01-01' })),
  );
  globalThis.localStorage = /** @type {any} */ ({ getItem: () => kept });
  const { keepDiagrams } = await import('../../static/src/saving/kept-diagrams.js');
  const { EventBus } = await import('../../static/src/core/event-bus.js');
  /** @param {string} key @param {string} code */
  async function open(key, code = 'x') {
    const bus = new EventBus();
    const picture = { svg: '<svg/>', geometry: {}, diagram: { nodes: [1] }, diagnostics: [], plan: 'p' };
    const state = { data: { kind: 'document', view_key: key }, picture };
    keepDiagrams(
      /** @type {any} */ ({
        bus,
        state,
        current: () => ({ code, companion: {} }),
        dirty: () => false,
        judged: () => true,
      }),
    );
    bus.emit('save.changed', /** @type {any} */ ({ state: 'saved', message: '' }));
    mock.timers.tick(2000);
    for (let turns = 0; turns < 200; turns += 1) await Promise.resolve();
  }
  for (let number = 0; number < 25; number += 1) await open(`k${number}`);
  await open('k6');
  await open('k7', 'x'.repeat(2_000_001));
  await open('stranger');
  const names = [...(stores.get('lanestep.kept')?.keys() ?? [])].map((address) => address.split('/').at(-1));
  assert.deepEqual(names, ['k5', ...[...Array(17).keys()].map((n) => `k${n + 8}`), 'k6']);
  mock.timers.reset();
});
