import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRunAddress, fragmentOf, runInAddress } from '../../static/src/player/run-address.js';

/** An address bar whose clock is turned by hand. */
function setUp({ hash = '', refuses = false, loadedAgain = true } = {}) {
  /** @type {(() => void)[]} */ let due = [];
  const bar = {
    location: { pathname: '/d/key', search: '?version=3', hash },
    /** @type {string[]} */ written: [],
    history: {
      state: null,
      replaceState(_state, _title, address) {
        if (refuses) throw new Error('too often');
        bar.written.push(address);
        bar.location.hash = new URL(address, 'http://host').hash;
      },
    },
    setTimeout: (act) => due.push(act),
    clearTimeout: () => {
      due = [];
    },
    loadedAgain: () => loadedAgain,
    tick: () => due.splice(0).forEach((act) => act()),
  };
  return { bar, address: createRunAddress(/** @type {any} */ (bar)) };
}
const replayAt = (at) => () => ({ at, choices: [], seed: null, options: {} });

test('a fragment asks for a run, for one from its beginning, for one that the server keeps, or for none', () => {
  assert.deepEqual(runInAddress('#run?at=3'), { text: 'at=3', id: '' });
  assert.deepEqual(runInAddress('#run'), { text: '', id: '' });
  assert.deepEqual(runInAddress('#run?id=a_b-1'), { text: 'id=a_b-1', id: 'a_b-1' });
  assert.equal(runInAddress('#running?at=3'), null);
  assert.equal(runInAddress(''), null);
});

test('steps that follow fast are written once, as what is shown then; the rest of the address stays', () => {
  const { bar, address } = setUp();
  for (const at of [1, 2, 3]) address.note(replayAt(at));
  bar.tick();
  assert.deepEqual(bar.written, ['/d/key?version=3#run?at=3']);
  bar.tick();
  assert.equal(bar.written.length, 1);
});

test('what is still to be written is written when the page is left', () => {
  const { bar, address } = setUp();
  address.note(replayAt(4));
  address.flush();
  assert.equal(bar.location.hash, fragmentOf('at=4'));
});

test('the end of a run takes it out of the address, also one that is still to be written', () => {
  const { bar, address } = setUp({ hash: '#run?at=2' });
  address.note(replayAt(3));
  address.clear();
  bar.tick();
  assert.deepEqual(bar.written, ['/d/key?version=3']);
});

test('a fragment that is no run stays at the end of one', () => {
  const { bar, address } = setUp({ hash: '#main' });
  address.clear();
  assert.deepEqual(bar.written, []);
});

test('the page knows what it has written itself', () => {
  const { bar, address } = setUp();
  address.note(replayAt(4));
  address.flush();
  assert.equal(address.isOwn(), true);
  bar.location.hash = '#run?at=5';
  assert.equal(address.isOwn(), false);
});

test('a browser that refuses to change the address does not disturb the run', () => {
  const { address } = setUp({ refuses: true });
  address.note(replayAt(4));
  assert.doesNotThrow(address.flush);
});

test('a page that is loaded again takes up the run as it was left; one that is opened anew does not', (t) => {
  /** @type {Record<string, string>} */ const kept = {};
  const before = globalThis.sessionStorage;
  t.after(() => Object.assign(globalThis, { sessionStorage: before }));
  Object.assign(globalThis, {
    sessionStorage: {
      getItem: (/** @type {string} */ name) => kept[name] ?? null,
      setItem: (/** @type {string} */ name, /** @type {string} */ value) => {
        kept[name] = value;
      },
    },
  });
  const leave = () => {
    const { address } = setUp({ hash: '#run?at=1' });
    address.note(replayAt(4));
    address.leave();
  };
  /** @param {any} options */
  const arrive = (options) => {
    const { bar, address } = setUp(options);
    address.takeUp();
    return bar.location.hash;
  };
  leave();
  assert.equal(arrive({ hash: '#run?at=1' }), '#run?at=4');
  assert.equal(arrive({ hash: '#run?at=1' }), '#run?at=1');
  leave();
  assert.equal(arrive({ loadedAgain: false }), '');
});
