/**
 * Changed elsewhere: says first what becomes of the text that is not chosen, then shows both side by side and asks.
 * Nothing is overwritten silently.
 */
import { h } from '../core/dom.js';
import { align, hunks } from './alignment.js';
import { openDialog } from './dialog.js';
import { sideBySide } from './side-by-side.js';

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
    : sideBySide(groups, {
        label: 'Both texts',
        left: { icon: 'history', name: 'Theirs', about: `version ${theirs.version}, ${when}` },
        right: { icon: 'pencil', name: 'Yours', about: `not saved yet, from version ${mine.version}` },
        focused: true,
      });
}
