/** The form in which a statement about runs is written in plain words. */
import { h } from '../core/dom.js';
import { BEGINNINGS, EXAMPLE, readStatement, wordsOf } from './statement-words.js';
import { createWordsField, stay } from './words-field.js';

/**
 * @typedef {import('./statement-words.js').Statement} Statement
 * @param {{ parts: () => import('./statement-words.js').NamedPart[], statement?: Statement, save: (statement:
 *   Statement) => void, cancel: () => void }} asks
 */
export function createStatementForm({ parts, statement, save, cancel }) {
  const kind = /** @type {HTMLSelectElement} */ (
    h(
      'select',
      { class: 'input', 'aria-label': 'What is said of runs' },
      ...Object.entries(BEGINNINGS).map(([value, words]) =>
        h('option', { value, selected: value === (statement?.kind ?? 'never') }, words),
      ),
    )
  );
  const problem = h('p', { class: 'told-problem', role: 'alert', hidden: true });
  const field = createWordsField({
    parts,
    label: 'In words',
    value: statement ? wordsOf(statement, parts()) : '',
    placeholder: EXAMPLE,
    cancel,
    changed: () => (problem.hidden = true),
  });
  const element = h(
    'form',
    { class: 'told-form', onsubmit: submit },
    kind,
    field.element,
    h('button', { class: 'button primary', onmousedown: stay }, 'Save'),
    h('button', { type: 'button', class: 'button', onmousedown: stay, onclick: cancel }, 'Cancel'),
    problem,
  );

  /** @param {Event} event */
  function submit(event) {
    event.preventDefault();
    field.shut();
    const { conditions, error } = readStatement(field.value, parts());
    problem.textContent = error;
    problem.hidden = error === '';
    if (error === '') {
      const name = statement?.name;
      save({ kind: /** @type {'possible'|'never'} */ (kind.value), ...(name && { name }), ...conditions });
    } else field.focus();
  }

  return { element, focus: field.focus };
}
