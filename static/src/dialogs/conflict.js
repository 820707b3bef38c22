/**
 * Changed elsewhere: says first what becomes of the text that is not chosen, then shows both side by side and asks.
 * Nothing is overwritten silently.
 */
import { h } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { togetherNames } from '../core/phrases.js';
import { align, hunks } from './alignment.js';
import { openDialog } from './dialog.js';
import { sideBySide } from './side-by-side.js';

/**
 * @typedef {{ code: string, version: number|null }} Mine
 * @typedef {{ code: string, version: number, changed_at: string, authors: string[] }} Theirs `authors`
 *   are those who saved it
 * @param {{ mine: Mine, theirs: Theirs,
 *   history: string, choose: (choice: 'theirs'|'mine'|'both') => void }} options `history` is the address of its page
 */
export function openConflictDialog({ mine, theirs, history, choose }) {
  const decide = (/** @type {'theirs'|'mine'|'both'} */ choice) => () => {
    close();
    choose(choice);
  };
  const button = (/** @type {string} */ label, /** @type {'theirs'|'mine'|'both'} */ choice, look = '') =>
    h('button', { class: `button ${look}`, type: 'button', onclick: decide(choice) }, label);
  const { close } = openDialog({
    title: savedMeanwhile(theirs),
    className: 'conflict-dialog',
    body: [
      h('p', { class: 'conflict-lead' }, 'Nothing is lost: the text that you do not choose stays in the history.'),
      bothTexts(mine, theirs),
    ],
    foot: [
      historyNote('“Keep mine” saves your text in the place of theirs, for everybody.', history),
      button('Keep both as two diagrams', 'both'),
      button('Take theirs', 'theirs'),
      button('Keep mine', 'mine', 'primary'),
    ],
  });
}

/** @param {Theirs} theirs @returns {string} who saved, as a title */
export const savedMeanwhile = ({ authors }) => `${togetherNames(authors)} saved this diagram while you were editing`;

/**
 * What a choice means, with the way to the history. It opens beside the page: the question stays.
 * @param {string} says @param {string} history the address of its page
 * @returns {HTMLElement}
 */
export function historyNote(says, history) {
  return h(
    'p',
    { class: 'small-text muted conflict-note' },
    `${says} `,
    h('a', { href: history, target: '_blank', rel: 'noopener' }, 'Open the history', icon('external', 12)),
  );
}

/** @param {Theirs} theirs */
const theirsName = ({ authors }) => (authors.some(Boolean) ? `Saved by ${togetherNames(authors)}` : 'Theirs');

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
        left: { icon: 'history', name: theirsName(theirs), about: `version ${theirs.version}, ${when}` },
        right: { icon: 'pencil', name: 'Yours', about: `not saved yet, from version ${mine.version}` },
        focused: true,
      });
}
