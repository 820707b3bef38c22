/**
 * What is to be seen on the drawing at a position of a run: the states of its nodes and edges and the marks over it.
 * Pure.
 *
 * States are sets of bits, one for each class of CLASSES: `run-active` (fires next, or waits for the user),
 * `run-visited`,
 * `run-waiting` (holds tokens for others), `run-open` (a branch that can be chosen), `run-taken` (the one that was),
 * `run-dim` (out of the way).
 *
 * @typedef {import('./run-model.js').RunModel} RunModel
 * @typedef {import('../core/events.js').DiagramInfo} DiagramInfo
 * @typedef {{ kind: 'token', node: string, edge: string|null, count: number, tip: string } | { kind: 'ring', node:
 *   string, asks: boolean }
 *   | { kind: 'loop', loop: string, node: string, words: string, tip: string } | { kind: 'reply', node:
 *   string, count: number, tip: string }} Mark
 * @typedef {{ nodes: Uint8Array, edges: Uint8Array, marks: Map<string, Mark> }} RunPicture
 *   `nodes` and `edges` in the order of the diagram; a mark's key says all that is to be seen of it but its tip
 */
import { counted } from '../core/phrases.js';

export const CLASSES = ['run-active', 'run-visited', 'run-waiting', 'run-open', 'run-taken', 'run-dim'];
const [ACTIVE, VISITED, WAITING, OPEN, TAKEN, DIM] = /** @type {const} */ ([1, 2, 4, 8, 16, 32]);

/** @param {number} bits @returns {string[]} */
export const classesOf = (bits) => CLASSES.filter((_, bit) => bits & (1 << bit));

/**
 * @param {RunModel} model
 * @param {DiagramInfo} diagram
 * @param {import('./reach.js').Reach} reach
 * @param {import('./log-lines.js').Names} names
 * @returns {RunPicture}
 */
export function runPicture(model, diagram, reach, names) {
  const { state } = model;
  const reached = reach.from(state.active ? [...state.tokens.keys(), state.active] : state.tokens.keys());
  const decision = model.decisionAt();
  const offered = new Set(decision?.options.flatMap((option) => option.edges));
  const taken = new Set(decision?.options[decision.taken]?.edges);
  const nodes = Uint8Array.from(diagram.nodes, ({ id }) => {
    if (id === state.active) return ACTIVE | (state.visits.has(id) ? VISITED : 0);
    return (state.visits.has(id) ? VISITED : reached.has(id) ? 0 : DIM) | (state.waiting.has(id) ? WAITING : 0);
  });
  const edges = Uint8Array.from(diagram.edges, ({ id, source }) => {
    const visited = state.crossings.has(id) ? VISITED : 0;
    if (offered.has(id)) return visited | OPEN | (taken.has(id) ? TAKEN : 0);
    return visited || (reached.has(source) ? 0 : DIM);
  });
  return { nodes, edges, marks: marksOf(model, diagram, names, decision !== null) };
}

/**
 * @param {RunModel} model
 * @param {DiagramInfo} diagram
 * @param {import('./log-lines.js').Names} names
 * @param {boolean} asks
 */
function marksOf(model, diagram, names, asks) {
  const { state } = model;
  /** @type {Map<string, Mark>} */ const marks = new Map();
  if (state.active) marks.set(`ring ${state.active} ${asks}`, { kind: 'ring', node: state.active, asks });
  for (const [node, count] of state.tokens) {
    const edge = model.cameBy(node);
    const others = node === state.active ? [] : (state.waiting.get(node) ?? []);
    const tip = others.length ? `waits for ${names.list(others)}` : '';
    marks.set(`token ${node} ${edge} ${count} ${tip !== ''}`, { kind: 'token', node, edge, count, tip });
  }
  for (const loop of diagram.loops) {
    const passes = state.loops.get(loop.id) ?? 0;
    const first = loop.nodes[0];
    if (passes === 0 || !first) continue;
    const most = model.mostPasses(loop.id) ?? 0;
    // Who goes on beyond the limit by hand is told only how often.
    const words = most >= passes ? `${passes} of ${most}` : String(passes);
    const tip = `${loop.condition || 'loop'}: pass ${words}`;
    marks.set(`loop ${loop.id} ${words}`, { kind: 'loop', loop: loop.id, node: first, words, tip });
  }
  for (const [node, count] of state.replies)
    marks.set(`reply ${node} ${count}`, {
      kind: 'reply',
      node,
      count,
      tip: `${counted(count, 'token')} ended by a reply`,
    });
  return marks;
}
