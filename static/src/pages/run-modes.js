/** "One run" and "Scenarios": what the place of the player shows; loaded when a run opens. */
import { createCoverageMarks } from '../analysis/coverage-marks.js';
import { createScenarioList } from '../analysis/scenario-list.js';
import { api } from '../api/client.js';
import { h } from '../core/dom.js';
import { loadStyles } from '../core/styles.js';
import { createModes } from '../player/modes.js';
import { readReplay, writeReplay } from '../player/replay.js';

/**
 * @typedef {import('../api/types').Scenario} Scenario
 * @typedef {import('../core/state.js').PageData['companion']} Companion
 * @param {{ bus: import('../core/event-bus.js').EventBus, state: import('../core/state.js').PageState, stage:
 *   import('../picture/stage.js').Stage, player: ReturnType<typeof import('../player/player.js').createPlayer>, code:
 *   () => string, companion: () => NonNullable<Companion>, save?: (scenarios: Scenario[]) => void, told: HTMLElement }}
 *   page `told`: what is told before runs; it is beside the modes
 */
export async function openRunModes({ bus, state, stage, player, code, companion, save, told }) {
  const marks = createCoverageMarks(stage);
  const modes = createModes(player.element);
  const list = createScenarioList({
    state,
    ask: () => api.scenarios(code(), companion()),
    propose: () => api.proposeScenarios(code(), companion()),
    through: (part) => api.runThrough(code(), companion(), part),
    play({ choices, at }) {
      modes.choose('one');
      player.show(writeReplay({ at, choices, seed: null, options: {} }), () => {});
    },
    covers: marks.show,
    subject: () => JSON.stringify([code(), companion().scenarios, companion().simulation, companion().options]),
    ...(save && { save, fromRun }),
  });
  await loadStyles('analysis.css');
  modes.add({ id: 'one', name: 'One run', icon: 'play' });
  modes.add({ id: 'scenarios', name: 'Scenarios', icon: 'flag', element: list.element, show: list.show });
  modes.addAction('Many runs', 'dice', () => bus.emit('action.requested', { name: 'many-runs' }));
  const head = h('section', { class: 'run-head', 'aria-label': 'Kinds of runs' });
  player.element.before(head);
  head.append(modes.element, told);
  bus.on('run.changed', ({ active }) => modes.show(active));
  bus.on('picture.changed', () => void list.renew());
  modes.show(player.active);
  return modes;

  /** The run that is open, as a scenario. @returns {Promise<Scenario>} @throws {Error} it has not come to its end */
  async function fromRun() {
    const { choices, seed, options } = readReplay(player.text);
    const asked = { name: 'This run', choices: choices.map(plain), options, ...(seed === null ? {} : { seed }) };
    const { results } = await api.scenarios(code(), { ...companion(), scenarios: [asked] });
    const run = results[0];
    if (run?.status !== 'complete')
      throw new Error('The run has not come to its end: choose on to the end, then save it.');
    const edges = new Map(state.picture.diagram.edges.map((edge) => [edge.id, edge]));
    const taken = run.choices.map(({ node, label, edges: ids }) => ({
      node,
      label,
      ...(ids.length > 0 && { edges: ids }),
    }));
    const targets = run.choices.flatMap((choice) => choice.edges.map((id) => edges.get(id)?.target ?? ''));
    const visited = [...new Set(targets)].filter((id) => id !== '' && !run.ends_at.includes(id));
    const labels = run.choices.map(({ label }) => label).join(', ');
    return {
      name: labels.slice(0, 60) || 'Without choices',
      choices: taken,
      ...(Object.keys(options).length > 0 && { options }),
      expect: { ...(visited.length > 0 && { visited }), ...(run.ends_at.length > 0 && { ends_at: run.ends_at }) },
    };
  }
}

/** Without what is empty. @param {import('../player/replay.js').Choice} choice */
const plain = ({ node, visit, edges, label }) => ({
  node,
  ...(visit && { visit }),
  ...(edges?.length && { edges }),
  ...(label && { label }),
});
