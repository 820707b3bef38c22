/** The list of versions: which two are compared, and what can be done with each. */
import { at, h } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { composes } from '../core/composition.js';
import { whatOf, whenOf, whoOf } from './version-words.js';

/**
 * @typedef {import('./version-words.js').Line} Line
 * @typedef {{ key: string, choose: (line: Line, side: 'a'|'b') => void, restore: (line: Line) => void, name: (line:
 *   Line, name: string) => void }} Acts
 */
const MOST_LETTERS = 200;

/**
 * @param {HTMLElement} list
 * @param {Line[]} lines
 * @param {{ current: number, a: number, b: number, busy: boolean }} shown
 * @param {Acts} acts
 */
export function showVersions(list, lines, shown, acts) {
  const now = new Date();
  // What is being named stays under the hand.
  if (list.querySelector('input')) return;
  const focused = list.contains(document.activeElement) ? document.activeElement?.getAttribute('data-key') : null;
  list.replaceChildren(...lines.map((line) => row(line, shown, acts, now)));
  if (focused) /** @type {HTMLElement|null} */ (list.querySelector(`[data-key="${CSS.escape(focused)}"]`))?.focus();
}

/** Rows that stand where versions will be. @param {HTMLElement} list */
export function showSkeleton(list) {
  list.replaceChildren(
    ...Array.from({ length: 6 }, () => h('li', { class: 'history-row' }, h('div', { class: 'history-skeleton' }))),
  );
}

/**
 * @param {Line} line @param {{ current: number, a: number, b: number, busy: boolean }} shown @param {Acts} acts
 * @param {Date} now
 */
function row(line, shown, acts, now) {
  const when = whenOf(line, shown.current, now);
  const side = line.version === shown.a ? 'A' : line.version === shown.b ? 'B' : '';
  const id = (/** @type {string} */ act) => `${act}-${line.version}`;
  const naming = h(
    'button',
    {
      class: 'icon-button small',
      type: 'button',
      'data-key': id('name'),
      'aria-label': line.name ? `${when}: change the name` : `${when}: give it a name`,
      'data-tip': 'Name',
      onclick: () => rename(item, line, acts, when),
    },
    icon('pencil'),
  );
  const item = h(
    'li',
    { class: `history-row${side ? ' is-chosen' : ''}` },
    h(
      'button',
      {
        class: 'history-choose',
        type: 'button',
        'data-key': id('a'),
        'aria-pressed': String(line.version === shown.a),
        onclick: () => acts.choose(line, 'a'),
      },
      h('span', { class: `history-letter${side ? '' : ' is-empty'}`, 'aria-hidden': 'true' }, side),
      thumbnail(line, acts.key),
      h(
        'span',
        { class: 'history-words-of' },
        h(
          'span',
          { class: 'history-when' },
          when,
          side && h('span', { class: 'visually-hidden' }, `, compared as ${side}`),
          line.kind === 'set-aside' && h('span', { class: 'chip warn' }, 'Set aside'),
          line.pinned && h('span', { class: 'chip' }, 'Kept for links'),
        ),
        line.name && h('bdi', { class: 'history-name' }, line.name),
        h(
          'span',
          { class: 'history-what' },
          whatOf(line),
          whatOf(line) && whoOf(line) && ' · ',
          h('bdi', {}, whoOf(line)),
        ),
      ),
    ),
    h(
      'span',
      { class: 'history-acts' },
      h(
        'button',
        {
          class: 'button small',
          type: 'button',
          'data-key': id('b'),
          'aria-pressed': String(line.version === shown.b),
          'aria-label': `${when}: compare with this version (B)`,
          'data-tip': 'Compare with this one',
          onclick: () => acts.choose(line, 'b'),
        },
        'B',
      ),
      naming,
      line.version !== shown.current &&
        h(
          'button',
          {
            class: 'button small',
            type: 'button',
            'data-key': id('restore'),
            'aria-label': `${when}: restore`,
            'aria-disabled': shown.busy ? 'true' : null,
            onclick: () => acts.restore(line),
          },
          'Restore',
        ),
    ),
  );
  return item;
}

/** @param {Line} line @param {string} key */
function thumbnail(line, key) {
  const address = at(`/d/${key}.svg?thumbnail=1&version=${line.version}`);
  return h(
    'span',
    { class: 'history-thumbnail', 'aria-hidden': 'true' },
    h('img', { class: 'on-light', src: address, alt: '', loading: 'lazy' }),
    h('img', { class: 'on-dark', src: `${address}&theme=dark`, alt: '', loading: 'lazy' }),
  );
}

/** @param {HTMLElement} item @param {Line} line @param {Acts} acts @param {string} when */
function rename(item, line, acts, when) {
  const field = /** @type {HTMLInputElement} */ (
    h('input', {
      class: 'input history-field',
      value: line.name,
      maxlength: String(MOST_LETTERS),
      'aria-label': `Name of the version: ${when}`,
      placeholder: 'Name of this version',
    })
  );
  const choose = /** @type {HTMLElement} */ (item.querySelector('.history-choose'));
  let open = true;
  const close = (/** @type {boolean} */ keeps, /** @type {boolean} */ byKey) => {
    if (!open) return;
    open = false;
    const name = field.value.trim();
    field.replaceWith(choose);
    item.classList.remove('is-named');
    if (byKey) /** @type {HTMLElement|null} */ (item.querySelector(`[data-key="name-${line.version}"]`))?.focus();
    if (keeps && name !== line.name) acts.name(line, name);
  };
  field.addEventListener('keydown', (event) => {
    if ((event.key !== 'Enter' && event.key !== 'Escape') || composes(event)) return;
    event.preventDefault();
    event.stopPropagation();
    close(event.key === 'Enter', true);
  });
  field.addEventListener('blur', () => close(true, false));
  item.classList.add('is-named');
  choose.replaceWith(field);
  field.focus();
  field.select();
}
