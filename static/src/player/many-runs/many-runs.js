/**
 * Many runs of the diagram: the profile, the computation with its progress, and what the runs say. It covers the page,
 * is loaded when somebody asks for it, and keeps everything in a link.
 */
import { ApiError } from '../../api/client.js';
import { computeRuns } from '../../api/simulations.js';
import { h, setText, wholeAddress } from '../../core/dom.js';
import { icon } from '../../core/icons.js';
import { messageOf } from '../../core/phrases.js';
import { loadStyles } from '../../core/styles.js';
import { openDialog } from '../../dialogs/dialog.js';
import { download, fileName } from '../../dialogs/files.js';
import { difference, histogram, lanes, outcomes, sensitivity, table, waterfall } from './charts.js';
import { heatMap, MEASURES } from './heat-map.js';
import { csvOf, percent, said, waits } from './numbers.js';
import { pngOf } from './picture-file.js';
import { profileForm } from './profile-form.js';

/**
 * @typedef {import('../../api/types').ManyRuns} ManyRuns
 * @typedef {import('./profile.js').Profile} Profile
 * @typedef {{ state: import('../../core/state.js').PageState, work: () => { code: string, companion:
 *   import('../../core/events.js').Companion }, names: import('../log-lines.js').Names, replay?:
 *   import('../replay.js').Replay, save?: (profile: Profile) => void }} Page `replay`: the run that is open; `save`
 *   keeps the profile in the companion, where the person may
 */

export const FRAGMENT = '#many-runs';
const USUAL_RUNS = 10000;
const MOST_RUNS = 1000000;
/** Longer addresses are cut by some programs. */
const LONGEST_LINK = 8000;

