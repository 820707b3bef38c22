/**
 * Statements about runs in plain words, read and written, and what may come next while they are typed. Pure.
 *
 * @typedef {{ kind: 'possible'|'never', name?: string, visited?: string[], not_visited?: string[], order?: string[],
 *   before?: string[]|null, count?: Record<string, number|{ least?: number, most?: number }>, ends_at?: string[] }}
 *   Statement
 * @typedef {{ id: string, kind: 'node'|'edge', name: string, forms: string[] }} NamedPart `name`: as it is written;
 *   `forms`: as it may be typed, in small letters
 * @typedef {{ from: number, options: string[] }} Completions `from`: where the text begins that they replace
 */
import { oneLine } from '../core/phrases.js';

/** @type {Record<Statement['kind'], string>} */
export const BEGINNINGS = { possible: 'must be possible', never: 'must never happen' };
export const EXAMPLE = 'such as: Ship order before Charge card';
const MOST_OPTIONS = 8;
const CONNECTORS = [' before ', ', then ', ' and ', '; without ', '; ends at ', ' once', ' at most 2 times'];
const LETTER = /[\p{L}\p{N}_-]/u;

/**
 * @param {Pick<import('../core/events.js').DiagramInfo, 'nodes'|'edges'>} diagram
 * @returns {NamedPart[]} its nodes and edges with the names by which statements call them
 */
export function namedParts({ nodes, edges }) {
  /** @type {Map<string, number>} */ const often = new Map();
  const textOf = (/** @type {{ id: string, label: string }} */ { id, label }) => oneLine(label) || id;
  for (const node of nodes) often.set(textOf(node), (often.get(textOf(node)) ?? 0) + 1);
  /** @type {Map<string, NamedPart>} */ const known = new Map();
  for (const node of nodes) {
    const text = textOf(node);
    const single = often.get(text) === 1;
    const name = single ? `"${text}"` : `"${text}" (${node.id})`;
    const forms = single ? [name, text, node.id] : [name, `${text} (${node.id})`, node.id];
    known.set(node.id, { id: node.id, kind: 'node', name, forms: forms.map((form) => form.toLowerCase()) });
  }
  const ways = edges.flatMap(({ id, source, target, label }) => {
    const [from, to] = [known.get(source), known.get(target)];
    if (!from || !to) return [];
    const over = label ? ` over "${oneLine(label)}"` : '';
    const name = `${from.name} to ${to.name}${over}`;
    const plain = `${from.forms[1] ?? ''} to ${to.forms[1] ?? ''}${over}`;
    const forms = [name, plain, id].map((form) => form.toLowerCase());
    return [{ id, kind: /** @type {const} */ ('edge'), name, forms }];
  });
  return [...known.values(), ...ways];
}

/** @param {Statement} statement @param {NamedPart[]} parts @returns {string} its conditions in words */
export function wordsOf(statement, parts) {
  const name = (/** @type {string} */ id) => parts.find((part) => part.id === id)?.name ?? id;
  const all = (/** @type {string[]} */ ids) => ids.map(name).join(' and ');
  const { visited = [], not_visited: not = [], order = [], before, count = {}, ends_at: ends = [] } = statement;
  return [
    before?.length ? `${name(before[0] ?? '')} before ${name(before[1] ?? '')}` : '',
    order.map(name).join(', then '),
    all(visited),
    not.length > 0 ? `without ${all(not)}` : '',
    ...Object.entries(count).map(([id, often]) => `${name(id)} ${oftenWords(often)}`),
    ends.length > 0 ? `ends at ${all(ends)}` : '',
  ]
    .filter(Boolean)
    .join('; ');
}

/** @param {number|{ least?: number, most?: number }} often */
function oftenWords(often) {
  if (typeof often === 'number') return timesWords(often);
  const { least = 0, most } = often;
  if (most === undefined) return `at least ${timesWords(least)}`;
  if (least === most) return timesWords(most);
  return least > 0 ? `${least} to ${timesWords(most)}` : `at most ${timesWords(most)}`;
}

/** @param {number} count */
const timesWords = (count) => (count === 1 ? 'once' : `${count} times`);

/**
 * @param {string} text @param {NamedPart[]} parts
 * @returns {{ conditions: Omit<Statement, 'kind'>, error: string }} `error`: what is not understood; '' where all is
 */
export function readStatement(text, parts) {
  const reader = new Reader(text, parts);
  try {
    reader.clauses();
    return { conditions: reader.found, error: '' };
  } catch (error) {
    return { conditions: {}, error: /** @type {Error} */ (error).message };
  }
}

