/** What the reader of the text has to say: one row a finding, a click goes there, a fix stands on its row. */
import { at, h } from '../core/dom.js';
import { moveFocus } from '../core/focus.js';
import { icon } from '../core/icons.js';
import { fixesOf } from '../code/quick-fixes.js';
import { severityIcon } from '../core/severity-icon.js';

/** @typedef {import('../core/events.js').Problem} Problem */

const SEVERITIES = /** @type {const} */ ([
  ['error', 'error', 'error'],
  ['warning', 'warn', 'warning'],
  ['hint', '', 'hint'],
]);
const ROWS = 200;

/**
 * @param {HTMLElement} container
 * @param {{ bus: import('../core/event-bus.js').EventBus, jump: (problem: Problem) => void, fix: (problem: Problem,
 *   number: number) => void, isForeign: () => boolean, importText: () => void }} options `isForeign`: whether the text
 *   looks like another format, which `importText` reads
 */
export function createProblems(container, { bus, jump, fix, isForeign, importText }) {
  const counts = h('span', { class: 'row problem-counts' });
  const all = h('button', {
    class: 'link fix-all',
    type: 'button',
    hidden: true,
    onclick: () => bus.emit('action.requested', { name: 'fix-all' }),
  });
  const bring = h(
    'button',
    { class: 'link import-text', type: 'button', hidden: true, onclick: importText },
    'Import this text…',
  );
  const list = h('ul', { class: 'problem-list' });
  /** @type {Problem[]} */ let listed = [];
  const element = h(
    'section',
    { class: 'problems', 'aria-label': 'Problems', 'data-heir': '.problem-fix, .problem-jump, .cm-content' },
    h('div', { class: 'pane-head' }, h('h2', {}, 'Problems'), counts, h('span', { class: 'spacer' }), bring, all),
    list,
  );
  container.append(element);

  bus.on('problems.changed', ({ diagnostics }) => {
    const ordered = SEVERITIES.flatMap(([severity]) => diagnostics.filter((problem) => problem.severity === severity));
    const focused = focusedRow(list);
    counts.replaceChildren(...countChips(diagnostics));
    list.replaceChildren(...ordered.slice(0, ROWS).map((problem) => row(problem, jump, fix)));
    if (focused) goOn(list, focused.part, nextRow(listed, ordered, focused.index));
    listed = ordered;
    if (ordered.length > ROWS)
      list.append(h('li', { class: 'problem-rest muted small-text' }, `and ${ordered.length - ROWS} more`));
    const safe = diagnostics.filter((problem) => problem.fix?.safe).length;
    all.hidden = safe === 0;
    bring.hidden = diagnostics.length === 0 || !isForeign();
    all.textContent = `Apply all safe fixes (${safe})`;
    element.classList.toggle('is-clean', diagnostics.length === 0);
  });
}

/**
 * @param {HTMLElement} list
 * @returns {{ index: number, part: string }|null} the row that has the focus, and which of its parts
 */
function focusedRow(list) {
  const focused = document.activeElement;
  const index = [...list.children].findIndex((item) => item.contains(focused));
  return index < 0 || !focused
    ? null
    : {
        index,
        part: ['problem-fix', 'problem-help'].find((name) => focused.classList.contains(name)) ?? 'problem-jump',
      };
}

/**
 * Where the keyboard goes on when the list is another: at the problem where it was, else at the one that followed it.
 * @param {Problem[]} before @param {Problem[]} now @param {number} index in `before` @returns {number} in `now`
 */
export function nextRow(before, now, index) {
  const equal = (/** @type {Problem} */ one) => (/** @type {Problem} */ other) =>
    one.code === other.code && one.message === other.message && one.line === other.line;
  for (const problem of before.slice(index)) {
    const found = now.findIndex(equal(problem));
    if (found >= 0) return found;
  }
  return Math.min(index, now.length - 1);
}

/**
 * @param {HTMLElement} list
 * @param {string} part
 * @param {number} index of the row; where there is none, the focus leaves the list
 */
function goOn(list, part, index) {
  const item = list.children[index];
  const target = item?.querySelector(`.${part}`) ?? item?.querySelector('.problem-fix, .problem-jump');
  if (target instanceof HTMLElement) moveFocus(target);
}

/**
 * @param {Problem[]} diagnostics
 * @returns {HTMLElement[]} one chip a severity that occurs, or the one that says none
 */
function countChips(diagnostics) {
  if (diagnostics.length === 0) return [h('span', { class: 'chip ok' }, icon('check'), 'none')];
  return SEVERITIES.flatMap(([severity, tone, word]) => {
    const count = diagnostics.filter((problem) => problem.severity === severity).length;
    if (count === 0) return [];
    return [
      h(
        'span',
        { class: `chip ${tone}` },
        severityIcon(severity),
        String(count),
        h('span', { class: 'visually-hidden' }, count === 1 ? word : `${word}s`),
      ),
    ];
  });
}

/**
 * @param {Problem} problem
 * @param {(problem: Problem) => void} jump
 * @param {(problem: Problem, number: number) => void} fix
 * @returns {HTMLElement}
 */
function row(problem, jump, fix) {
  const name = problem.severity === 'hint' ? 'Hint' : problem.severity === 'warning' ? 'Warning' : 'Error';
  return h(
    'li',
    { class: 'problem' },
    h(
      'button',
      { class: 'problem-jump', type: 'button', title: problem.message, onclick: () => jump(problem) },
      severityIcon(problem.severity),
      h('span', { class: 'visually-hidden' }, `${name}: `),
      h('span', { class: 'problem-words' }, problem.message),
      ' ',
      h('span', { class: 'problem-line' }, `Line ${problem.line}`),
    ),
    h(
      'a',
      {
        class: 'problem-help',
        href: at(`/help/${problem.code}`),
        target: '_blank',
        title: 'What this means',
        'aria-label': `Help on ${problem.code}, in a new tab`,
      },
      '?',
    ),
    h(
      'span',
      { class: 'problem-fixes' },
      ...fixesOf(problem).map(({ title }, number) =>
        h('button', { class: 'link problem-fix', type: 'button', onclick: () => fix(problem, number) }, title),
      ),
    ),
  );
}
