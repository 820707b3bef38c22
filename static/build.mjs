/**
 * Bundles the front end into static/dist, with source maps. `--watch` rebuilds on change; `--release FOLDER` bundles
 * into that folder, without source maps, for a wheel. Run by `npm run build` and by hatch_build.py.
 */
import { context } from 'esbuild';
import { readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { brotliCompressSync } from 'node:zlib';
import { licencesOf } from './licences.mjs';

const options = { watch: { type: 'boolean' }, release: { type: 'string' } };
const { watch, release } = parseArgs({ options }).values;
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const root = here('..');
const outdir = release ? resolve(release) : here('./dist');
const shared = {
  absWorkingDir: root,
  bundle: true,
  logLevel: 'warning',
  metafile: true,
  minify: true,
  outdir,
  sourcemap: !release,
  target: ['es2022'],
};

/** Write the list of files; its time tells others when the bundle was built, so it comes last. */
async function list({ outputs }) {
  await writeFile(
    join(outdir, 'manifest.json'),
    JSON.stringify(
      Object.keys(outputs)
        .map((path) => basename(path))
        .sort(),
      null,
      1,
    ),
  );
}

const relist = {
  name: 'relist',
  setup(build) {
    build.onEnd(async ({ metafile, errors }) => {
      if (metafile && !errors.length) await list(metafile);
    });
  },
};

const parts = await Promise.all([
  context({
    ...shared,
    entryPoints: { boot: here('./src/pages/boot.js'), 'service-worker': here('./src/worker/service-worker.js') },
    format: 'iife',
  }),
  context({
    ...shared,
    entryPoints: {
      app: here('./css/app.css'),
      pages: here('./css/pages.css'),
      history: here('./css/history.css'),
      editing: here('./css/editing.css'),
      people: here('./css/people.css'),
      analysis: here('./css/analysis.css'),
      'many-runs': here('./css/many-runs.css'),
    },
  }),
  context({
    ...shared,
    entryPoints: {
      home: here('./src/pages/home.js'),
      document: here('./src/pages/document.js'),
      embed: here('./src/pages/embed.js'),
      shared: here('./src/pages/shared.js'),
      help: here('./src/pages/help.js'),
      history: here('./src/pages/history.js'),
    },
    format: 'esm',
    splitting: true,
    chunkNames: '[name]-[hash]',
    plugins: watch ? [relist] : [],
  }),
]);

if (watch) await Promise.all(parts.map((part) => part.watch()));
else {
  const metafiles = [];
  for (const part of parts) {
    metafiles.push((await part.rebuild()).metafile);
    await part.dispose();
  }
  await writeFile(join(outdir, 'LICENSES.txt'), await licencesOf(metafiles, root));
  const made = metafiles.flatMap(({ outputs }) => Object.keys(outputs).map((path) => basename(path)));
  // The server sends these where the browser takes them: nobody could wait for the best compression at a request.
  const packed = [];
  for (const name of made.filter((file) => /\.(js|css)$/.test(file))) {
    await writeFile(join(outdir, `${name}.br`), brotliCompressSync(await readFile(join(outdir, name))));
    packed.push(`${name}.br`);
  }
  const kept = new Set([...made, ...packed, 'LICENSES.txt', 'manifest.json']);
  // Chunks of earlier builds have other names, and would stay.
  for (const name of await readdir(outdir)) if (!kept.has(name)) await rm(join(outdir, name), { recursive: true });
  await list(metafiles.at(-1));
}
