import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { EventBus } from '../../static/src/core/event-bus.js';
import { entries, remember } from '../../static/src/core/keys.js';
import { fakeBrowser } from './fakes/browser.js';

const { createSaver } = await import('../../static/src/saving/saver.js');

const browser = fakeBrowser();
/** What the server has, and what it was asked: each request is held until `answers` is true or `next` is called. */
/** @type {any} */ let server;

beforeEach(() => {
  browser.begin();
  mock.timers.enable({ apis: ['setTimeout', 'Date'], now: Date.parse('2026-11-30T12:00:00Z') });
  server = {
    version: 1,
    code: 'begin',
    companion: {},
    /** @type {any[]} */ saves: [],
    /** @type {(() => void)[]} */ held: [],
    holds: false,
    down: false,
    /** @type {{ status: number, error: any }|null} */ refusal: null,
  };
  globalThis.fetch = /** @type {any} */ (
    async (/** @type {string} */ path, /** @type {any} */ { method, body, headers, keepalive }) => {
      if (server.down) throw new TypeError('no network');
      const sent = body === undefined ? null : JSON.parse(body);
      if (method !== 'GET') server.saves.push({ method, path, keepalive, based: headers['If-Match'], ...sent });
      const answer = answerTo(method, sent, headers, path);
      if (server.holds)
        await new Promise((go) => {
          server.held.push(() => go(undefined));
        });
      if (server.loses || (server.losesMerges && path.endsWith('?merge=1'))) throw new TypeError('the answer was lost');
      return { ok: answer.status < 300, status: answer.status, json: async () => answer.json };
    }
  );
});
afterEach(() => mock.timers.reset());

/** @param {string} method @param {any} sent @param {any} headers @param {string} path */
function answerTo(method, sent, headers, path) {
  const has = () => ({
    version: server.version,
    changed_at: new Date().toISOString(),
    code: server.code,
    companion: server.companion,
  });
  if (server.refusal) return { status: server.refusal.status, json: { error: server.refusal.error } };
  if (method === 'GET')
    return headers['If-None-Match'] === `"${server.version}"`
      ? { status: 304, json: null }
      : { status: 200, json: has() };
  if (method === 'PUT' && path.endsWith('?merge=1') && server.merges) {
    Object.assign(server, { version: server.version + 1, code: server.merges(sent.code) });
    const came_in = server.cameIn ?? ['renamed “A”', 'added 2 edges'];
    return { status: 200, json: { ...has(), merged: { ...has(), edits: [], came_in, kept: server.kept ?? {} } } };
  }
  if (method === 'PUT' && headers['If-Match'] !== `"${server.version}"`)
    return {
      status: 409,
      json: { error: { code: 'conflict', message: 'changed', theirs: has(), clashes: server.clashes } },
    };
  Object.assign(server, { version: server.version + 1, code: sent.code, companion: sent.companion });
  const keys = { view_key: 'view', edit_key: 'edit', own_key: 'own' };
  return { status: 200, json: method === 'POST' ? { ...has(), ...keys } : has() };
}

const settled = () =>
  new Promise((go) => {
    setImmediate(go);
  });

/** Lets time go by. @param {number} ms */
async function pass(ms) {
  await settled();
  mock.timers.tick(ms);
  for (let turn = 0; turn < 5; turn += 1) await settled();
}

/** A saver of a stored document whose text is typed by `type`. @param {object} [facts] of the page */
function saving(facts = {}) {
  const bus = new EventBus();
  const data = { kind: 'document', view_key: 'view', version: 1, code: 'begin', companion: {}, sample: null, ...facts };
  if (data.kind === 'document')
    remember({ view_key: 'view', own_key: 'own', title: 'T', changed_at: '2026-01-01T00:00:00Z' });
  let work = { code: data.code, companion: {} };
  /** @type {string[]} */ const shown = [];
  /** @type {string[]} */ const told = [];
  bus.on('toast.requested', ({ message }) => told.push(message));
  bus.on('save.changed', ({ message }) => shown.push(message));
  /** @type {any} */ const seen = { shown, theirs: [], ended: [], asked: [] };
  const saver = createSaver({
    bus,
    state: /** @type {any} */ ({ data, picture: { diagram: { lanes: [], nodes: [] } } }),
    current: () => work,
    unanswered: () => seen.asked,
    changedElsewhere: (theirs) => seen.theirs.push(theirs.code),
    takeOver: (theirs) => {
      work = { code: theirs.code, companion: theirs.companion };
      return true;
    },
    unite: /** @type {any} */ (
      async (/** @type {any} */ ask) => {
        const { code, companion, ...answer } = await ask({ ...work });
        work = { code, companion };
        return { code, companion, ...answer };
      }
    ),
    ended: (reason) => seen.ended.push(reason),
    // Nobody else is there: the text is saved as a whole.
    text: /** @type {any} */ ({ active: () => false, pending: () => [], leave: () => {} }),
  });
  const type = (/** @type {string} */ code) => {
    work = { ...work, code };
    saver.changed();
  };
  return { saver, data, seen, type, told, text: () => work.code };
}

