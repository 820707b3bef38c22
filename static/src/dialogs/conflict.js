/**
 * Changed elsewhere: says first what becomes of the text that is not chosen, then shows both side by side and asks.
 * Nothing is overwritten silently.
 */
import { h } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { align, differenceWithin, hunks } from './alignment.js';
import { openDialog } from './dialog.js';

const ROWS = 600;
const WORDS = { '': '', '+': 'added: ', '-': 'removed: ', '~': 'changed: ' };

/**
 * @typedef {{ code: string, version: number|null }} Mine
 * @typedef {{ code: string, version: number, changed_at: string }} Theirs
 * @param {{ mine: Mine, theirs: Theirs,
 *   days: number, choose: (choice: 'theirs'|'mine'|'both') => void }} options `days` is how long this browser keeps
 *   what is not chosen; 0 where it keeps nothing
 */
export function openConflictDialog({ mine, theirs, days, choose }) {
  const decide = (/** @type {'theirs'|'mine'|'both'} */ choice) => () => {
    close();
    choose(choice);
  };
  const button = (/** @type {string} */ label, /** @type {'theirs'|'mine'|'both'} */ choice, look = '') =>
    h('button', { class: `button ${look}`, type: 'button', onclick: decide(choice) }, label);
  const { close } = openDialog({
    title: 'This diagram was changed elsewhere while you were editing',
    className: 'conflict-dialog',
    body: [
      h(
        'p',
        { class: 'conflict-lead' },
        days > 0
          ? `Nothing is lost: the text that you do not choose stays in this browser for ${days} days, and this page offers it again.`
          : 'This browser does not let the page keep texts: the one that you do not choose is gone. To keep both, make two diagrams.',
      ),
      bothTexts(mine, theirs),
    ],
    foot: [
      h(
        'p',
        { class: 'small-text muted conflict-note' },
        '“Keep mine” saves your text in the place of theirs, for everybody.',
      ),
      button('Keep both as two diagrams', 'both'),
      button('Take theirs', 'theirs'),
      button('Keep mine', 'mine', 'primary'),
    ],
  });
}

/**
 * Both texts side by side, as far as they differ.
 * @param {Mine} mine @param {Theirs} theirs
 * @returns {HTMLElement}
 */
export function bothTexts(mine, theirs) {
  const when = new Date(theirs.changed_at).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
  const groups = hunks(align(theirs.code, mine.code));
  return groups.length === 0
    ? h(
        'p',
        { class: 'muted', tabindex: '-1', autofocus: true },
        'The texts are equal; only the title or settings differ.',
      )
    : comparison(groups, `version ${theirs.version}, ${when}`, `not saved yet, from version ${mine.version}`);
}

/** @param {import('./alignment.js').Row[][]} groups @param {string} aboutTheirs @param {string} aboutMine */
function comparison(groups, aboutTheirs, aboutMine) {
  const body = h('tbody');
  let left = ROWS;
  groups.forEach((group, index) => {
    if (index > 0) body.append(h('tr', { class: 'conflict-skip' }, h('td', { colspan: 6 }, '⋯')));
    for (const row of group.slice(0, Math.max(left, 0)))
      body.append(h('tr', {}, ...cells(row.left, row.right), ...cells(row.right, row.left, 'conflict-right')));
    left -= group.length;
  });
  if (left < 0) body.append(h('tr', { class: 'conflict-skip' }, h('td', { colspan: 6 }, `and ${-left} more lines`)));
  const head = (
    /** @type {import('../core/icons.js').IconName} */ drawn,
    /** @type {string} */ name,
    /** @type {string} */ about,
  ) =>
    h(
      'th',
      { colspan: 3, scope: 'colgroup' },
      h('span', { class: 'row' }, icon(drawn), name, h('span', { class: 'small-text muted' }, about)),
    );
  return h(
    'div',
    { class: 'conflict-scroll', tabindex: '0', autofocus: true, role: 'region', 'aria-label': 'Both texts' },
    h(
      'table',
      { class: 'conflict-table' },
      h(
        'colgroup',
        {},
        ...['number', 'mark', 'text', 'number', 'mark', 'text'].map((part) => h('col', { class: `conflict-${part}` })),
      ),
      h('thead', {}, h('tr', {}, head('history', 'Theirs', aboutTheirs), head('pencil', 'Yours', aboutMine))),
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
