/**
 * Changes of the options of a run, and what the diagram leaves to choose. Pure; apart from run-options.js, as only the
 * panel needs it, which is loaded when it opens.
 *
 * @typedef {import('./run-options.js').OptionName} OptionName
 * @typedef {import('./run-options.js').Exceptions} Exceptions
 * @typedef {import('./run-options.js').RunOptions} RunOptions
 * @typedef {import('./run-options.js').Question} Question
 * @typedef {import('./run-options.js').Part} Part
 * @typedef {import('../core/events.js').DiagramInfo} DiagramInfo
 */
import { OF_PARTS, answerTo, questionOf } from './run-options.js';

/**
 * @param {RunOptions} options @param {OptionName} name @param {string} value @param {DiagramInfo} diagram
 * @returns {RunOptions}
 */
export function withAnswer(options, name, value, diagram) {
  const next = { ...options, [name]: value };
  // A run must start somewhere: what was usual is ticked.
  if (name === 'start' && value === 'chosen' && !options.also_start?.length)
    next.also_start = startsOf(diagram, options).slice();
  if (name === 'start' && value !== 'chosen') {
    const already = new Set(startsOf(diagram, next));
    next.also_start = (options.also_start ?? []).filter((id) => !already.has(id));
  }
  return next;
}

/** @param {RunOptions} options @param {string} id @param {boolean} starts @returns {RunOptions} */
export function withStart(options, id, starts) {
  const others = (options.also_start ?? []).filter((one) => one !== id);
  return { ...options, also_start: starts ? [...others, id] : others };
}

/**
 * @param {RunOptions} options @param {Part} part @param {OptionName} name
 * @param {string} value '' for the same as everywhere else
 * @returns {RunOptions}
 */
export function withException(options, { kind, id }, name, value) {
  const field = `${kind}s`;
  const all = { .../** @type {Exceptions} */ (options[/** @type {'nodes'|'edges'} */ (field)] ?? {}) };
  const next = { ...all[id], [name]: value };
  if (value === '') delete next[name];
  if (Object.keys(next).length > 0) all[id] = next;
  else delete all[id];
  return { ...options, [field]: all };
}

/** What is said of a part, '' for nothing. @param {RunOptions} options @param {Part} part @param {OptionName} name */
export const exceptionAt = (options, { kind, id }, name) => options[`${kind}s`]?.[id]?.[name] ?? '';

/**
 * The nodes at which a run starts by the option `start`.
 * @param {DiagramInfo} diagram @param {RunOptions} options @returns {string[]}
 */
export function startsOf({ nodes, edges }, options) {
  const start = answerTo(options, 'start');
  if (start === 'chosen') return [];
  const [reached, leaving] = [new Set(edges.map(({ target }) => target)), new Set(edges.map(({ source }) => source))];
  const sources = nodes.filter(({ id }) => !reached.has(id) && leaving.has(id));
  const circles = sources.filter(({ shape }) => shape === 'circle');
  if (start === 'sources' && sources.length > 0) return sources.map(({ id }) => id);
  const first = nodes.find(({ id, shape }) => shape === 'circle' && leaving.has(id)) ?? nodes[0];
  const found = circles.length > 0 ? circles : sources.length > 0 ? sources : first ? [first] : [];
  return found.map(({ id }) => id);
}

/**
 * Where a run may start too: other nodes that no edge leads to, and what is ticked already.
 * @param {DiagramInfo} diagram @param {RunOptions} options @returns {{ id: string, ticked: boolean }[]}
 */
export function furtherStarts(diagram, options) {
  const already = new Set(startsOf(diagram, options));
  const also = options.also_start ?? [];
  const reached = new Set(diagram.edges.map(({ target }) => target));
  const others = diagram.nodes.filter(({ id }) => !reached.has(id)).map(({ id }) => id);
  if (answerTo(options, 'start') === 'chosen') others.push(...startsOf(diagram, {}));
  return [...new Set([...others, ...also])]
    .filter((id) => !already.has(id) || also.includes(id))
    .map((id) => ({ id, ticked: also.includes(id) }));
}

/**
 * The questions that make a difference at a node or an edge.
 * @param {DiagramInfo} diagram @param {Part} part @returns {Question[]}
 */
export function questionsAt({ nodes, edges }, { kind, id }) {
  if (kind === 'edge') {
    const edge = edges.find((one) => one.id === id);
    return edge && leads(edges, edge.target, edge.source) ? [questionOf('reply')] : [];
  }
  const node = nodes.find((one) => one.id === id);
  const forks = node?.shape !== 'diamond' && edges.filter(({ source }) => source === id).length > 1;
  const joins = edges.filter(({ target }) => target === id).length > 1;
  return OF_PARTS.node.filter((name) => (name === 'join' ? joins : forks)).map(questionOf);
}

/** Every part with such questions. @param {DiagramInfo} diagram @returns {Part[]} */
export function partsWithQuestions(diagram) {
  const { nodes, edges } = diagram;
  return [
    ...nodes.map(({ id }) => ({ kind: /** @type {const} */ ('node'), id })),
    ...edges.map(({ id }) => ({ kind: /** @type {const} */ ('edge'), id })),
  ].filter((part) => questionsAt(diagram, part).length > 0);
}

/** @param {DiagramInfo['edges']} edges @param {string} from @param {string} to */
function leads(edges, from, to) {
  /** @type {Map<string, string[]>} */ const next = new Map();
  for (const { source, target } of edges) next.set(source, [...(next.get(source) ?? []), target]);
  const seen = new Set([from]);
  for (const node of seen) for (const target of next.get(node) ?? []) seen.add(target);
  return seen.has(to);
}
