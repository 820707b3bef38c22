/** The licences of the packages whose code is in a bundle, as one text. */
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

const PACKAGE = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/;
const LICENCE_FILE = /^(licen[cs]e|copying|notice)\b/i;

/**
 * Return the folders of the packages of which code is in the outputs, sorted. What was read but left out is not named.
 * @param {import('esbuild').Metafile[]} metafiles
 */
export function bundledPackages(metafiles) {
  const inputs = metafiles.flatMap(({ outputs }) =>
    Object.values(outputs).flatMap((output) => Object.entries(output.inputs)),
  );
  const paths = inputs.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([path]) => PACKAGE.exec(path)?.[0]);
  return [...new Set(paths.filter((path) => path !== undefined))].sort();
}

/**
 * Return the text with the licences of all bundled packages; a package without one is an error.
 * @param {import('esbuild').Metafile[]} metafiles
 * @param {string} root the folder from which esbuild names its inputs
 */
export async function licencesOf(metafiles, root) {
  const parts = await Promise.all(bundledPackages(metafiles).map((folder) => licenceOf(join(root, folder))));
  const introduction = 'The scripts and styles of Lanestep contain code of these packages, under these licences.\n';
  return [introduction, ...parts].join(`\n${'-'.repeat(80)}\n\n`);
}

/** @param {string} folder */
async function licenceOf(folder) {
  const { name, version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const files = (await readdir(folder)).filter((file) => LICENCE_FILE.test(file)).sort();
  if (!license || !files.length) throw new Error(`The package ${name} is bundled, but has no licence in ${folder}.`);
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  return `${name} ${version} (${license})\n\n${texts.map((text) => text.trim()).join('\n\n')}\n`;
}
