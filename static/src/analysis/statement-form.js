/** The form in which a statement about runs is written in plain words, with what may come next below the field. */
import { h } from '../core/dom.js';
import { BEGINNINGS, EXAMPLE, completions, readStatement, wordsOf } from './statement-words.js';

let made = 0;

/**
 * @typedef {import('./statement-words.js').Statement} Statement
 * @param {{ parts: () => import('./statement-words.js').NamedPart[], statement?: Statement, save: (statement:
 *   Statement) => void, cancel: () => void }} asks
 */
export function createStatementForm({ parts, statement, save, cancel }) {
  made += 1;
  const list = h('ul', {
    class: 'told-options',
    id: `told-options-${made}`,
    role: 'listbox',
    'aria-label': 'What may come next',
    hidden: true,
  });
  const kind = /** @type {HTMLSelectElement} */ (
    h(
      'select',
      { class: 'input', 'aria-label': 'What is said of runs' },
      ...Object.entries(BEGINNINGS).map(([value, words]) =>
        h('option', { value, selected: value === (statement?.kind ?? 'never') }, words),
      ),
    )
  );
  const field = /** @type {HTMLInputElement} */ (
    h('input', {
      class: 'input told-words',
      role: 'combobox',
      'aria-label': 'In words',
      'aria-autocomplete': 'list',
      'aria-expanded': 'false',
      'aria-controls': list.id,
      autocomplete: 'off',
      spellcheck: 'false',
      maxlength: 2000,
      placeholder: EXAMPLE,
      value: statement ? wordsOf(statement, parts()) : '',
      oninput: offer,
      onclick: offer,
      onblur: shut,
      onkeydown: onKey,
    })
  );
  const problem = h('p', { class: 'told-problem', role: 'alert', hidden: true });
  const element = h(
    'form',
    { class: 'told-form', onsubmit: submit },
    kind,
    h('div', { class: 'told-field' }, field, list),
    h('button', { class: 'button primary', onmousedown: stay }, 'Save'),
    h('button', { type: 'button', class: 'button', onmousedown: stay, onclick: cancel }, 'Cancel'),
    problem,
  );
  /** @type {import('./statement-words.js').Completions} */ let offered = { from: 0, options: [] };
  let chosen = -1;

  function offer() {
    problem.hidden = true;
    offered = completions(field.value.slice(0, field.selectionStart ?? field.value.length), parts());
    chosen = -1;
    list.replaceChildren(
      ...offered.options.map((option, index) =>
        h(
          'li',
          {
            role: 'option',
            id: `${list.id}-${index}`,
            'aria-selected': 'false',
            onmousedown: stay,
            onclick: () => take(index),
          },
          option.trim(),
        ),
      ),
    );
    open(offered.options.length > 0);
    if (!list.hidden) list.scrollIntoView({ block: 'nearest' });
  }

  /** @param {boolean} on */
  function open(on) {
    list.hidden = !on;
    field.setAttribute('aria-expanded', String(on));
    point(-1);
  }

  /** The field keeps the focus: without it the list closes, and what is pressed moves. @param {Event} event */
  function stay(event) {
    event.preventDefault();
  }

  function shut() {
    open(false);
  }

  /** @param {number} index */
  function point(index) {
    chosen = index;
    for (const [at, row] of [...list.children].entries()) {
      row.setAttribute('aria-selected', String(at === index));
      if (at === index) row.scrollIntoView({ block: 'nearest' });
    }
    if (index >= 0) field.setAttribute('aria-activedescendant', `${list.id}-${index}`);
    else field.removeAttribute('aria-activedescendant');
  }

  /** @param {number} index */
  function take(index) {
    const option = offered.options[index];
    if (option === undefined) return;
    const end = field.selectionStart ?? field.value.length;
    field.setRangeText(option, offered.from, end, 'end');
    field.focus();
    offer();
  }

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    const { length } = offered.options;
    if (event.key === 'Escape') {
      if (list.hidden) cancel();
      else shut();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (list.hidden) offer();
      else if (length > 0)
        point((chosen + (event.key === 'ArrowDown' ? 1 : length - Number(chosen >= 0)) + length) % length);
    } else if (event.key === 'Enter' && !list.hidden && chosen >= 0) take(chosen);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** @param {Event} event */
  function submit(event) {
    event.preventDefault();
    shut();
    const { conditions, error } = readStatement(field.value, parts());
    problem.textContent = error;
    problem.hidden = error === '';
    if (error === '') {
      const name = statement?.name;
      save({ kind: /** @type {'possible'|'never'} */ (kind.value), ...(name && { name }), ...conditions });
    } else field.focus();
  }

  return { element, focus: () => field.focus() };
}
