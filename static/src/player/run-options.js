/**
 * Options of a run: what there is to choose, which hold, and how they are said. Pure; changed by option-changes.js.
 * What each does is in webapp/simulation/README.md; the shape is that of `simulation.options` in the companion.
 *
 * @typedef {'start'|'outgoing'|'join'|'reply'|'end'|'choices'} OptionName
 * @typedef {Record<string, Record<string, string>>} Exceptions by the id of a node or edge
 * @typedef {Partial<Record<OptionName, string>> & { also_start?: string[], nodes?: Exceptions, edges?: Exceptions }}
 *   RunOptions
 * @typedef {{ value: string, words: string, unusual: string }} Answer the first one is the usual one
 * @typedef {{ name: OptionName, title: string, answers: Answer[] }} Question
 * @typedef {{ kind: 'node'|'edge', id: string }} Part
 * @typedef {import('./log-lines.js').Names} Names
 */
import { oneLine } from '../core/phrases.js';

/** @type {Question[]} */
export const QUESTIONS = [
  {
    name: 'start',
    title: 'Where does a run start?',
    answers: [
      { value: 'circles', words: 'At every event that no edge leads to', unusual: '' },
      {
        value: 'sources',
        words: 'At every node that no edge leads to',
        unusual: 'a run starts at every node that no edge leads to',
      },
      { value: 'chosen', words: 'Only at the nodes that are ticked', unusual: 'a run starts only where it says' },
    ],
  },
  {
    name: 'outgoing',
    title: 'Where does a node with several edges lead?',
    answers: [
      { value: 'all', words: 'Along all of them at the same time; a decision along one branch', unusual: '' },
      { value: 'one', words: 'Along one of them, which is chosen', unusual: 'it leads along one of several edges' },
      {
        value: 'any',
        words: 'Along one or more of them, which are chosen',
        unusual: 'it leads along one or more of several edges',
      },
    ],
  },
  {
    name: 'join',
    title: 'What happens where tokens meet?',
    answers: [
      { value: 'wait', words: 'They wait for those that can still arrive, and become one', unusual: '' },
      {
        value: 'each',
        words: 'None waits, and the node fires for each of them',
        unusual: 'tokens that meet do not wait',
      },
      {
        value: 'all',
        words: 'They wait for one over every edge that leads there, so that a run can get stuck',
        unusual: 'tokens that meet wait for one over every edge',
      },
    ],
  },
  {
    name: 'reply',
    title: 'What does a token do that comes back to a node?',
    answers: [
      { value: 'stop', words: 'It is a reply and ends there, unless something was chosen in between', unusual: '' },
      {
        value: 'restart',
        words: 'The node fires again',
        unusual: 'a token that comes back lets the node fire again',
      },
    ],
  },
  {
    name: 'end',
    title: 'What does an end end?',
    answers: [
      { value: 'token', words: 'Only the token that reaches it', unusual: '' },
      { value: 'run', words: 'The whole run', unusual: 'the first end that is reached ends the whole run' },
    ],
  },
  {
    name: 'choices',
    title: 'Who chooses at a decision?',
    answers: [
      { value: 'ask', words: 'You: the run waits', unusual: '' },
      { value: 'first', words: 'Nobody: the first branch is taken', unusual: 'the first branch is taken unasked' },
      {
        value: 'weights',
        words: 'Chance, by the weights of the branches',
        unusual: 'branches are drawn by their weights',
      },
    ],
  },
];
/** The questions that a node or an edge may answer for itself. */
export const OF_PARTS = /** @type {const} */ ({ node: ['outgoing', 'join'], edge: ['reply'] });
const MOST_SAID = 4;

/** @param {OptionName} name @returns {Question} */
export const questionOf = (name) => /** @type {Question} */ (QUESTIONS.find((question) => question.name === name));
/** @param {OptionName} name */
const usual = (name) => questionOf(name).answers[0]?.value ?? '';
/** @param {unknown} value @returns {value is Record<string, any>} */
const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
/** What is no object has nothing in it. @param {unknown} value @returns {Record<string, any>} */
const fields = (value) => (isObject(value) ? value : {});

/** @param {RunOptions} options @param {OptionName} name @returns {string} the answer that holds */
export const answerTo = (options, name) => options[name] ?? usual(name);

/**
 * Whether a value from a link has the shape of options; their ids may be unknown.
 * @param {unknown} value
 * @returns {value is RunOptions}
 */
export const areOptions = (value) =>
  isObject(value) &&
  Object.entries(value).every(([name, said]) => {
    if (name === 'also_start') return Array.isArray(said) && said.every((id) => typeof id === 'string');
    const of = name === 'nodes' ? OF_PARTS.node : name === 'edges' ? OF_PARTS.edge : null;
    return of ? isObject(said) && Object.values(said).every((own) => areAnswers(own, of)) : isAnswer(name, said);
  });

/** @param {unknown} value @param {readonly string[]} names */
const areAnswers = (value, names) =>
  isObject(value) && Object.entries(value).every(([name, said]) => names.includes(name) && isAnswer(name, said));

