/**
 * The scenarios of a diagram: which pass, where the others fail, what they come to, and what is proposed.
 *
 * @typedef {import('../api/types').Scenario} Scenario
 * @typedef {import('../api/types').ScenariosReply} Results
 * @typedef {Results['results'][number]} Result
 * @typedef {{ choices: import('../api/types').TakenChoice[], at: number }} Played
 */
import { h } from '../core/dom.js';
import { moveFocus } from '../core/focus.js';
import { icon } from '../core/icons.js';
import { counted, messageOf } from '../core/phrases.js';
import { severityIcon } from '../core/severity-icon.js';
import { createScenarioForm } from './scenario-form.js';
import { namedParts } from './statement-words.js';

/** Parts that no scenario comes to are listed up to so many: the drawing shows them all. */
const MOST_LISTED = 12;

/**
 * @param {{ state: import('../core/state.js').PageState, ask: () => Promise<Results>, propose: () => Promise<{
 *   scenarios: Scenario[], explored: boolean }>, through: (part: string) => Promise<{ run: Played|null, message: string
 *   }>, play: (run: Played) => void, covers: (coverage: Results['coverage']|null) => void, subject: () => string,
 *   save?: (scenarios: Scenario[]) => void, fromRun?: () => Promise<Scenario> }} parts `covers`: what the drawing
 *   shows; `save` and `fromRun`: only where the diagram may be changed
 */
export function createScenarioList({ state, ask, propose, through, play, covers, subject, save, fromRun }) {
  const summary = h('p', { class: 'scenario-summary' });
  const live = h('div', { class: 'visually-hidden', role: 'status' });
  const rows = h('ul', { class: 'told-rows', 'aria-label': 'Scenarios' });
  const proposals = h('div', { class: 'scenario-proposals' });
  const missing = h('div', { class: 'scenario-missing' });
  const add = h('button', { type: 'button', class: 'button primary', onclick: () => void keepRun() }, 'Save this run');
  const more = h('button', { type: 'button', class: 'button', onclick: () => void offer() }, 'Propose missing ones');
  const element = h(
    'div',
    { class: 'scenarios' },
    h('div', { class: 'scenario-head' }, summary, save && h('div', { class: 'scenario-acts' }, fromRun && add, more)),
    rows,
    proposals,
    missing,
    live,
  );
  let shown = false;
  let asked = '';
  /** @type {Results|null} */ let results = null;
  let failed = '';
  /** @type {{ place: number, element: HTMLElement, focus: () => void }|null} */ let editing = null;
  /** @type {Scenario[]} */ let proposed = [];

  const known = () => /** @type {Scenario[]} */ (state.data.companion?.scenarios ?? []);
  const parts = () => namedParts(state.picture.diagram);

  async function renew() {
    const wanted = subject();
    if (!shown || asked === wanted) return;
    asked = wanted;
    try {
      const answer = await ask();
      if (asked !== wanted) return;
      [results, failed] = [answer, ''];
    } catch (error) {
      if (asked !== wanted) return;
      [results, failed] = [null, messageOf(error)];
    }
    show();
  }

  function show() {
    const words = scenarioSummary(results, failed);
    if (summary.textContent !== words) live.textContent = words;
    summary.textContent = words;
    const focused = element.contains(document.activeElement) ? document.activeElement : null;
    const list = known();
    rows.replaceChildren(
      ...list.map((scenario, place) => row(scenario, place, results?.results[place])),
      ...(editing && editing.place >= list.length ? [h('li', { class: 'told-row' }, editing.element)] : []),
    );
    rows.hidden = rows.children.length === 0;
    showMissing();
    if (shown) covers(results?.coverage ?? null);
    if (!focused || document.activeElement === focused) return;
    const key = focused instanceof HTMLElement ? focused.dataset['key'] : undefined;
    const again = focused.isConnected ? focused : key && element.querySelector(`[data-key="${CSS.escape(key)}"]`);
    moveFocus(again instanceof HTMLElement ? again : more);
  }

  /** @param {Scenario} scenario @param {number} place @param {Result} [result] @returns {HTMLElement} */
  function row(scenario, place, result) {
    if (editing?.place === place) return h('li', { class: 'told-row' }, editing.element);
    const { name } = scenario;
    const word = result ? (result.passed ? 'passes' : 'fails') : '';
    const failures = result?.failures ?? [];
    const at = failures.find(({ step }) => step)?.step ?? result?.steps ?? 0;
    return h(
      'li',
      { class: 'told-row scenario-row', 'data-holds': word },
      result && !result.passed ? severityIcon('error') : icon(result ? 'check' : 'flag'),
      h('span', { class: 'told-message' }, h('strong', {}, name), word && ` – ${word}`),
      result &&
        button('play', 'Play', `Play the scenario: ${name}`, `play ${place}`, () =>
          play({ choices: result.choices, at: result.passed ? result.steps : at }),
        ),
      save && iconButton('pencil', `Edit the scenario: ${name}`, () => edit(place, scenario)),
      save &&
        iconButton('close', `Remove the scenario: ${name}`, () =>
          change(known().filter((_, index) => index !== place)),
        ),
      failures.length > 0 &&
        h(
          'ul',
          { class: 'scenario-failures' },
          ...failures.map(({ message, step }) => h('li', {}, step ? `Step ${step}: ${message}` : message)),
        ),
    );
  }

  function showMissing() {
    const { nodes, edges } = results?.coverage ?? { nodes: { missing: [] }, edges: { missing: [] } };
    const names = new Map(parts().map(({ id, name }) => [id, name]));
    const lone = [...nodes.missing, ...edges.missing];
    missing.hidden = lone.length === 0 || known().length === 0;
    if (missing.hidden) return;
    const rest = lone.length - MOST_LISTED;
    missing.replaceChildren(
      h('h3', {}, 'No scenario comes to'),
      h(
        'ul',
        { class: 'told-rows' },
        ...lone.slice(0, MOST_LISTED).map((id) =>
          h(
            'li',
            { class: 'told-row' },
            h('span', { class: 'told-message' }, names.get(id) ?? id),
            button('play', 'Show me a run', `Show me a run to ${names.get(id) ?? id}`, `through ${id}`, () => to(id)),
          ),
        ),
      ),
      rest > 0 ? h('p', { class: 'muted' }, `and ${counted(rest, 'other')}`) : '',
    );
  }

  /** @param {string} id */
  async function to(id) {
    try {
      const { run, message } = await through(id);
      if (run) play(run);
      else live.textContent = summary.textContent = message;
    } catch (error) {
      live.textContent = summary.textContent = messageOf(error);
    }
  }

  /** @param {number} place @param {Scenario} scenario */
  function edit(place, scenario) {
    const form = createScenarioForm({
      parts,
      scenario,
      title: place < known().length ? 'Edit a scenario' : 'New scenario',
      taken: known()
        .filter((_, index) => index !== place)
        .map(({ name }) => name),
      save(next) {
        const list = known().slice();
        list[place] = next;
        change(list);
      },
      cancel() {
        editing = null;
        show();
        moveFocus(add.isConnected ? add : more);
      },
    });
    editing = { place, ...form };
    show();
    form.focus();
  }

  async function keepRun() {
    if (!fromRun) return;
    try {
      const scenario = await fromRun();
      edit(known().length, scenario);
    } catch (error) {
      live.textContent = summary.textContent = messageOf(error);
    }
  }

  async function offer() {
    try {
      const answer = await propose();
      proposed = answer.scenarios;
      const limited = answer.explored ? '' : ' There are too many runs to look at all of them.';
      const words =
        proposed.length > 0
          ? `${counted(proposed.length, 'scenario')} would come to what is missing.${limited}`
          : `The scenarios come to all that complete runs come to.${limited}`;
      live.textContent = words;
      const some = proposed.length > 0;
      proposals.replaceChildren(
        ...[
          h('p', {}, words),
          some && h('ul', { class: 'scenario-failures' }, ...proposed.map(({ name }) => h('li', {}, name))),
          some && button('plus', 'Keep them', 'Keep the proposed scenarios', 'keep', keep),
          button('close', some ? 'Discard' : 'Close', 'Close the proposal', 'discard', discard),
        ].filter((part) => part !== false),
      );
      const first = proposals.querySelector('button');
      if (first) moveFocus(first);
    } catch (error) {
      live.textContent = summary.textContent = messageOf(error);
    }
  }

  function keep() {
    const list = [...known(), ...proposed];
    discard();
    change(list);
  }

  function discard() {
    proposed = [];
    proposals.replaceChildren();
    moveFocus(more);
  }

  /** @param {Scenario[]} next */
  function change(next) {
    editing = null;
    save?.(next);
    results = null;
    void renew();
    show();
    moveFocus(more);
  }

  return {
    element,
    renew,
    /** @param {boolean} on */
    show(on) {
      shown = on;
      if (on) show();
      else covers(null);
      void renew();
    },
  };
}

