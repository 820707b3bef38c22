import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import './page-in-node.js';

const { createRunLinks } = await import('../../static/src/pages/run-links.js');
const ORIGIN = location.origin;

/** What was sent, and what is answered by the end of the path. @type {any[]} */ let sent = [];
/** @type {Record<string, [number, any]>} */ let answers = {};

beforeEach(() => {
  sent = [];
  answers = { pins: [201, { version: 3, path: '' }], runs: [201, { id: 'kept-run' }] };
  globalThis.fetch = /** @type {any} */ (
    async (/** @type {string} */ path, /** @type {any} */ { body }) => {
      const name = path.split('/').at(-1) ?? '';
      sent.push({ path, body: JSON.parse(body) });
      const [status, answer] = answers[name] ?? [404, {}];
      return new Response(JSON.stringify(answer), { status });
    }
  );
});

const stored = { kind: 'document', view_key: 'view', version: 3 };
const links = (/** @type {any} */ data, secure = async () => true) =>
  createRunLinks({ state: /** @type {any} */ ({ data }), secure });

test('a link to a step of a stored diagram pins the version that is shown', async () => {
  const { address, note } = await links(stored).linkTo('at=2');
  assert.equal(address, `${ORIGIN}/d/view?version=3#run?at=2`);
  assert.equal(note, '');
  assert.deepEqual(sent, [{ path: '/api/documents/view/pins', body: { version: 3 } }]);
});

test('a run that is too long for a link is kept on the server', async () => {
  const replay = `choices=${'n2.1:n2-n3,'.repeat(300)}n4=No`;
  const { address } = await links(stored).linkTo(replay);
  assert.equal(address, `${ORIGIN}/d/view?version=3#run?id=kept-run`);
  assert.equal(sent.at(-1).body.run, replay);
});

test('where no more runs are kept, a long run is in the link itself', async () => {
  answers.runs = [409, { error: { code: 'links-full', message: 'full' } }];
  const replay = `choices=${'n2.1:n2-n3,'.repeat(300)}n4=No`;
  assert.equal((await links(stored).linkTo(replay)).address, `${ORIGIN}/d/view?version=3#run?${replay}`);
});

test('where no more versions are kept, the link shows the newest one, and the person is told', async () => {
  answers.pins = [409, { error: { code: 'links-full', message: 'full' } }];
  const { address, note } = await links(stored).linkTo('at=2');
  assert.equal(address, `${ORIGIN}/d/view#run?at=2`);
  assert.match(note, /newest version/);
});

test('the link of a sample needs no server', async () => {
  const { address } = await links({ kind: 'sample', sample: 'blue-green', view_key: null }).linkTo('at=2');
  assert.equal(address, `${ORIGIN}/samples/blue-green#run?at=2`);
  assert.deepEqual(sent, []);
});

test('what is not saved is saved first', async () => {
  const data = { kind: 'new', view_key: null, version: null };
  const { address } = await links(data, async () => {
    Object.assign(data, stored);
    return true;
  }).linkTo('');
  assert.equal(address, `${ORIGIN}/d/view?version=3#run`);
});

test('what cannot be saved has no link, and the reason is said', async () => {
  await assert.rejects(links({ kind: 'new' }, async () => false).linkTo('at=2'), /saving does not work/);
});

test('a version that is gone has no link, in the words of the server', async () => {
  answers.pins = [404, { error: { code: 'not-found', message: 'version 3 is not the newest any more' } }];
  await assert.rejects(links(stored).linkTo('at=2'), /not the newest any more/);
});
