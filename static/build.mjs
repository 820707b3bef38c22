/**
 * Bundles the front end into static/dist; `--watch` rebuilds on change. Run by `npm run build` and by hatch_build.py.
 */
import { context } from 'esbuild';
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const shared = { bundle: true, minify: true, sourcemap: true, target: ['es2022'], metafile: true, logLevel: 'warning' };

const manifest = {
  name: 'manifest',
  setup(build) {
    build.onEnd(async ({ metafile, errors }) => {
      if (errors.length || !metafile) return;
      await writeFile(here('./dist/manifest.json'), JSON.stringify(Object.keys(metafile.outputs).sort(), null, 1));
    });
  },
};

const parts = await Promise.all([
  context({ ...shared, entryPoints: { boot: here('./src/pages/boot.js') }, outdir: here('./dist'), format: 'iife' }),
  context({ ...shared, entryPoints: { app: here('./css/app.css') }, outdir: here('./dist') }),
  context({
    ...shared,
    entryPoints: {
      home: here('./src/pages/home.js'),
      document: here('./src/pages/document.js'),
      help: here('./src/pages/help.js'),
    },
    outdir: here('./dist'),
    format: 'esm',
    splitting: true,
    chunkNames: 'chunk-[hash]',
    plugins: [manifest],
  }),
]);

if (process.argv.includes('--watch')) await Promise.all(parts.map((part) => part.watch()));
else for (const part of parts) await part.rebuild().then(() => part.dispose());