/**
 * @param {Parameters<typeof icon>[0]} name @param {string} word @param {string} label @param {string} key
 * @param {() => void} act
 */
const button = (name, word, label, key, act) =>
  h(
    'button',
    { type: 'button', class: 'button', 'aria-label': label, 'data-key': key, onclick: () => act() },
    icon(name),
    word,
  );

/** @param {Parameters<typeof icon>[0]} name @param {string} label @param {() => void} onclick */
const iconButton = (name, label, onclick) =>
  h(
    'button',
    { type: 'button', class: 'icon-button', 'aria-label': label, title: label.split(':')[0], onclick },
    icon(name),
  );

/**
 * @param {Results|null} results @param {string} failed
 * @returns {string} how many pass, and what they come to, in words
 */
export function scenarioSummary(results, failed) {
  if (failed) return `The scenarios could not be run: ${failed}`;
  if (!results) return '';
  const { results: all, coverage } = results;
  if (all.length === 0) return 'No scenarios yet: a run that is saved as a scenario is proven again after each change.';
  const fails = all.filter(({ passed }) => !passed).length;
  const passes =
    fails === 0
      ? all.length === 1
        ? 'The scenario passes'
        : `All ${all.length} scenarios pass`
      : `${fails} of ${counted(all.length, 'scenario')} ${fails === 1 ? 'fails' : 'fail'}`;
  const share = (/** @type {{ covered: number, total: number }} */ { covered, total }, /** @type {string} */ what) =>
    `${covered} of ${total} ${what}`;
  return `${passes}; covered: ${share(coverage.nodes, 'nodes')}, ${share(coverage.edges, 'edges')}, ${share(coverage.branches, 'branches')}`;
}