class Reader {
  /** @type {Required<Omit<Statement, 'kind'|'name'|'before'>> & { before?: string[] }} */ #all = {
    visited: [],
    not_visited: [],
    order: [],
    count: {},
    ends_at: [],
  };
  #at = 0;
  #text;
  #parts;

  /** @param {string} text @param {NamedPart[]} parts */
  constructor(text, parts) {
    this.#text = text.trim().replace(/[.;,\s]+$/, '');
    this.#parts = parts;
  }

  /** What was read, without what is empty. @returns {Omit<Statement, 'kind'>} */
  get found() {
    return Object.fromEntries(Object.entries(this.#all).filter(([, value]) => Object.keys(value).length > 0));
  }

  clauses() {
    if (this.#text === '') throw new Error(`Write what runs do, ${EXAMPLE}.`);
    do this.#clause();
    while (this.#take(/^\s*[;,]\s*/));
    const rest = this.#text.slice(this.#at);
    if (rest !== '') throw new Error(`“${rest.trim()}” is not understood here.`);
  }

  #clause() {
    if (this.#take(/^without\s+/i)) return void this.#all.not_visited.push(...this.#list());
    if (this.#take(/^ends? at\s+/i)) return void this.#all.ends_at.push(...this.#list('node'));
    const start = this.#at;
    const first = this.#part();
    if (this.#take(/^\s+before\s+/i)) {
      this.#at = start;
      const one = this.#part('node');
      this.#take(/^\s+before\s+/i);
      this.#all.before = [one, this.#part('node')];
    } else if (this.#peek(/^\s*,?\s*then\s+/i)) {
      this.#at = start;
      this.#all.order.push(this.#part('node'));
      while (this.#take(/^\s*,?\s*then\s+/i)) this.#all.order.push(this.#part('node'));
    } else if (!this.#count(first)) {
      this.#all.visited.push(first);
      if (this.#take(/^\s+and\s+/i)) this.#all.visited.push(...this.#list());
    }
  }

  /** @param {string} part @returns {boolean} whether it is said how often */
  #count(part) {
    const found = this.#take(
      /^\s+(?:(at least|at most|exactly)\s+)?(?:(once)|(twice)|(\d{1,5})(?:\s+to\s+(\d{1,5}))?\s+times?)/i,
    );
    if (!found) return false;
    const [, limit = '', once, twice, figure, second] = found;
    const count = once ? 1 : twice ? 2 : Number(figure);
    const limits = { 'at least': { least: count }, 'at most': { most: count } };
    const limited = limits[/** @type {keyof typeof limits} */ (limit.toLowerCase())];
    this.#all.count[part] = second ? { least: count, most: Number(second) } : (limited ?? count);
    return true;
  }

  /** @param {'node'} [kind] */
  #list(kind) {
    const found = [this.#part(kind)];
    while (this.#take(/^\s+and\s+/i)) found.push(this.#part(kind));
    return found;
  }

  /** @param {'node'} [kind] @returns {string} the id of the part with the longest name that is written here */
  #part(kind) {
    const rest = this.#text.slice(this.#at);
    const best = longest(rest, kind ? this.#parts.filter((part) => part.kind === kind) : this.#parts);
    if (!best) {
      const said = rest.split(/[;,]| before | and | then /)[0]?.trim();
      throw new Error(
        said
          ? `There is no ${kind ?? 'node or edge'} “${said}”.`
          : `The name of a ${kind ?? 'node or edge'} is missing.`,
      );
    }
    this.#at += best.length;
    return best.id;
  }

  /** @param {RegExp} form */
  #peek(form) {
    return form.exec(this.#text.slice(this.#at));
  }

  /** @param {RegExp} form @returns {RegExpExecArray|null} what was read over */
  #take(form) {
    const found = this.#peek(form);
    if (found) this.#at += found[0].length;
    return found;
  }
}

/** @param {string} text @param {NamedPart[]} parts @returns {{ id: string, length: number }|null} */
function longest(text, parts) {
  const small = text.toLowerCase();
  let [id, length] = ['', 0];
  for (const part of parts)
    for (const form of part.forms) {
      if (form.length <= length || !small.startsWith(form)) continue;
      const [last, next] = [form.at(-1) ?? '', small[form.length] ?? ''];
      if (!(LETTER.test(last) && LETTER.test(next))) [id, length] = [part.id, form.length];
    }
  return length > 0 ? { id, length } : null;
}

/**
 * What may stand where the text before the cursor ends: names that go on from what is typed, or words behind a name.
 * @param {string} before @param {NamedPart[]} parts @returns {Completions}
 */
export function completions(before, parts) {
  const starts = [0, ...[...before.matchAll(/;|,|\b(?:and|before|then|without|ends at)\b/gi)].map(endOf)];
  for (const start of starts) {
    const lead = /^\s*/.exec(before.slice(start))?.[0].length ?? 0;
    const from = start + lead;
    const typed = before.slice(from).toLowerCase();
    if (typed === '' && start !== starts.at(-1)) continue;
    const whole = longest(typed, parts);
    if (whole && typed.slice(whole.length).trim() === '' && typed.length > 0)
      return { from: from + whole.length, options: CONNECTORS };
    // A name may have such words in it: then it goes on from before them.
    const options = named(typed, parts, start === starts.at(-1));
    if (options.length > 0) return { from, options };
  }
  return { from: before.length, options: [] };
}

/** @param {RegExpMatchArray} match */
const endOf = (match) => (match.index ?? 0) + match[0].length;

/**
 * @param {string} typed @param {NamedPart[]} parts @param {boolean} inside whether it may be anywhere in a name
 * @returns {string[]} names with it, those first that begin so
 */
function named(typed, parts, inside) {
  const bare = typed.replace(/^"/, '');
  const begins = (/** @type {NamedPart} */ { forms }) => forms.some((form) => form.replace(/^"/, '').startsWith(bare));
  const found = parts.filter(
    ({ kind, forms }) => (kind === 'node' || bare !== '') && forms.some((it) => it.includes(bare)),
  );
  const sorted = [...found.filter(begins), ...found.filter((part) => inside && !begins(part))];
  return sorted.slice(0, MOST_OPTIONS).map(({ name }) => name);
}
