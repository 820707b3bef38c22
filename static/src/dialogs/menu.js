/** A menu under a button: arrow keys move, Escape and a click elsewhere close, focus goes back to the button. */
import { h } from '../core/dom.js';
import { icon } from '../core/icons.js';

const GAP = 4;

/**
 * @typedef {{ label: string, icon?: import('../core/icons.js').IconName, keys?: string, danger?: boolean, note?: string, run: () => void }} MenuItem
 * @param {HTMLElement} anchor @param {(MenuItem|'line')[]} items
 */
export function openMenu(anchor, items) {
  if (anchor.getAttribute('aria-expanded') === 'true') return;
  const menu = h('div', { class: 'menu', role: 'menu' }, ...items.map((item) => (item === 'line' ? h('hr') : h('button',
    { type: 'button', role: 'menuitem', tabindex: '-1', class: item.danger ? 'danger' : null, onclick: () => { close(); item.run(); } },
    item.icon ? icon(item.icon) : null, h('span', {}, item.label), item.note ? h('span', { class: 'menu-note' }, item.note) : null,
    item.keys ? h('span', { class: 'key' }, item.keys) : null))));
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
    if (to !== undefined) buttons[(to + buttons.length) % buttons.length].focus();
    else if (event.key === 'Escape' || event.key === 'Tab') close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  document.addEventListener('pointerdown', outside, true);
  anchor.setAttribute('aria-expanded', 'true');
  document.body.append(menu);
  const at = anchor.getBoundingClientRect();
  const size = menu.getBoundingClientRect();
  menu.style.left = `${Math.max(8, Math.min(at.left, innerWidth - size.width - 8))}px`;
  menu.style.top = `${at.bottom + GAP + size.height > innerHeight ? Math.max(8, at.top - GAP - size.height) : at.bottom + GAP}px`;
  buttons[0]?.focus();
}
