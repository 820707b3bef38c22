/** Two texts side by side, as a table: what differs, with a few lines around it. */
import { h } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { differenceWithin } from './alignment.js';

const ROWS = 600;
const WORDS = { '': '', '+': 'added: ', '-': 'removed: ', '~': 'changed: ' };

/**
 * @typedef {{ icon?: import('../core/icons.js').IconName, name: string, about: string }} Side
 * @param {import('./alignment.js').Row[][]} groups
 * @param {{ label: string, left: Side, right: Side, focused?: boolean }} options `focused`: it has the focus when its
 *   dialog opens
 * @returns {HTMLElement}
 */
export function sideBySide(groups, { label, left: leftSide, right: rightSide, focused = false }) {
  const body = h('tbody');
  let left = ROWS;
  groups.forEach((group, index) => {
    if (index > 0) body.append(h('tr', { class: 'conflict-skip' }, h('td', { colspan: 6 }, '⋯')));
    for (const row of group.slice(0, Math.max(left, 0)))
      body.append(h('tr', {}, ...cells(row.left, row.right), ...cells(row.right, row.left, 'conflict-right')));
    left -= group.length;
  });
  if (left < 0) body.append(h('tr', { class: 'conflict-skip' }, h('td', { colspan: 6 }, `and ${-left} more lines`)));
  const head = (/** @type {Side} */ side) =>
    h(
      'th',
      { colspan: 3, scope: 'colgroup' },
      h(
        'span',
        { class: 'row' },
        side.icon && icon(side.icon),
        side.name,
        h('span', { class: 'small-text muted' }, side.about),
      ),
    );
  return h(
    'div',
    { class: 'conflict-scroll', tabindex: '0', autofocus: focused, role: 'region', 'aria-label': label },
    h(
      'table',
      { class: 'conflict-table' },
      h(
        'colgroup',
        {},
        ...['number', 'mark', 'text', 'number', 'mark', 'text'].map((part) => h('col', { class: `conflict-${part}` })),
      ),
      h('thead', {}, h('tr', {}, head(leftSide), head(rightSide))),
      body,
    ),
  );
}

/**
 * @param {import('./alignment.js').Cell|null} cell
 * @param {import('./alignment.js').Cell|null} other the one beside it
 * @param {string} [side]
 * @returns {HTMLElement[]}
 */
function cells(cell, other, side = '') {
  if (!cell) return [h('td', { class: `conflict-gap ${side}`, colspan: 3 })];
  const mark = { '': '', '+': 'added', '-': 'removed', '~': 'changed' }[cell.mark];
  return [
    h('td', { class: `conflict-number ${mark} ${side}` }, String(cell.number)),
    h('td', { class: `conflict-mark ${mark}`, 'aria-hidden': 'true' }, cell.mark === '-' ? '−' : cell.mark),
    h(
      'td',
      { class: `conflict-text ${mark}` },
      h('span', { class: 'visually-hidden' }, WORDS[cell.mark]),
      ...(cell.mark === '~' && other ? stressed(cell.text, other.text) : [cell.text]),
    ),
  ];
}

/**
 * @param {string} text
 * @param {string} other
 * @returns {(Node|string)[]} the text with what differs from the other stressed
 */
function stressed(text, other) {
  const { from, to } = differenceWithin(text, other);
  return [text.slice(0, from), h('mark', {}, text.slice(from, to)), text.slice(to)];
}
