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

test('the versions that links keep are listed, and one that is taken back is gone from the list', async (t) => {
  const versions = [line(4, false), line(3), line(1)];
  /** @type {string[]} */ const asked = [];
  const before = globalThis.fetch;
  t.after(() => Object.assign(globalThis, { fetch: before }));
  Object.assign(globalThis, {
    fetch: async (/** @type {any} */ address, /** @type {any} */ { method }) => {
      asked.push(`${method} ${address}`);
      if (method === 'DELETE') Object.assign(versions[1] ?? {}, { pinned: false });
      return new Response(method === 'DELETE' ? null : JSON.stringify({ versions }), {
        status: method === 'DELETE' ? 204 : 200,
      });
    },
  });
  /** @type {string[]} */ const said = [];
  const bus = /** @type {any} */ ({
    emit: (/** @type {string} */ _name, /** @type {any} */ { message }) => said.push(message),
  });
  const element = createSharedVersions({ bus, viewKey: 'v', key: 'e' });
  document.body.append(element);
  await settled();
  const buttons = () => [...element.querySelectorAll('button')].map((one) => one.getAttribute('aria-label'));
  assert.deepEqual(buttons(), ['End the links to version 3', 'End the links to version 1']);

  element.querySelector('button')?.click();
  await settled();
  assert.ok(asked.some((one) => /^DELETE .*\/api\/documents\/e\/pins\/3$/.test(one)));
  assert.deepEqual(buttons(), ['End the links to version 1']);
  assert.match(said[0] ?? '', /version 3 open it no longer/);
});

test('where no link keeps a version, or this browser may not edit, nothing is shown', () => {
  const bus = /** @type {any} */ ({ emit() {} });
  assert.equal(createSharedVersions({ bus, viewKey: 'v', key: undefined }).childElementCount, 0);
});
