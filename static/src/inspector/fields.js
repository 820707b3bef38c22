/**
 * Fields of the inspector. Each commits on Enter or when it is left, Escape takes back what was typed; `show` gives it
 * the value of the
 * text as it is now, but never while somebody types in it.
 * @template T
 * @typedef {{ element: HTMLElement, show: (value: T) => void }} Field
 */
import { composes } from '../core/composition.js';
import { h } from '../core/dom.js';
import { SHAPES } from '../core/operations.js';
import { shapeIcon } from '../core/shape-icon.js';
import { capitalized, tidied } from '../core/phrases.js';

/**
 * @param {string} label
 * @param {(value: string) => void} commit
 * @param {{ lines?: boolean, rows?: number, placeholder?: string }} [options] rows: the least height; lines: several
 *   lines are allowed, and Shift+Enter begins one
 * @returns {Field<string>}
 */
export function textField(label, commit, { lines = false, rows = 1, placeholder } = {}) {
  const input = /** @type {HTMLInputElement|HTMLTextAreaElement} */ (
    lines
      ? h('textarea', { rows, dir: 'auto', maxlength: 10000, placeholder, 'data-key': label })
      : h('input', { type: 'text', dir: 'auto', maxlength: 10000, placeholder, autocomplete: 'off', 'data-key': label })
  );
  let shown = '';
  /** Undo belongs to what is typed here, else to the diagram. */
  const tellTyped = () => {
    input.toggleAttribute('data-typed', input.value !== shown);
  };
  const settle = () => {
    // What nobody touched is left as it is, with blanks that nobody would type.
    tellTyped();
    if (input.value === shown) return;
    const value = tidied(input.value, lines);
    if (value === shown) input.value = shown;
    else {
      shown = value;
      commit(value);
    }
    tellTyped();
  };
  input.addEventListener('input', tellTyped);
  input.addEventListener('blur', settle);
  input.addEventListener('keydown', (event) => {
    const key = /** @type {KeyboardEvent} */ (event);
    if (composes(key)) return;
    if (key.key === 'Enter' && !(lines && key.shiftKey)) {
      key.preventDefault();
      settle();
    } else if (key.key === 'Escape') {
      input.value = shown;
      tellTyped();
      key.stopPropagation();
    }
  });
  return {
    element: h('label', { class: 'field', 'data-shows-diagram': true }, h('span', {}, label), input),
    show(value) {
      if (document.activeElement === input && input.value !== shown) return;
      if (input.value !== value) input.value = value;
      // An input of one line drops the ends of lines, so that it may hold less than it was given.
      shown = input.value;
      tellTyped();
    },
  };
}

/**
 * @typedef {{ value: string, label: string }} Option
 * @param {string} label
 * @param {(value: string) => void} commit
 * @returns {Field<string> & { offer: (options: Option[]) => void }}
 */
export function selectField(label, commit) {
  const select = /** @type {HTMLSelectElement} */ (h('select', { 'aria-label': label, 'data-key': label }));
  let offered = '';
  /** The field cuts long words; the tooltip has them whole. */
  const tell = () => {
    select.title = select.selectedOptions[0]?.label ?? '';
  };
  select.addEventListener('change', () => {
    tell();
    commit(select.value);
  });
  return {
    element: h('label', { class: 'field' }, h('span', {}, label), select),
    show(value) {
      select.value = value;
      tell();
    },
    /** @param {Option[]} options */
    offer(options) {
      const wanted = JSON.stringify(options);
      if (wanted === offered) return;
      offered = wanted;
      const { value } = select;
      select.replaceChildren(...options.map((option) => h('option', { value: option.value }, option.label)));
      select.value = value;
      tell();
    },
  };
}

/** @param {import('../core/events.js').Side} side */
const sideOption = (side) => ({ value: side, label: capitalized(side) });

/** @param {string} label @param {(side: string) => void} commit @returns {Field<string>} */
export function sideField(label, commit) {
  const field = selectField(label, commit);
  field.offer(/** @type {const} */ (['left', 'right', 'top', 'bottom']).map(sideOption));
  return field;
}

/**
 * The four shapes side by side.
 * @param {(shape: string) => void} commit
 * @returns {Field<import('../core/events.js').Shape>}
 */
export function shapeField(commit) {
  const radios = /** @type {import('../core/events.js').Shape[]} */ (Object.keys(SHAPES)).map((shape) => {
    const radio = /** @type {HTMLInputElement} */ (
      h('input', {
        type: 'radio',
        name: 'inspector-shape',
        value: shape,
        'aria-label': SHAPES[shape].name,
        'data-key': SHAPES[shape].name,
      })
    );
    radio.addEventListener('change', () => commit(shape));
    return { radio, label: h('label', { title: SHAPES[shape].name }, radio, shapeIcon(shape)) };
  });
  return {
    element: h(
      'fieldset',
      { class: 'field shape-field' },
      h('legend', {}, 'Shape'),
      h('div', { class: 'segmented' }, ...radios.map(({ label }) => label)),
    ),
    show(value) {
      for (const { radio } of radios) radio.checked = radio.value === value;
    },
  };
}
