import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { clientName, entries, entry, forget, remember, savingKey } from '../../static/src/core/keys.js';

let stored;
let full;
beforeEach(() => {
  stored = new Map();
  full = false;
  const value = {
    getItem: (name) => stored.get(name) ?? null,
    setItem(name, value) {
      if (full) throw new DOMException('full', 'QuotaExceededError');
      stored.set(name, value);
    },
  };
  Object.defineProperty(globalThis, 'localStorage', { configurable: true, value });
});
const made = (viewKey, changedAt) => ({
  view_key: viewKey,
  edit_key: `edit-${viewKey}`,
  own_key: `own-${viewKey}`,
  title: viewKey,
  changed_at: changedAt,
});
const inTheBrowser = () => JSON.parse(stored.get('lanestep.keys') ?? '[]').map((item) => item.view_key);

test('keys are listed from the newest change to the oldest', () => {
  assert.equal(remember(made('old', '2026-11-01')), true);
  remember(made('new', '2026-11-02'));
  assert.deepEqual(
    entries().map((item) => item.view_key),
    ['new', 'old'],
  );
  forget('new');
  assert.deepEqual(inTheBrowser(), ['old']);
  forget('old');
});

test('a key for which the browser has no room serves this page, and is kept as soon as there is room', () => {
  remember(made('first', '2026-11-01'));
  full = true;
  assert.equal(remember(made('second', '2026-11-02')), false);
  assert.equal(savingKey('second'), 'own-second');
  assert.deepEqual(inTheBrowser(), ['first']);

  full = false;
  assert.equal(remember({ view_key: 'first', title: 'renamed' }), true);
  assert.deepEqual(inTheBrowser(), ['second', 'first']);
  forget('first');
  forget('second');
});

test('a key without room takes nothing from what another tab keeps meanwhile', () => {
  full = true;
  remember(made('mine', '2026-11-01'));
  stored.set('lanestep.keys', JSON.stringify([made('theirs', '2026-11-02')]));
  assert.deepEqual(
    entries().map((item) => item.view_key),
    ['theirs', 'mine'],
  );
  full = false;
  remember({ view_key: 'mine', title: 'now' });
  assert.deepEqual(inTheBrowser(), ['theirs', 'mine']);
  forget('mine');
  assert.equal(entry('mine'), undefined);
});

test('a change of one field keeps the title, the keys and the time of the last change', () => {
  remember(made('mine', '2026-11-01'));
  remember({ view_key: 'mine', nodes: 7 });
  assert.deepEqual(entry('mine'), { ...made('mine', '2026-11-01'), nodes: 7 });
  remember({ view_key: 'mine', title: 'Orders' });
  assert.equal(entry('mine')?.title, 'Orders');
  assert.equal(savingKey('mine'), 'own-mine');
  forget('mine');
});

test('a key that comes alone has no title, and was changed now', () => {
  const before = new Date().toISOString();
  remember({ view_key: 'bare' });
  const { title, changed_at: changedAt = '' } = entry('bare') ?? {};
  assert.equal(title, '');
  assert.ok(before <= changedAt && changedAt <= new Date().toISOString());
  forget('bare');
});

test('a key for which the browser has no room keeps its title when it changes again', () => {
  full = true;
  remember(made('mine', '2026-11-01'));
  remember({ view_key: 'mine', nodes: 3 });
  assert.deepEqual(
    entries().map((item) => [item.title, item.nodes]),
    [['mine', 3]],
  );
  full = false;
  forget('mine');
});

test('who may save does so with the key to own, else with the key to edit, else not at all', () => {
  remember({ view_key: 'edits', edit_key: 'edit' });
  remember({ view_key: 'views' });
  assert.equal(savingKey('edits'), 'edit');
  assert.equal(savingKey('views'), undefined);
  forget('edits');
  forget('views');
});

test('this browser has the same name for as long as the page is open, with or without room', () => {
  full = true;
  assert.equal(clientName(), clientName());
});

test('a damaged entry is listed last and keeps its keys', () => {
  stored.set(
    'lanestep.keys',
    JSON.stringify([{ ...made('damaged', 2026), title: null }, made('whole', '2026-11-01'), null]),
  );
  assert.deepEqual(
    entries().map((item) => [item.view_key, item.title]),
    [
      ['whole', 'whole'],
      ['damaged', ''],
    ],
  );
  assert.equal(savingKey('damaged'), 'own-damaged');
});

test('where storage is forbidden, keys and the name of this browser last as long as the page', () => {
  Object.defineProperty(globalThis, 'localStorage', {
    configurable: true,
    get() {
      throw new DOMException('forbidden', 'SecurityError');
    },
  });
  assert.deepEqual(entries(), []);
  assert.equal(remember(made('here', '2026-11-01')), false);
  assert.equal(savingKey('here'), 'own-here');
  assert.equal(clientName(), clientName());
  forget('here');
});
