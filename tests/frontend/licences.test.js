import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { bundledPackages, licencesOf } from '../../static/licences.mjs';

let root = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'licences-'));
});
afterEach(() => rm(root, { recursive: true }));

/** The metafile of a bundle in which each input has as many bytes as the value says. */
const bundleOf = (bytes) => [
  {
    inputs: {},
    outputs: {
      'dist/a.js': {
        inputs: Object.fromEntries(Object.entries(bytes).map(([path, n]) => [path, { bytesInOutput: n }])),
      },
    },
  },
];

async function addPackage(folder, about, files = {}) {
  await mkdir(join(root, folder), { recursive: true });
  await writeFile(join(root, folder, 'package.json'), JSON.stringify(about));
  for (const [name, text] of Object.entries(files)) await writeFile(join(root, folder, name), text);
}

test('packages are named once, by their folders, wherever they are installed', () => {
  const metafiles = bundleOf({
    'static/src/pages/home.js': 10,
    'node_modules/plain/a.js': 10,
    'node_modules/plain/b.js': 10,
    'node_modules/@team/scoped/dist/index.js': 10,
    'node_modules/plain/node_modules/inner/index.js': 10,
  });
  assert.deepEqual(bundledPackages(metafiles), [
    'node_modules/@team/scoped',
    'node_modules/plain',
    'node_modules/plain/node_modules/inner',
  ]);
});

test('a package that was read, and left out of the bundle, is not named', () => {
  assert.deepEqual(bundledPackages(bundleOf({ 'node_modules/unused/a.js': 0 })), []);
});

test('the text has name, version and all licence files of a package', async () => {
  const texts = { LICENSE: 'Do as you like.\n', 'NOTICE.md': 'By us.', 'readme.md': 'Read.' };
  await addPackage('node_modules/plain', { name: 'plain', version: '1.2.3', license: 'MIT' }, texts);
  const text = await licencesOf(bundleOf({ 'node_modules/plain/a.js': 10 }), root);
  assert.match(text, /^plain 1\.2\.3 \(MIT\)\n\nDo as you like\.\n\nBy us\.\n$/m);
  assert.doesNotMatch(text, /Read\./);
});

test('a bundled package without a licence is an error that names it', async () => {
  await addPackage('node_modules/plain', { name: 'plain', version: '1.2.3', license: 'MIT' });
  await assert.rejects(licencesOf(bundleOf({ 'node_modules/plain/a.js': 10 }), root), /package plain .* no licence/);
});
