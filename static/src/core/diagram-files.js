/**
 * Files that somebody chose or dropped: a text, or a text with its companion (`name.lanestep.json`). Both are taken, or
 * neither.
 * @typedef {import('./events.js').Companion} Companion
 * @typedef {(code: string, companion: unknown) => Promise<{ problems: { path: string, message: string }[] }>} Check
 *   asks the server what in a companion does not fit its text
 */
import { readTextFile } from './text-file.js';

/** What choosers of files offer. */
export const DIAGRAM_FILES = '.fz,.txt,text/plain,.json,application/json,.csv,.tsv,.mmd,.mermaid,.md';
const COMPANION = /\.lanestep\.json$/i;
const TITLE_LIMIT = 200;

/**
 * @param {Iterable<File>} files
 * @param {{ textLimit: number, check: Check }} parts
 * @returns {Promise<{ code: string, companion: Companion, title: string, name: string }>} `title`: what the text's file
 *   is called, `name` with its ending
 * @throws {Error} with a message for people
 */
export async function readDiagram(files, { textLimit, check }) {
  const chosen = [...files];
  const beside = chosen.filter(({ name }) => COMPANION.test(name));
  const [file, another] = chosen.filter((one) => !beside.includes(one));
  const [companionFile, second] = beside;
  if (!file && companionFile)
    throw new Error(`“${companionFile.name}” belongs to a text. Open it together with its .fz file.`);
  if (!file || another || second) throw new Error('Open one text file, alone or with its companion (.lanestep.json).');
  const { text, encoding } = await readTextFile(file, textLimit);
  const title = file.name.replace(/\.\w+$/, '').slice(0, TITLE_LIMIT);
  const companion = companionFile ? await readCompanion(companionFile, { file, text, textLimit, check }) : {};
  // The encoding is that of the file, whatever is said about it.
  if (encoding) companion.encoding = encoding;
  else delete companion.encoding;
  return { code: text, companion, title, name: file.name };
}

/**
 * @param {File} companionFile
 * @param {{ file: File, text: string, textLimit: number, check: Check }} parts
 * @returns {Promise<Companion>}
 */
async function readCompanion(companionFile, { file, text, textLimit, check }) {
  const read = await readTextFile(companionFile, textLimit);
  /** @type {unknown} */ let companion;
  try {
    companion = JSON.parse(read.text.replace(/^\uFEFF/, ''));
  } catch {
    throw new Error(`“${companionFile.name}” is not JSON. Nothing was opened.`);
  }
  const { problems } = await check(text, companion);
  const [first, ...others] = problems;
  if (!first) return /** @type {Companion} */ (companion);
  const said = `${first.path} ${first.message}`.trim();
  const more = others.length > 0 ? ` (and ${others.length} more)` : '';
  throw new Error(`“${companionFile.name}” does not fit “${file.name}”: ${said}${more}. Nothing was opened.`);
}