const codes = () => server.saves.map((/** @type {any} */ { code }) => code);

test('what is typed is saved a second after the last key', async () => {
  const { type, seen } = saving();
  type('a');
  await pass(900);
  type('ab');
  await pass(999);
  assert.deepEqual(codes(), []);
  await pass(1);
  assert.deepEqual([codes(), seen.shown.at(-1)], [['ab'], 'Saved']);
});

test('whoever types without a pause is saved after ten seconds', async () => {
  const { type } = saving();
  for (let second = 0; second < 13; second += 1) {
    type(`text ${second}`);
    await pass(900);
  }
  assert.equal(codes().length, 1);
});

test('saves are sent in order and one at a time, and nothing in between is lost', async () => {
  const { type, saver } = saving();
  server.holds = true;
  type('one');
  void saver.save();
  type('two');
  void saver.save();
  type('three');
  void saver.save();
  await settled();
  assert.deepEqual(codes(), ['one']);
  server.held.shift()();
  await pass(0);
  assert.deepEqual(codes(), ['one', 'three']);
  server.held.shift()();
  await pass(2000);
  assert.deepEqual([codes(), server.code], [['one', 'three'], 'three']);
});

test('each save says which version it is based on', async () => {
  const { type, saver } = saving();
  type('one');
  await saver.save();
  type('two');
  await saver.save();
  assert.deepEqual(
    server.saves.map((/** @type {any} */ { based }) => based),
    ['"1"', '"2"'],
  );
});

test('a text that is as it was is not sent', async () => {
  const { type, seen } = saving();
  type('a');
  type('begin');
  await pass(20_000);
  assert.deepEqual([codes(), seen.shown.at(-1)], [[], 'Saved']);
});

test('saving on purpose also sends what an autosave brought, so that its version stays', async () => {
  const { type, saver } = saving();
  type('a');
  await pass(1000);
  await saver.save(true);
  await saver.save(true);
  assert.deepEqual(
    server.saves.map((/** @type {any} */ { autosave }) => autosave),
    [true, false],
  );
});

test('out of reach, the text is kept here and sent again later, each time after a longer pause', async () => {
  const { type, seen } = saving();
  server.down = true;
  type('a');
  await pass(1000);
  assert.equal(seen.shown.at(-1), 'Offline, kept here');
  await pass(2000);
  server.down = false;
  await pass(3999);
  assert.deepEqual(codes(), []);
  await pass(1);
  assert.deepEqual([codes(), seen.shown.at(-1)], [['a'], 'Saved']);
});

test('when the browser is online again, the text is sent at once', async () => {
  const { type } = saving();
  server.down = true;
  type('a');
  await pass(1000);
  server.down = false;
  browser.happens('online');
  await pass(0);
  assert.deepEqual(codes(), ['a']);
});

test('what somebody else saved is a conflict: nothing is overwritten, and both are shown', async () => {
  const { type, seen, saver } = saving();
  Object.assign(server, { version: 2, code: 'theirs' });
  type('mine');
  await pass(1000);
  assert.deepEqual(
    [seen.theirs, server.code, seen.shown.at(-1)],
    [['theirs'], 'theirs', 'Changed elsewhere, kept here'],
  );
  type('mine still');
  await pass(20_000);
  assert.equal(codes().length, 2);
  assert.equal(saver.theirs()?.version, 2);
});

