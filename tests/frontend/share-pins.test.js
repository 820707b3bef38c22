import assert from 'node:assert/strict';
import { test } from 'node:test';
import './page-in-node.js';

const { createSharedVersions } = await import('../../static/src/dialogs/share-pins.js');

const settled = () =>
  new Promise((go) => {
    setTimeout(go, 5);
  });
const line = (/** @type {number} */ version, pinned = true) => ({
  version,
  changed_at: '2026-11-30T10:00:00+00:00',
  name: '',
  pinned,
});

/** A server with these versions and kept runs. @param {any} t @param {any} has @returns {string[]} what it was asked */
function serving(t, has) {
  /** @type {string[]} */ const asked = [];
  const before = globalThis.fetch;
  t.after(() => Object.assign(globalThis, { fetch: before }));
  Object.assign(globalThis, {
    fetch: async (/** @type {any} */ address, /** @type {any} */ { method }) => {
      asked.push(`${method} ${address}`);
      const name = String(address).split('/').at(-1);
      if (method !== 'DELETE') return new Response(JSON.stringify(has), { status: 200 });
      has.versions = has.versions.filter((/** @type {any} */ one) => String(one.version) !== name);
      has.runs = has.runs.filter((/** @type {any} */ one) => one.id !== name);
      return new Response(null, { status: 204 });
    },
  });
  return asked;
}

/** The list on the page. @returns {{ said: string[], element: HTMLElement, buttons: () => (string|null)[] }} */
function shown() {
  /** @type {string[]} */ const said = [];
  const bus = /** @type {any} */ ({
    emit: (/** @type {string} */ _name, /** @type {any} */ { message }) => said.push(message),
  });
  const element = createSharedVersions({ bus, viewKey: 'v', key: 'e' });
  document.body.append(element);
  const buttons = () => [...element.querySelectorAll('button')].map((one) => one.getAttribute('aria-label'));
  return { said, element, buttons };
}

test('the versions that links keep are listed, and one that is taken back is gone from the list', async (t) => {
  const asked = serving(t, { versions: [line(4, false), line(3), line(1)], runs: [] });
  const { said, element, buttons } = shown();
  await settled();
  assert.deepEqual(buttons(), ['End these links: version 3', 'End these links: version 1']);

  element.querySelector('button')?.click();
  await settled();
  assert.ok(asked.some((one) => /^DELETE .*\/api\/documents\/e\/pins\/3$/.test(one)));
  assert.deepEqual(buttons(), ['End these links: version 1']);
  assert.match(said[0] ?? '', /version 3 open it no longer/);
});

test('long runs that are kept are listed with how many choices they have, and can be ended', async (t) => {
  const run = { id: 'long', created: '2026-11-30T10:00:00+00:00', choices: 312, path: '/d/v#run?id=long' };
  const asked = serving(t, { versions: [line(1, false)], runs: [run] });
  const { said, element, buttons } = shown();
  await settled();
  const link = element.querySelector('a');
  assert.deepEqual([link?.textContent, link?.getAttribute('href')], ['Run with 312 choices', '/d/v#run?id=long']);

  element.querySelector('button')?.click();
  await settled();
  assert.ok(asked.some((one) => /^DELETE .*\/api\/documents\/e\/runs\/long$/.test(one)));
  assert.deepEqual([buttons(), said], [[], ['Links to this run open it no longer.']]);
});

test('where no link keeps a version, or this browser may not edit, nothing is shown', () => {
  const bus = /** @type {any} */ ({ emit() {} });
  assert.equal(createSharedVersions({ bus, viewKey: 'v', key: undefined }).childElementCount, 0);
});
