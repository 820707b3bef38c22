/** The form in which a scenario gets its name and what is expected at its end, in plain words. */
import { h } from '../core/dom.js';
import { readStatement, wordsOf } from './statement-words.js';
import { createWordsField, stay } from './words-field.js';

/**
 * @typedef {import('../api/types').Scenario} Scenario
 * @param {{ parts: () => import('./statement-words.js').NamedPart[], scenario: Scenario, taken: string[], title:
 *   string, save: (scenario: Scenario) => void, cancel: () => void }} asks `taken`: names that others have
 */
export function createScenarioForm({ parts, scenario, taken, title, save, cancel }) {
  const name = /** @type {HTMLInputElement} */ (
    h('input', {
      class: 'input scenario-name',
      'aria-label': 'Name',
      maxlength: 200,
      placeholder: 'Name of the scenario',
      value: scenario.name,
      oninput: () => (problem.hidden = true),
      onkeydown(/** @type {KeyboardEvent} */ event) {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        cancel();
      },
    })
  );
  const problem = h('p', { class: 'told-problem', role: 'alert', hidden: true });
  const field = createWordsField({
    parts,
    label: 'What is expected, in words',
    value: wordsOf({ kind: 'possible', ...scenario.expect }, parts()),
    placeholder: 'such as: Ship order; without Refund; ends at Done',
    cancel,
    changed: () => (problem.hidden = true),
  });
  const element = h(
    'form',
    { class: 'told-form', 'aria-label': title, onsubmit: submit },
    name,
    field.element,
    h('button', { class: 'button primary', onmousedown: stay }, 'Save'),
    h('button', { type: 'button', class: 'button', onmousedown: stay, onclick: cancel }, 'Cancel'),
    problem,
  );

  /** @param {string} words @param {{ focus: () => void }} where */
  function refuse(words, where) {
    problem.textContent = words;
    problem.hidden = false;
    where.focus();
  }

  /** @param {Event} event */
  function submit(event) {
    event.preventDefault();
    field.shut();
    const called = name.value.trim();
    if (called === '') return refuse('Give the scenario a name.', name);
    if (taken.includes(called)) return refuse(`Another scenario has the name “${called}”: choose another one.`, name);
    const { conditions, error } = field.value.trim() === '' ? none : readStatement(field.value, parts());
    if (error !== '') return refuse(error, field);
    if ('before' in conditions)
      return refuse('“before” is for statements about all runs: write “, then ” for the order in one run.', field);
    save({ ...scenario, name: called, expect: conditions });
  }

  return { element, focus: () => name.focus() };
}

const none = { conditions: {}, error: '' };
