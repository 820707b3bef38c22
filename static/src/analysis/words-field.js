/** A field in which conditions on runs are written in plain words, with what may come next below it. */
import { h } from '../core/dom.js';
import { completions } from './statement-words.js';

let made = 0;

/**
 * @param {{ parts: () => import('./statement-words.js').NamedPart[], label: string, value: string, placeholder: string,
 *   cancel: () => void, changed: () => void }} asks `cancel`: Escape was pressed where no list is open
 */
export function createWordsField({ parts, label, value, placeholder, cancel, changed }) {
  made += 1;
  const list = h('ul', {
    class: 'told-options',
    id: `told-options-${made}`,
    role: 'listbox',
    'aria-label': 'What may come next',
    hidden: true,
  });
  const field = /** @type {HTMLInputElement} */ (
    h('input', {
      class: 'input told-words',
      role: 'combobox',
      'aria-label': label,
      'aria-autocomplete': 'list',
      'aria-expanded': 'false',
      'aria-controls': list.id,
      autocomplete: 'off',
      spellcheck: 'false',
      maxlength: 2000,
      placeholder,
      value,
      oninput: offer,
      onclick: offer,
      onblur: shut,
      onkeydown: onKey,
    })
  );
  /** @type {import('./statement-words.js').Completions} */ let offered = { from: 0, options: [] };
  let chosen = -1;

  function offer() {
    changed();
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

  return {
    element: h('div', { class: 'told-field' }, field, list),
    get value() {
      return field.value;
    },
    focus: () => field.focus(),
    shut,
  };
}

/** The field keeps the focus: without it the list closes, and what is pressed moves. @param {Event} event */
export function stay(event) {
  event.preventDefault();
}
