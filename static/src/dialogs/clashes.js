/**
 * Both changed the same part in different ways: asks part by part, with words and a picture, what is saved. Nothing is
 * lost: what is not chosen stays in the history.
 * @typedef {import('../api/types').ClashReply} Clash
 * @typedef {'mine'|'theirs'|'both'} Way
 * @typedef {Pick<Clash, 'kind'|'id'|'field'|'mine'|'theirs'> & { take: Way }} Decision
 * @typedef {{ drawn: Element|null, line: string }} Shown a part in a picture, and its line of the text
 */
import { h } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { counted, togetherNames } from '../core/phrases.js';
import { bothTexts, historyNote, savedMeanwhile } from './conflict.js';
import { openDialog } from './dialog.js';

const FORM = 'clashes-form';

/**
 * @param {{ mine: { code: string, version: number|null }, theirs: import('./conflict.js').Theirs & { clashes: Clash[],
 *   came_in: string[], went_in: string[] }, history: string, picture: (side: 'mine'|'theirs', ref: { kind:
 *   import('../core/events.js').Kind, id: string }) => Promise<Shown>, merge: (decided: Decision[]) => void, choose:
 *   (choice: 'theirs'|'mine'|'both') => void }} options `history` is the address of its page; `picture` draws a part as
 *   one of both has it
 */
export function openClashesDialog({ mine, theirs, history, picture, merge, choose }) {
  const { clashes, came_in, went_in, authors } = theirs;
  const whose = { theirs: authors.some(Boolean) ? togetherNames(authors) : 'Theirs', mine: 'Yours', both: 'Both' };
  const fits = [
    ...came_in.map((says) => ({ says, by: whose.theirs })),
    ...went_in.map((says) => ({ says, by: whose.mine })),
  ];
  const form = /** @type {HTMLFormElement} */ (
    h(
      'form',
      { id: FORM, class: 'clashes', onsubmit: submit },
      ...clashes.map((clash, number) => question(clash, number, whose, picture)),
    )
  );

  /** @param {Event} event */
  function submit(event) {
    event.preventDefault();
    const chosen = new FormData(form);
    close();
    merge(
      clashes.map(({ kind, id, field, mine, theirs }, number) => ({
        ...{ kind, id, field, mine, theirs },
        take: /** @type {Way} */ (chosen.get(`clash-${number}`)),
      })),
    );
  }

  const button = (/** @type {string} */ label, /** @type {'theirs'|'mine'|'both'} */ choice) => {
    const decide = () => {
      close();
      choose(choice);
    };
    return h('button', { class: 'button', type: 'button', onclick: decide }, label);
  };
  const { element, close } = openDialog({
    title: savedMeanwhile(theirs),
    className: 'conflict-dialog clashes-dialog',
    body: [
      h('p', { class: 'conflict-lead' }, leadOf(clashes.length, fits.length)),
      form,
      ...(fits.length > 0 ? [togetherList(fits)] : []),
      h('details', { class: 'clashes-texts' }, h('summary', {}, 'Compare both texts'), bothTexts(mine, theirs)),
    ],
    foot: [
      historyNote('What you do not choose stays in the history.', history),
      button('Keep both as two diagrams', 'both'),
      button('Take all of theirs', 'theirs'),
      button('Keep all of mine', 'mine'),
      h('button', { class: 'button primary', type: 'submit', form: FORM }, 'Save merged'),
    ],
  });
  /** @type {HTMLElement|null} */ (element.querySelector('.clashes input:checked'))?.focus();
}

/** @param {number} clashes @param {number} fits */
function leadOf(clashes, fits) {
  const places = `${counted(clashes, 'place')} ${clashes === 1 ? 'needs' : 'need'} you`;
  if (fits === 0) return `Nothing is lost: ${places}.`;
  return `Nothing is lost: ${counted(fits, 'change')} ${fits === 1 ? 'fits' : 'fit'} together, and ${places}.`;
}

/**
 * @param {Clash} clash
 * @param {number} number
 * @param {Record<Way, string>} whose the names of the ways
 * @param {Parameters<typeof openClashesDialog>[0]['picture']} picture
 */
function question(clash, number, whose, picture) {
  const ways = /** @type {Way[]} */ (['theirs', 'mine', 'both']).filter((side) => clash.ways[side] !== undefined);
  const drawn = clash.parts.mine !== null || clash.parts.theirs !== null;
  return h(
    'fieldset',
    { class: 'clash' },
    h('legend', {}, clash.about),
    h(
      'div',
      { class: 'clash-ways' },
      ...ways.map((side) =>
        h(
          'label',
          { class: 'clash-way' },
          h(
            'span',
            { class: 'clash-choice' },
            h('input', { type: 'radio', name: `clash-${number}`, value: side, checked: side === clash.usual }),
            h('span', { class: 'clash-says' }, clash.ways[side]),
            h('span', { class: 'clash-who' }, whose[side], side === clash.usual && ' · suggested'),
          ),
          drawn && side !== 'both' && look(side, clash.parts[side], picture),
        ),
      ),
    ),
  );
}

/**
 * @param {'mine'|'theirs'} side
 * @param {{ kind: import('../core/events.js').Kind, id: string }|null} part
 * @param {Parameters<typeof openClashesDialog>[0]['picture']} picture
 */
function look(side, part, picture) {
  if (!part) return h('span', { class: 'clash-look clash-gone', 'aria-hidden': 'true' }, 'Not there');
  const frame = h('span', { class: 'clash-picture', 'data-state': 'waiting' });
  const line = h('code', { class: 'clash-line' });
  picture(side, part).then(
    (shown) => {
      frame.replaceChildren(shown.drawn ?? 'No picture');
      frame.dataset.state = shown.drawn ? 'drawn' : 'none';
      line.textContent = shown.line;
    },
    () => {
      frame.replaceChildren('No picture');
      frame.dataset.state = 'none';
    },
  );
  return h('span', { class: 'clash-look', 'aria-hidden': 'true' }, frame, line);
}

/** @param {{ says: string, by: string }[]} fits */
function togetherList(fits) {
  return h(
    'section',
    { class: 'clashes-together' },
    h('h3', {}, 'Fits together'),
    h(
      'ul',
      {},
      ...fits.map(({ says, by }) =>
        h('li', {}, icon('check'), h('span', {}, says), h('span', { class: 'clash-by' }, by)),
      ),
    ),
  );
}
