/** What Python tells of a run (tests/unit/simulation/told_runs.py), told by the browser's model in the same form. */
import { RunModel } from '../../../static/src/player/run-model.js';

const MAPS = ['tokens', 'visits', 'crossings', 'replies', 'waiting', 'loops'];

/** @param {any} compact a run as the server sends it to the browser @param {RunModel|null} [before] */
export function toldByModel(compact, before = null) {
  const model = new RunModel(compact, before);
  const positions = Array.from({ length: model.last + 1 }, (_, position) => position);
  const states = positions.map((position) => stateOf(model.moveTo(position)));
  const entries = positions.flatMap((step) => model.entriesOf(step).map(entryOf));
  const deciding = new Set(entries.flatMap(([, event, node]) => (event === 'choose' ? [String(node)] : [])));
  return {
    entries,
    states,
    backwards: positions.map((position) => stateOf(model.moveTo(model.last - position))).reverse(),
    choices: model.choices.map(({ node, visit, edges, label }) => [node, visit, edges, label]),
    decisions: Object.fromEntries([...deciding].flatMap((node) => optionsOf(model, node))),
  };
}

/** @param {RunModel} model @param {string} node @returns {[string, any][]} */
function optionsOf(model, node) {
  const options = model.optionsOf(node).map(({ edges, label, targets }) => [edges, label, targets]);
  return options.length ? [[node, options]] : [];
}

/** @param {import('../../../static/src/player/run-state.js').State} state */
function stateOf(state) {
  const maps = MAPS.flatMap((name) => {
    const entries = [...state[name]].sort(([one], [other]) => (one < other ? -1 : 1));
    return entries.length ? [[name, Object.fromEntries(entries)]] : [];
  });
  return { active: state.active, fired: state.fired, moved: state.moved, ...Object.fromEntries(maps) };
}

/** @param {import('../../../static/src/player/run-model.js').Entry} entry */
const entryOf = ({ step, event, node, edge, edges, nodes, by }) => [step, event, node, edge, edges, nodes, by];

/** The states that changes lead to. @param {any} first @param {any[]} changes */
export function statesOf(first, changes) {
  const maps = Object.fromEntries(MAPS.map((name) => [name, new Map(Object.entries(first[name] ?? {}))]));
  const states = [stateOf(/** @type {any} */ ({ ...first, ...maps }))];
  for (const change of changes) {
    for (const name of MAPS)
      for (const [key, value] of Object.entries(change[name] ?? {})) {
        if (value === 0 || value.length === 0) maps[name].delete(key);
        else maps[name].set(key, value);
      }
    states.push(stateOf(/** @type {any} */ ({ ...change, ...maps })));
  }
  return states;
}

/** @param {{ run: any, told: any }} kept */
export function expectedOf({ told }) {
  const states = statesOf(told.first, told.changes);
  return { entries: told.entries, states, backwards: states, choices: told.choices, decisions: told.decisions };
}