test('what somebody else saved elsewhere in the text is merged without a question, and told in one line', async () => {
  const { type, seen, text, saver, told } = saving();
  Object.assign(server, { version: 2, code: 'theirs', merges: (/** @type {string} */ code) => `${code} and theirs` });
  type('mine');
  await pass(1000);
  assert.deepEqual(
    [seen.theirs, server.code, text(), saver.dirty()],
    [[], 'mine and theirs', 'mine and theirs', false],
  );
  assert.deepEqual([server.saves.at(-1).based, server.saves.at(-1).base.code], ['"1"', 'begin']);
  assert.deepEqual(told, ['Merged: renamed “A”, added 2 edges. You can undo this.']);
  type('mine and theirs too');
  await pass(1000);
  assert.equal(server.saves.at(-1).based, '"3"');
});

test('a merged save whose answer was lost is sent again before what was typed since, and is its base', async () => {
  const { type, text } = saving();
  const merges = (/** @type {string} */ code) => `${code} and theirs`;
  Object.assign(server, { version: 2, code: 'theirs', merges, losesMerges: true });
  type('mine');
  await pass(1000);
  server.losesMerges = false;
  type('mine, more');
  await pass(20_000);
  const merged = server.saves.filter((/** @type {any} */ { path }) => path.endsWith('?merge=1'));
  assert.deepEqual(
    merged.map((/** @type {any} */ { code, base }) => [code, base.code]),
    [
      ['mine', 'begin'],
      ['mine', 'begin'],
      ['mine, more', 'mine'],
    ],
  );
  assert.equal(text(), 'mine, more and theirs');
});

test('a decision about what clashes is sent with the values that were seen, and told with where the rest is', async () => {
  const { type, saver, told } = saving();
  const clash = { kind: 'node', id: 'n1', field: 'label', base: 'A', mine: 'B', theirs: 'C' };
  Object.assign(server, { version: 2, code: 'theirs', clashes: [clash] });
  type('mine');
  await pass(1000);
  assert.deepEqual(saver.theirs()?.clashes, [clash]);
  const decision = { kind: 'node', id: 'n1', field: 'label', mine: 'B', theirs: 'C', take: 'theirs' };
  Object.assign(server, { merges: () => 'theirs', kept: { mine: 3 }, cameIn: [] });
  await saver.merge({ decided: [/** @type {any} */ (decision)] });
  assert.deepEqual(server.saves.at(-1).decided, [decision]);
  assert.deepEqual(told, ['Merged. The history keeps what you did not choose: your text as version 3.']);
  assert.equal(saver.theirs(), null);
});

test('what a closed tab had not saved is merged from the version that it began from', async () => {
  const { saver, text, told } = saving();
  Object.assign(server, { version: 1, merges: (/** @type {string} */ code) => `${code} and theirs` });
  const base = { code: 'before', companion: {} };
  const draft = {
    id: 'a',
    subject: 'd/view',
    code: 'kept',
    companion: {},
    version: 0,
    base,
    at: '2026-11-30T10:05:00Z',
  };
  await saver.bringBack(draft);
  assert.deepEqual([server.saves[0].based, server.saves[0].base], ['"0"', base]);
  assert.deepEqual([text(), saver.dirty()], ['kept and theirs', false]);
  assert.match(told[0] ?? '', /^Unsaved changes \(today, .*\) are back, merged with what others saved since: /);
});

for (const [take, merged, kept, line] of /** @type {const} */ ([
  ['mine', 'mine', { theirs: 2 }, 'Your text is saved. Theirs is version 2 in the history.'],
  ['theirs', 'theirs', { mine: 3 }, 'Their text is here now. Yours is version 3 in the history.'],
])) {
  test(`whoever takes the whole of ${take} sends it to be merged, and learns where the other text is`, async () => {
    const { type, saver, told, text } = saving();
    Object.assign(server, { version: 2, code: 'theirs' });
    type('mine');
    await pass(1000);
    Object.assign(server, { merges: () => merged, kept, cameIn: [] });
    await saver.merge({ decided: [], whole: { take, version: 2 } });
    assert.deepEqual(server.saves.at(-1).whole, { take, version: 2 });
    assert.deepEqual([text(), told, saver.theirs()], [merged, [line], null]);
  });
}