/** @param {Page} page */
export async function openManyRuns({ state, work, names, replay, save }) {
  await loadStyles('many-runs.css');
  const asked = new URLSearchParams(location.hash.startsWith(FRAGMENT) ? location.hash.split('?')[1] : '');
  const own = () => /** @type {Profile} */ (work().companion.simulation ?? {});
  let profile = profileIn(asked.get('profile')) ?? own();
  /** @type {{ result: ManyRuns, profile: Profile }|null} */ let shown = null;
  /** @type {{ result: ManyRuns, profile: Profile }|null} */ let before = null;
  /** @type {AbortController|null} */ let running = null;
  /** @type {keyof typeof MEASURES} */ let measure = 'visits';

  const runs = field('Runs', 'runs', Number(asked.get('runs')) || USUAL_RUNS, 1, MOST_RUNS);
  const seed = field('Seed', 'seed', Number(asked.get('seed')) || 0, 0);
  const run = h('button', { class: 'button primary', type: 'button', 'data-key': 'run' }, icon('play'), 'Run');
  run.addEventListener('click', () => (running ? cancel() : void compute()));
  const progress = /** @type {HTMLProgressElement} */ (h('progress', { max: 1, value: 0, 'aria-label': 'Progress' }));
  progress.hidden = true;
  const status = h('p', { class: 'runs-status', role: 'status' });
  const problem = h('p', { class: 'runs-problem', role: 'alert' });
  const against = /** @type {HTMLSelectElement} */ (
    h(
      'select',
      { class: 'input', 'data-key': 'against' },
      h('option', { value: '' }, 'nothing'),
      h('option', { value: 'saved' }, 'the profile of the diagram'),
      h('option', { value: 'last' }, 'the result before'),
    )
  );
  const after = /** @type {HTMLInputElement} */ (h('input', { type: 'checkbox', 'data-key': 'after' }));
  const named = () => fileName(state.data.title);
  const results = h('div', { class: 'runs-results' });
  const form = h('div', { class: 'runs-form' });
  const { element, close } = openDialog({
    title: 'Many runs',
    className: 'many-runs-dialog',
    body: [
      h(
        'div',
        { class: 'runs-bar-top' },
        runs.element,
        seed.element,
        h('label', { class: 'runs-field' }, 'Compare with', against),
        replay && h('label', { class: 'runs-check' }, after, `From step ${replay.at} of the run on`),
        run,
        progress,
        h('span', { class: 'spacer' }),
        act('CSV', 'download', () => shown && download(csv(shown.result), `${named()}-runs.csv`)),
        act('PNG', 'download', () => void savePicture()),
        act('Copy link', 'link', () => void copyLink()),
        save && act('Save in the diagram', 'check', keep),
      ),
      status,
      problem,
      h(
        'div',
        { class: 'runs-columns' },
        results,
        h('section', { class: 'runs-side', 'aria-label': 'Weights and times' }, h('h3', {}, 'Weights and times'), form),
      ),
    ],
  });
  element.addEventListener('close', () => running?.abort());
  form.append(
    ...profileForm({
      profile: () => profile,
      change: (next) => {
        profile = next;
        say('The profile has changed: run again to see what it says.');
      },
      diagram: () => state.picture.diagram,
      names,
    }),
  );
  runs.input.focus();
  void compute();
  return { element, close };

  async function compute() {
    const controller = new AbortController();
    running = controller;
    before = shown;
    showRunning();
    const asks = { profile: structuredClone(profile), runs: runs.value(), seed: seed.value() };
    const other = otherSetting();
    try {
      const result = await computeRuns(
        {
          ...work(),
          ...asks,
          ...(other && { other: { profile: other } }),
          ...(replay && after.checked && { after: { at: replay.at, choices: replay.choices, seed: replay.seed } }),
        },
        {
          signal: controller.signal,
          progress: (share) => {
            progress.value = share;
            setText(status, `Computing: ${Math.round(share * 100)} %`);
          },
        },
      );
      shown = { result, profile: asks.profile };
      show(result);
      const { runs: all, total, unit } = result;
      say(
        `${said(all)} runs are done. p50 ${said(total.p50)}, p90 ${said(total.p90)}, p99 ${said(total.p99)} ${unit}.`,
      );
    } catch (error) {
      if (controller.signal.aborted) say('Cancelled.');
      else {
        say('');
        setText(problem, error instanceof ApiError ? error.message : messageOf(error));
      }
    } finally {
      if (running === controller) running = null;
      showRunning();
    }
  }

  function cancel() {
    running?.abort();
  }

  function showRunning() {
    const on = running !== null;
    progress.hidden = !on;
    progress.value = 0;
    if (on) setText(problem, '');
    run.replaceChildren(icon(on ? 'close' : 'play'), on ? 'Cancel' : shown ? 'Run again' : 'Run');
  }

  function otherSetting() {
    if (against.value === 'saved') return own();
    return against.value === 'last' ? before?.profile : undefined;
  }

  /** @param {string} words */
  function say(words) {
    setText(status, words);
  }

  /** @param {ManyRuns} result */
  function show(result) {
    const sentence = (/** @type {string} */ about) =>
      (result.sentences ?? [])
        .filter((one) => one.about === about)
        .map(({ text }) => h('p', { class: 'runs-said' }, text));
    const map = h('div', {});
    const paint = () => map.replaceChildren(heatMap(result, state.picture, measure, (id) => names.node(id)));
    const measures = h(
      'div',
      { class: 'segmented', role: 'group', 'aria-label': 'What the shades show' },
      .../** @type {(keyof typeof MEASURES)[]} */ (Object.keys(MEASURES)).map((name) => {
        const button = h('button', { type: 'button', 'aria-pressed': String(name === measure) }, MEASURES[name]);
        button.addEventListener('click', () => {
          measure = name;
          for (const one of measures.children) one.setAttribute('aria-pressed', String(one === button));
          paint();
        });
        return button;
      }),
    );
    paint();
    const compared = against.value === 'last' ? 'The result before' : 'The profile of the diagram';
    const compares = difference(result, compared);
    results.replaceChildren(
      panel('Where the runs went', [measures, map, nodesTable(result), ...sentence('nodes')], 'wide'),
      panel('Time to complete', [...histogram(result), ...sentence('total')]),
      panel('By outcome', outcomes(result)),
      ...(compares.length > 0 ? [panel('Compared', [...compares, ...sentence('difference')])] : []),
      panel('Lanes in use', [...lanes(result), ...sentence('lanes')]),
      panel('Work and waiting', waterfall(result, names)),
      panel('What moves the total most', [...sensitivity(result, names), ...sentence('sensitivity')]),
      panel('What the time is spent on', [split(result)]),
    );
  }

  /** @param {ManyRuns} result */
  function nodesTable(result) {
    const rows = result.nodes.map((node) => [
      names.node(node.id),
      percent(node.share),
      said(node.visits),
      said(node.work),
      said(waits(node)),
    ]);
    const inside = table(
      ['Node', 'Of the runs', 'Visits', `Work (${result.unit})`, 'Waits'],
      rows,
      'Nodes in many runs',
    );
    return h('details', { class: 'runs-behind' }, h('summary', {}, 'As a table'), inside);
  }

  function keep() {
    save?.(profile);
    say('The profile is saved in the diagram.');
  }

  /** @param {ManyRuns} result */
  function csv(result) {
    return new Blob(['\ufeff', csvOf(result, names)], { type: 'text/csv' });
  }

  async function savePicture() {
    const over = results.querySelector('.runs-heat');
    if (!over) return;
    const { svg, geometry } = state.picture;
    const file = await pngOf(svg ?? '', /** @type {SVGElement} */ (over), geometry);
    if (file) download(file, `${named()}-runs.png`);
    else say('The picture is too large for a PNG.');
  }

  async function copyLink() {
    const { data } = state;
    if (data.kind === 'new' || (data.kind === 'document' && !data.view_key))
      return say('Save the diagram first: it has no address yet.');
    const query = new URLSearchParams({ runs: String(runs.value()), seed: String(seed.value()) });
    if (JSON.stringify(profile) !== JSON.stringify(own())) query.set('profile', JSON.stringify(profile));
    const place =
      data.kind === 'sample' ? wholeAddress(`/samples/${data.sample}`) : wholeAddress(`/d/${data.view_key}`);
    const address = `${place}${FRAGMENT}?${query}`;
    if (address.length > LONGEST_LINK)
      return say('The profile is too long for a link: save it in the diagram instead.');
    try {
      await navigator.clipboard.writeText(address);
      say('The link is copied.');
    } catch {
      say(`Copy this link: ${address}`);
    }
  }
}

