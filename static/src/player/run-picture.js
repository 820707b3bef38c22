/**
 * What is to be seen on the drawing at a position of a run: the classes of its groups and the marks over it. Pure.
 *
 * Keys are the ids of the SVG: `node-n1`, `edge-n1-n2`. Classes: `run-active` (fires next, or waits for the user), `run-visited`,
 * `run-waiting` (holds tokens for others), `run-open` (a branch that can be chosen), `run-taken` (the one that was), `run-dim` (out of the way).
 *
 * @typedef {import('./run-model.js').RunModel} RunModel
 * @typedef {import('../core/events.js').DiagramInfo} DiagramInfo
 * @typedef {{ kind: 'count', node: string, count: number } | { kind: 'token', node: string, edge: string|null, count: number, words: string }
 *   | { kind: 'ring', node: string, asks: boolean } | { kind: 'loop', node: string, passes: number, words: string }} Mark
 * @typedef {{ classes: Map<string, string>, marks: Map<string, Mark> }} RunPicture
 */

/** @param {RunModel} model @param {DiagramInfo} diagram @param {import('./reach.js').Reach} reach @param {import('./run-words.js').Names} names @returns {RunPicture} */
export function runPicture(model, diagram, reach, names) {
  return { classes: classesOf(model, diagram, reach), marks: marksOf(model, diagram, names) };
}

/** @param {RunModel} model @param {DiagramInfo} diagram @param {import('./reach.js').Reach} reach */
function classesOf(model, diagram, reach) {
  const { state } = model;
  const reached = reach.from(state.active ? [...state.tokens.keys(), state.active] : state.tokens.keys());
  const decision = model.decisionAt();
  const offered = new Set(decision?.options.flatMap((option) => option.edges));
  const taken = new Set(decision?.options[decision.taken]?.edges);
  /** @type {Map<string, string>} */ const classes = new Map();
  /** @param {string} key @param {(string|false|undefined)[]} names */
  const give = (key, ...names) => {
    const words = names.filter(Boolean).join(' ');
    if (words) classes.set(key, words);
  };
  for (const { id } of diagram.nodes) {
    const active = id === state.active;
    const visited = state.visits.has(id);
    give(`node-${id}`, active && 'run-active', visited && 'run-visited', !active && state.waiting.has(id) && 'run-waiting',
      !active && !visited && !reached.has(id) && 'run-dim');
  }
  for (const { id, source } of diagram.edges) {
    const visited = state.crossings.has(id);
    const open = offered.has(id);
    give(`edge-${id}`, visited && 'run-visited', open && 'run-open', taken.has(id) && 'run-taken', !visited && !open && !reached.has(source) && 'run-dim');
  }
  return classes;
}

/** @param {RunModel} model @param {DiagramInfo} diagram @param {import('./run-words.js').Names} names */
function marksOf(model, diagram, names) {
  const { state } = model;
  /** @type {Map<string, Mark>} */ const marks = new Map();
  for (const [node, count] of state.visits) marks.set(`count ${node} ${count}`, { kind: 'count', node, count });
  if (state.active) {
    const asks = model.decisionAt() !== null;
    marks.set(`ring ${state.active} ${asks}`, { kind: 'ring', node: state.active, asks });
  }
  for (const [node, count] of state.tokens) {
    const edge = model.cameBy(node);
    const others = node === state.active ? [] : state.waiting.get(node) ?? [];
    const words = others.length ? `waits for ${names.list(others)}` : '';
    marks.set(`token ${node} ${edge} ${count} ${words}`, { kind: 'token', node, edge, count, words });
  }
  for (const loop of diagram.loops) {
    const passes = state.loops.get(loop.id) ?? 0;
    const first = loop.nodes[0];
    if (passes > 0 && first) marks.set(`loop ${loop.id} ${passes}`, { kind: 'loop', node: first, passes, words: `${loop.condition || 'loop'}: pass ${passes}` });
  }
  return marks;
}