test('a save whose answer was lost is no conflict with oneself', async () => {
  const { type, seen } = saving();
  server.loses = true;
  type('a');
  await pass(1000);
  server.loses = false;
  type('ab');
  await pass(2000);
  assert.deepEqual([seen.theirs, server.code, seen.shown.at(-1)], [[], 'ab', 'Saved']);
});

test('where the link was ended, nothing more is sent, and the page is told why', async () => {
  const { type, seen } = saving();
  server.refusal = { status: 403, error: { code: 'forbidden', message: 'no', reason: 'revoked' } };
  type('a');
  await pass(1000);
  type('ab');
  await pass(20_000);
  assert.deepEqual([seen.ended, codes(), seen.shown.at(-1)], [['revoked'], ['a'], 'Link ended, kept here']);
});

test('a refusal for another reason is told in its own words, and the next change is sent again', async () => {
  const { type, seen } = saving();
  server.refusal = { status: 413, error: { code: 'too-large', message: 'the text is too long.' } };
  type('a');
  await pass(1000);
  assert.equal(seen.shown.at(-1), 'Not saved: the text is too long.');
  server.refusal = null;
  type('b');
  await pass(1000);
  assert.deepEqual([server.code, seen.shown.at(-1)], ['b', 'Saved']);
});

test('from the first key on, the text is a draft in this browser, until it is saved', async () => {
  const { type } = saving();
  type('a');
  await pass(0);
  assert.deepEqual(
    [...browser.drafts.values()].map(({ code, subject, version }) => [code, subject, version]),
    [['a', 'd/view', 1]],
  );
  await pass(1000);
  assert.deepEqual([...browser.drafts.values()], []);
});

test('where the browser keeps no drafts, the bar says so and leaving is warned of', async () => {
  const { type, seen } = saving();
  browser.full = true;
  server.down = true;
  type('a');
  await pass(1000);
  assert.equal(seen.shown.at(-1), 'Offline, not saved');
  assert.equal(browser.happens('beforeunload').defaultPrevented, true);
});

test('a page that goes away with unsaved text sends it, and keeps it with the edits that have no answer', async () => {
  const { saver, type, seen } = saving();
  type('a');
  seen.asked = [[{ op: 'remove_node', id: 'n1' }]];
  saver.leave();
  const last = JSON.parse(
    localStorage.getItem(Object.keys(localStorage).find((name) => name.includes('last-words')) ?? '') ?? '',
  );
  assert.deepEqual([last.code, last.asked], ['a', seen.asked]);
  await settled();
  assert.deepEqual([codes(), server.saves[0].keepalive], [['a'], true]);
});

test('what was stored since the page came is taken over where nothing was typed', async () => {
  const { saver, text } = saving();
  Object.assign(server, { version: 4, code: 'newer' });
  await saver.catchUp();
  assert.equal(text(), 'newer');
});

test('what was stored since the page came never replaces what was typed', async () => {
  const { saver, type, text } = saving();
  type('mine');
  Object.assign(server, { version: 4, code: 'newer' });
  await saver.catchUp();
  assert.equal(text(), 'mine');
});

test('the first change of a new page makes a diagram, whose keys this browser keeps', async () => {
  const { type, data } = saving({ kind: 'new', view_key: null, version: null, code: '' });
  type('a');
  await pass(1000);
  assert.deepEqual([data.kind, server.saves[0].method, entries()[0]?.own_key], ['document', 'POST', 'own']);
});

test('a new diagram whose answer was lost is asked for under the same name again', async () => {
  const { type } = saving({ kind: 'new', view_key: null, version: null, code: '' });
  server.loses = true;
  type('a');
  await pass(1000);
  server.loses = false;
  await pass(2000);
  const names = server.saves.map((/** @type {any} */ { creation_key }) => creation_key);
  assert.equal(names.length, 2);
  assert.equal(names[0], names[1]);
});

test('a draft that goes on from what the server has needs no question', async () => {
  const { saver } = saving();
  const draft = /** @type {any} */ ({ id: 'x', subject: 'd/view', code: 'b', companion: {}, version: 1, at: '' });
  assert.deepEqual([saver.continues(draft), saver.continues({ ...draft, version: 0 })], [true, false]);
});