/** @param {ManyRuns} result */
function split({ split: parts, unit }) {
  const said_ = {
    work: 'Work',
    way: 'On the way along edges',
    queue: 'Waiting for somebody who is free',
    timetable: 'Waiting for opening hours',
    branches: 'Waiting for another branch',
    batch: 'Waiting for a full batch',
  };
  const rows = /** @type {(keyof typeof said_)[]} */ (Object.keys(said_))
    .filter((name) => parts[name] > 0)
    .map((name) => [said_[name], said(parts[name]), percent(parts[name] / parts.total)]);
  return rows.length > 0
    ? table(['Spent on', `In a run (${unit})`, 'Share'], rows, 'What the time of a run is spent on')
    : h('p', { class: 'muted' }, 'No node takes time.');
}

/** @param {string} title @param {(Node|null)[]} inside @param {string} [wide] */
const panel = (title, inside, wide = '') =>
  h('section', { class: `runs-panel ${wide}` }, h('h3', {}, title), ...inside);

/** @param {string} label @param {import('../../core/icons.js').IconName} sign @param {() => void} onclick */
const act = (label, sign, onclick) => h('button', { class: 'button', type: 'button', onclick }, icon(sign), label);

/** @param {string} label @param {string} key @param {number} value @param {number} least @param {number} [most] */
function field(label, key, value, least, most) {
  const input = /** @type {HTMLInputElement} */ (
    h('input', { class: 'input', type: 'number', min: least, max: most, step: 1, value, 'data-key': key })
  );
  return {
    element: h('label', { class: 'runs-field' }, label, input),
    input,
    value: () => Math.min(Math.max(Math.round(Number(input.value)) || least, least), most ?? Number.MAX_SAFE_INTEGER),
  };
}

/** @param {string|null} text @returns {Profile|null} nothing where the address has none that can be read */
function profileIn(text) {
  try {
    const read = JSON.parse(text ?? 'null');
    return read && typeof read === 'object' && !Array.isArray(read) ? read : null;
  } catch {
    return null;
  }
}
