/** A menu under a button: arrow keys move, Escape and a click elsewhere close, focus goes back to the button. */
import { h } from '../core/dom.js';
import { icon } from '../core/icons.js';

const GAP = 4;

/**
 * @typedef {{ label: string, icon?: import('../core/icons.js').IconName, keys?: string, danger?: boolean, note?:
 *   string, run: () => void }} MenuItem
 * @typedef {{ title: string, choices: { label: string, chosen: boolean, note?: string, run: () => void }[] }} MenuGroup
 *   things of which one is chosen
 * @param {HTMLElement} anchor @param {(MenuItem|MenuGroup|'line')[]} items
 */
export function openMenu(anchor, items) {
  if (anchor.getAttribute('aria-expanded') === 'true') return;
  const chosen = (/** @type {() => void} */ run) => () => {
    close();
    run();
  };
  const menu = h(
    'div',
    { class: 'menu', role: 'menu' },
    ...items.map((item) => {
      if (item === 'line') return h('hr');
      return 'choices' in item ? groupOf(item, chosen) : itemOf(item, chosen);
    }),
  );
  const buttons = /** @type {HTMLElement[]} */ ([...menu.querySelectorAll('button')]);

  /** @param {boolean} [back] */
  function close(back = true) {
    document.removeEventListener('pointerdown', outside, true);
    anchor.setAttribute('aria-expanded', 'false');
    menu.remove();
    if (back) anchor.focus();
  }
  /** @param {Event} event */
  function outside(event) {
    const target = /** @type {Node} */ (event.target);
    if (!menu.contains(target) && !anchor.contains(target)) close(false);
  }

  menu.addEventListener('keydown', (event) => {
    const at = buttons.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (to !== undefined) buttons.at(to % buttons.length)?.focus();
    else if (event.key === 'Escape' || event.key === 'Tab') close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  document.addEventListener('pointerdown', outside, true);
  anchor.setAttribute('aria-expanded', 'true');
  // Within a landmark of the page, so that a screen reader knows where it is.
  (anchor.closest('header, main') ?? document.body).append(menu);
  const at = anchor.getBoundingClientRect();
  const size = menu.getBoundingClientRect();
  menu.style.left = `${Math.max(8, Math.min(at.left, innerWidth - size.width - 8))}px`;
  menu.style.top = `${at.bottom + GAP + size.height > innerHeight ? Math.max(8, at.top - GAP - size.height) : at.bottom + GAP}px`;
  buttons[0]?.focus();
}

/** @param {MenuItem} item @param {(run: () => void) => () => void} chosen */
const itemOf = (item, chosen) =>
  h(
    'button',
    {
      type: 'button',
      role: 'menuitem',
      tabindex: '-1',
      class: item.danger ? 'danger' : null,
      onclick: chosen(item.run),
    },
    item.icon ? icon(item.icon) : null,
    h('span', {}, item.label),
    item.note ? h('span', { class: 'menu-note' }, item.note) : null,
    item.keys ? h('span', { class: 'key' }, item.keys) : null,
  );

/** @param {MenuGroup} group @param {(run: () => void) => () => void} chosen */
const groupOf = ({ title, choices }, chosen) =>
  h(
    'div',
    { class: 'menu-group', role: 'group', 'aria-label': title },
    h('p', { class: 'section-title', 'aria-hidden': 'true' }, title),
    ...choices.map((choice) =>
      h(
        'button',
        {
          type: 'button',
          role: 'menuitemradio',
          'aria-checked': String(choice.chosen),
          tabindex: '-1',
          onclick: chosen(choice.run),
        },
        choice.chosen ? icon('check') : h('span', { class: 'menu-blank' }),
        h('span', {}, choice.label),
        choice.note ? h('span', { class: 'menu-note' }, choice.note) : null,
      ),
    ),
  );
