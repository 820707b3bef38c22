/** The panel "Options of runs" beside the diagram: each option as a sentence; what is chosen holds at once. */
import { h } from '../core/dom.js';
import { moveFocus } from '../core/focus.js';
import { openDialog } from '../dialogs/dialog.js';
import {
  exceptionAt,
  furtherStarts,
  partsWithQuestions,
  questionsAt,
  withAnswer,
  withException,
  withStart,
} from './option-changes.js';
import { answerTo, exceptionsIn, partName, QUESTIONS, unusualSentence, wordsOf } from './run-options.js';

/**
 * @typedef {import('./run-options.js').RunOptions} RunOptions
 * @typedef {import('./run-options.js').Part} Part
 * @param {{ note: string, options: () => RunOptions, change: (next: RunOptions) => void, diagram: () =>
 *   import('../core/events.js').DiagramInfo, names: () => import('./log-lines.js').Names, part: Part|null, backEdges:
 *   { shown: boolean, show: (on: boolean) => Promise<string> } }} parts `note`: how long they hold; `part`: the node or
 *   edge whose own options are open; `backEdges.show` answers in words
 * @returns {{ close: () => void }}
 */
export function openOptionsPanel({ note, options, change, diagram, names, part, backEdges }) {
  let at = part && questionsAt(diagram(), part).length > 0 ? part : null;
  const without = part && !at ? part : null;
  let told = '';
  const summary = h('p', { class: 'options-summary', role: 'status' });
  const body = h('div', { class: 'options-body' });
  const { element, close } = openDialog({
    title: 'Options of runs',
    className: 'options-dialog',
    body: [h('p', { class: 'muted' }, note), summary, body],
    foot: [
      h('button', { class: 'button', type: 'button', onclick: () => take({}) }, 'Back to the usual options'),
      h('button', { class: 'button primary', type: 'button', onclick: () => close() }, 'Done'),
    ],
  });
  show();
  const own = at && body.querySelector('[data-key="part"]');
  if (own instanceof HTMLElement) {
    own.scrollIntoView({ block: 'nearest' });
    own.focus();
  }

  /** @param {RunOptions} next */
  function take(next) {
    change(next);
    show();
  }

  function show() {
    const focused = element.contains(document.activeElement)
      ? /** @type {HTMLElement} */ (document.activeElement).dataset.key
      : undefined;
    summary.textContent = unusualSentence(options(), names()) || 'All options are the usual ones.';
    body.replaceChildren(...QUESTIONS.flatMap((question) => everywhere(question)), ofOnePart(), cycles());
    const again = focused && body.querySelector(`[data-key="${CSS.escape(focused)}"]`);
    if (again instanceof HTMLElement) moveFocus(again);
  }

  /** @param {import('./run-options.js').Question} question @returns {HTMLElement[]} */
  function everywhere({ name, title, answers }) {
    const choose = (/** @type {string} */ value) => take(withAnswer(options(), name, value, diagram()));
    const held = answerTo(options(), name);
    return [group(title, name, answers, held, choose, name === 'start' ? starts() : [])];
  }

  function starts() {
    const further = furtherStarts(diagram(), options());
    const only = answerTo(options(), 'start') === 'chosen';
    return further.map(({ id, ticked }) => {
      const known = names().nodes.has(id);
      // A run must start somewhere.
      const last = only && ticked && further.filter((one) => one.ticked).length === 1;
      const box = /** @type {HTMLInputElement} */ (
        h('input', { type: 'checkbox', checked: ticked, disabled: last, 'data-key': `start ${id}` })
      );
      box.addEventListener('change', () => take(withStart(options(), id, box.checked)));
      const where = known ? [names().laneOf(id)].filter(Boolean).map((lane) => ` (${lane})`) : [];
      const name = partName({ kind: 'node', id }, names());
      return h('label', {}, box, h('span', {}, `${only ? 'Start' : 'Also start'} at ${name}${where.join('')}`));
    });
  }

  /** What holds at one node or edge only. */
  function ofOnePart() {
    const offered = partsWithQuestions(diagram());
    const value = (/** @type {Part|null} */ one) => (one ? `${one.kind} ${one.id}` : '');
    const select = /** @type {HTMLSelectElement} */ (
      h(
        'select',
        { class: 'input', 'data-key': 'part', 'aria-label': 'Node or edge with options of its own' },
        h('option', { value: '' }, 'Choose a node or an edge'),
        ...offered.map((one) => h('option', { value: value(one) }, partName(one, names()))),
      )
    );
    select.value = value(at);
    select.addEventListener('change', () => {
      at = offered.find((one) => value(one) === select.value) ?? null;
      show();
    });
    const said = exceptionsIn(options());
    return h(
      'fieldset',
      { class: 'options-group' },
      h('legend', {}, 'What is different at one node or edge?'),
      without && h('p', { class: 'muted' }, `No option makes a difference at ${partName(without, names())}.`),
      offered.length > 0
        ? select
        : h('p', { class: 'muted' }, 'No node has several edges, so that no option makes a difference at one of them.'),
      ...(at ? questionsAt(diagram(), at).map((question) => ofPart(/** @type {Part} */ (at), question)) : []),
      said.length > 0 &&
        h(
          'ul',
          { class: 'options-exceptions', 'aria-label': 'What is different' },
          ...said.map(({ part: one, name, value: held }) =>
            h(
              'li',
              {},
              h('span', {}, h('strong', {}, partName(one, names())), h('br', {}), wordsOf({ name, value: held })),
              h(
                'button',
                {
                  class: 'button small',
                  type: 'button',
                  'data-key': `remove ${one.id} ${name}`,
                  'aria-label': `Remove what is different at ${partName(one, names())}`,
                  onclick: () => {
                    take(withException(options(), one, name, ''));
                    const next = body.querySelector('[data-key^="remove "], [data-key="part"]');
                    if (next instanceof HTMLElement) moveFocus(next);
                  },
                },
                'Remove',
              ),
            ),
          ),
        ),
    );
  }

  /** @param {Part} one @param {import('./run-options.js').Question} question */
  function ofPart(one, { name, title, answers }) {
    const all = [{ value: '', words: 'As everywhere else', unusual: '' }, ...answers];
    const choose = (/** @type {string} */ value) => take(withException(options(), one, name, value));
    return group(title, `own-${name}`, all, exceptionAt(options(), one, name), choose);
  }

  function cycles() {
    const box = /** @type {HTMLInputElement} */ (
      h('input', { type: 'checkbox', checked: backEdges.shown, 'data-key': 'back' })
    );
    box.addEventListener('change', async () => {
      told = '';
      told = await backEdges.show(box.checked);
      show();
    });
    return h(
      'fieldset',
      { class: 'options-group' },
      h('legend', {}, 'Which edges lead to the next turn of a cycle?'),
      h('label', {}, box, h('span', {}, 'Show the back edges on the diagram, with dots')),
      h('p', { class: 'muted', role: 'status' }, told),
    );
  }

  return { close };
}

/**
 * @param {string} title @param {string} name @param {import('./run-options.js').Answer[]} answers
 * @param {string} held @param {(value: string) => void} choose @param {HTMLElement[]} [more]
 */
function group(title, name, answers, held, choose, more = []) {
  const rows = answers.map(({ value, words }) => {
    const radio = /** @type {HTMLInputElement} */ (
      h('input', {
        type: 'radio',
        name: `option-${name}`,
        value,
        checked: value === held,
        'data-key': `${name} ${value}`,
      })
    );
    radio.addEventListener('change', () => choose(value));
    return h('label', {}, radio, h('span', {}, words));
  });
  return h('fieldset', { class: 'options-group' }, h('legend', {}, title), ...rows, ...more);
}