/** @param {string} name @param {unknown} value */
const isAnswer = (name, value) =>
  QUESTIONS.some((question) => question.name === name && question.answers.some((answer) => answer.value === value));

/**
 * The options that a companion says.
 * @param {import('../core/events.js').Companion} companion
 * @returns {RunOptions}
 */
export const documentOptions = ({ options, simulation }) => merged(fields(options), fields(fields(simulation).options));

/**
 * Options with others that go before them, also for one node or edge, as the server puts them together.
 * @param {Record<string, any>} first @param {Record<string, any>} then @returns {RunOptions}
 */
export function merged(first, then) {
  const all = { ...first, ...then };
  for (const name of ['nodes', 'edges']) if (name in all) all[name] = { ...fields(first[name]), ...fields(then[name]) };
  return all;
}

/**
 * Options without what is usual anyway.
 * @param {RunOptions} options @returns {RunOptions}
 */
export function shortened(options) {
  const kept = Object.entries(options).filter(([name, value]) => {
    if (Array.isArray(value)) return value.length > 0;
    if (typeof value === 'object') return Object.keys(value).length > 0;
    return value !== usual(/** @type {OptionName} */ (name));
  });
  return Object.fromEntries(kept);
}

/**
 * What a request must say so that these options hold, where the document says others.
 * @param {RunOptions} document @param {RunOptions} wanted @returns {RunOptions}
 */
export function beyond(document, wanted) {
  /** @type {Record<string, any>} */ const said = {};
  for (const { name } of QUESTIONS)
    if (answerTo(document, name) !== answerTo(wanted, name)) said[name] = answerTo(wanted, name);
  const [before, also] = [document.also_start ?? [], wanted.also_start ?? []];
  if (before.join('\n') !== also.join('\n')) said.also_start = also;
  for (const kind of /** @type {const} */ (['nodes', 'edges'])) {
    const [old, next] = [document[kind] ?? {}, wanted[kind] ?? {}];
    const other = [...new Set([...Object.keys(old), ...Object.keys(next)])].filter(
      (id) => JSON.stringify(old[id] ?? {}) !== JSON.stringify(next[id] ?? {}),
    );
    if (other.length > 0) said[kind] = Object.fromEntries(other.map((id) => [id, next[id] ?? {}]));
  }
  return said;
}

/** @param {RunOptions} options @returns {{ part: Part, name: OptionName, value: string }[]} */
export const exceptionsIn = (options) =>
  /** @type {const} */ (['node', 'edge']).flatMap((kind) =>
    Object.entries(options[`${kind}s`] ?? {}).flatMap(([id, said]) =>
      Object.entries(said).map(([name, value]) => ({
        part: { kind, id },
        name: /** @type {OptionName} */ (name),
        value,
      })),
    ),
  );

/** @param {Part} part @param {Names} names @returns {string} such as “Check stock”, or “Check” to “Pay” */
export function partName({ kind, id }, names) {
  if (kind === 'node') return names.nodes.has(id) ? quoted(names.node(id)) : `${id} (no longer there)`;
  const edge = names.edges.get(id);
  if (!edge) return `${id} (no longer there)`;
  const label = edge.label ? `, ${quoted(edge.label)}` : '';
  return `${quoted(names.node(edge.source))} to ${quoted(names.node(edge.target))}${label}`;
}

/** @param {{ name: OptionName, value: string }} exception @returns {string} the answer in words */
export const wordsOf = ({ name, value }) =>
  questionOf(name)?.answers.find((answer) => answer.value === value)?.words ?? value;

/**
 * @param {RunOptions} options @param {Names} names
 * @returns {string[]} a clause for each option that is not the usual one
 */
export function unusualClauses(options, names) {
  const everywhere = QUESTIONS.flatMap(({ name, answers }) => {
    const said = answers.find(({ value }) => value === answerTo(options, name))?.unusual ?? '';
    const also = options.also_start ?? [];
    if (name !== 'start' || also.length === 0) return said ? [said] : [];
    const where = names.list(also);
    if (answerTo(options, 'start') === 'chosen') return [`a run starts only at ${where}`];
    return [...(said ? [said] : []), `a run also starts at ${where}`];
  });
  const exceptions = exceptionsIn(options)
    .filter(({ name, value }) => value !== answerTo(options, name))
    .map(({ part, name, value }) => {
      const words = wordsOf({ name, value });
      return `at ${partName(part, names)}: ${words.charAt(0).toLowerCase()}${words.slice(1)}`;
    });
  return [...everywhere, ...exceptions];
}

/**
 * @param {RunOptions} options @param {Names} names
 * @returns {string} which options are not the usual ones; '' where all are
 */
export function unusualSentence(options, names) {
  const clauses = unusualClauses(options, names);
  if (clauses.length === 0) return '';
  const more = clauses.length > MOST_SAID ? `; and ${clauses.length - MOST_SAID} more` : '';
  return `Not the usual options: ${clauses.slice(0, MOST_SAID).join('; ')}${more}.`;
}

/** @param {string} text */
const quoted = (text) => `“${oneLine(text)}”`;
