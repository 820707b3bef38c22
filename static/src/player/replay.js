/**
 * A run as a short text for links: how many firings are shown, the choices, the seed and the options. Pure.
 *
 * `webapp/simulation/replay.py` reads and writes the same; the form is in webapp/simulation/README.md.
 *
 * @typedef {{ node: string, visit?: number|null, edges?: string[]|null, label?: string|null }} Choice
 * @typedef {{ at: number, choices: Choice[], seed: number|null, options: Record<string, unknown> }} Replay
 */

const MOST_CHARACTERS = 262_144;
const MOST_CHOICES = 20_000;
const AT = /^[0-9]{1,9}$/;
const SEED = /^-?[0-9]{1,15}$/;
const CHOICE = /^([^.:=]+)(?:\.([1-9][0-9]{0,8}))?([:=])(.+)$/s;
// What separates within the list of choices is percent-encoded in ids; in labels only what ends the choice.
const SEPARATORS = /[ .:=+%,]/g;
const LIST_SEPARATORS = /[%,]/g;
const LONE_SURROGATE = /\p{Surrogate}/gu;

/** A text that is no run; the message names the field and the choice, and `plain` says it without names of fields. */
export class ReplayError extends Error {
  /** @param {string} message @param {string} [plain] */
  constructor(message, plain = message) {
    super(message);
    this.plain = plain;
  }
}

/**
 * Reads a replay text; unknown fields are ignored, and of one that is there twice the first counts.
 * @param {string} text
 * @returns {Replay}
 */
export function readReplay(text) {
  if (text.length > MOST_CHARACTERS)
    throw new ReplayError(
      `the text of the run has ${figures(text.length)} characters, and at most ${figures(MOST_CHARACTERS)} are possible`,
    );
  if (text.match(LONE_SURROGATE))
    throw new ReplayError(
      'the text of the run cannot be read: it has half of a surrogate pair',
      damaged('it has a character that is none'),
    );
  const fields = new URLSearchParams(text);
  const field = (/** @type {string} */ name) => fields.get(name) ?? '';
  return {
    at: whole(field('at'), AT, 'the step (at=)', 9, 'its step cannot be read') ?? 0,
    seed: whole(field('seed'), SEED, 'the seed (seed=)', 15, 'its seed cannot be read'),
    choices: choicesOf(field('choices')),
    options: optionsOf(field('options') || '{}'),
  };
}

/**
 * Writes a run; what has its usual value is left out.
 * @param {Partial<Replay>} replay
 * @returns {string}
 */
export function writeReplay({ at = 0, choices = [], seed = null, options = {} }) {
  const fields = {
    at: at ? String(at) : '',
    choices: choices.map(choiceText).join(','),
    seed: seed === null ? '' : String(seed),
    options: Object.keys(options).length > 0 ? JSON.stringify(options) : '',
  };
  return Object.entries(fields)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}=${encoded(value)}`)
    .join('&');
}

/** @param {number} count */
const figures = (count) => count.toLocaleString('en');

/** @param {string} wrong */
const damaged = (wrong) => `this link is not complete: ${wrong}`;

/**
 * @param {string} value @param {RegExp} form @param {string} name @param {number} most figures @param {string} wrong
 * @returns {number|null}
 */
function whole(value, form, name, most, wrong) {
  if (value === '') return null;
  if (!form.test(value))
    throw new ReplayError(
      `the text of the run cannot be read: ${name} must be a whole number with at most ${most} figures`,
      damaged(wrong),
    );
  return Number(value) || 0;
}

/** @param {string} value @returns {Choice[]} */
function choicesOf(value) {
  const items = value === '' ? [] : value.split(',');
  if (items.length > MOST_CHOICES)
    throw new ReplayError(
      `the text of the run has ${figures(items.length)} choices, and at most ${figures(MOST_CHOICES)} are possible`,
    );
  return items.map(choiceOf);
}

/** @param {string} item @param {number} index @returns {Choice} */
function choiceOf(item, index) {
  const [, node = '', visit, kind, branch = ''] = CHOICE.exec(item) ?? [];
  const edges = kind === ':' ? branch.split(/[+ ]/) : [];
  if (node === '' || edges.includes(''))
    throw new ReplayError(
      `the text of the run cannot be read: choice ${index + 1} must be a node with edges or with a label, ` +
        'such as n5:n5-n6 or n4=Repeat',
      damaged(`choice ${index + 1} of it cannot be read`),
    );
  const place = { node: unescaped(node), ...(visit && { visit: Number(visit) }) };
  return kind === ':' ? { ...place, edges: edges.map(unescaped) } : { ...place, label: unescaped(branch) };
}

/** @param {string} value @returns {Record<string, unknown>} */
function optionsOf(value) {
  try {
    const read = JSON.parse(value, (name, inner) => {
      if (`${name}${typeof inner === 'string' ? inner : ''}`.match(LONE_SURROGATE)) throw new SyntaxError();
      return inner;
    });
    if (read !== null && typeof read === 'object' && !Array.isArray(read)) return read;
  } catch {
    // The reason is told below, for both.
  }
  throw new ReplayError(
    'the text of the run cannot be read: the options (options=) must be a JSON object, such as {"join":"all"}',
    damaged('its options cannot be read'),
  );
}

/** @param {Choice} choice */
function choiceText({ node, visit, edges, label }) {
  const place = `${escaped(node, SEPARATORS)}${visit ? `.${visit}` : ''}`;
  // The space is written as a plus.
  return edges?.length
    ? `${place}:${edges.map((edge) => escaped(edge, SEPARATORS)).join(' ')}`
    : `${place}=${escaped(label ?? '', LIST_SEPARATORS)}`;
}

/** @param {string} text @param {RegExp} characters */
const escaped = (text, characters) =>
  text.replace(characters, (found) => `%${found.charCodeAt(0).toString(16).toUpperCase()}`);

/** Undoes percent-encoding, also where some of it is broken. @param {string} text */
const unescaped = (text) => new URLSearchParams(`x=${text.replace(/[+&]/g, encodeURIComponent)}`).get('x') ?? '';

/** @param {string} value */
const encoded = (value) =>
  encodeURIComponent(value.replace(LONE_SURROGATE, '\ufffd'))
    .replace(/[!'()*]/g, (found) => `%${found.charCodeAt(0).toString(16).toUpperCase()}`)
    .replace(/%20/g, '+')
    .replace(/%(3A|2C|3D)/g, decodeURIComponent);
