/** Two versions compared: how much changed, the picture with the changes marked, what changed in words, both texts. */
import { api } from '../api/client.js';
import { h } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { counted, messageOf } from '../core/phrases.js';
import { currentTheme } from '../core/theme.js';
import { align, hunks } from '../dialogs/alignment.js';
import { sideBySide } from '../dialogs/side-by-side.js';
import { markedPicture } from './marked-picture.js';
import { foundSentence } from './version-words.js';

/**
 * @typedef {import('./version-words.js').Line} Line
 * @typedef {import('../api/types').DocumentReply} Version
 * @typedef {{ line: Line, when: string }} Chosen
 */
const MOST_SENTENCES = 100;
const KINDS = /** @type {const} */ ([
  ['added', 'plus'],
  ['removed', 'minus'],
  ['changed', 'pencil'],
]);

/**
 * @param {HTMLElement} container
 * @param {{ read: (number: number) => Promise<Version>, tell: (message: string) => void }} parts
 */
export function createComparison(container, { read, tell }) {
  let asked = 0;
  /** @type {{ from: Chosen, to: Chosen }|null} */ let shown = null;

  /** @param {Chosen} from @param {Chosen} to */
  async function show(from, to) {
    asked += 1;
    const mine = asked;
    shown = { from, to };
    container.setAttribute('aria-busy', 'true');
    container.replaceChildren(head(from, to), h('div', { class: 'history-skeleton history-wide' }));
    try {
      const [was, now] = await Promise.all([read(from.line.version), read(to.line.version)]);
      const found = await api.diff(was.code, now.code, currentTheme());
      if (mine !== asked) return;
      const settings = JSON.stringify(was.companion) !== JSON.stringify(now.companion);
      const sentence = foundSentence(found, settings);
      container.replaceChildren(
        head(from, to, found),
        found.svg === null
          ? h('p', { class: 'history-note' }, `The diagram could not be drawn: ${found.drawing_error ?? ''}`)
          : markedPicture(found.svg, `${from.when} compared with ${to.when}. ${sentence}`, tell),
        words(found.same ? [] : found.words, sentence),
        texts(was, now, from, to),
      );
      tell(`${from.when} compared with ${to.when}. ${sentence}`);
    } catch (error) {
      if (mine !== asked) return;
      container.replaceChildren(
        head(from, to),
        h(
          'div',
          { class: 'history-note', role: 'alert' },
          h('p', {}, `The versions could not be compared. ${messageOf(error)}`),
          h('button', { class: 'button', type: 'button', onclick: () => show(from, to) }, 'Try again'),
        ),
      );
    } finally {
      if (mine === asked) container.removeAttribute('aria-busy');
    }
  }

  return {
    show,
    /** Says why nothing is compared. @param {string} message */
    note(message) {
      asked += 1;
      shown = null;
      container.removeAttribute('aria-busy');
      container.replaceChildren(h('p', { class: 'history-note muted' }, message));
    },
    /** Draws the same again, in the theme in force. */
    redraw() {
      if (shown) show(shown.from, shown.to);
    },
  };
}

/** @param {Chosen} from @param {Chosen} to @param {import('../api/types').DiffReply} [found] */
function head(from, to, found) {
  return h(
    'div',
    { class: 'history-head' },
    h('span', { class: 'history-letter', 'aria-hidden': 'true' }, 'A'),
    h('strong', {}, from.when),
    icon('arrow-right'),
    h('span', { class: 'history-letter', 'aria-hidden': 'true' }, 'B'),
    h('strong', {}, to.when),
    ...(found
      ? KINDS.map(([kind, drawn]) =>
          h(
            'span',
            { class: `history-count ${kind}` },
            icon(drawn, 12),
            `${kind} `,
            h('b', {}, String(found[kind].length)),
          ),
        )
      : []),
  );
}

/** @param {string[]} sentences @param {string} summary */
function words(sentences, summary) {
  if (!sentences.length) return h('p', { class: 'history-words' }, summary);
  const more = sentences.length - MOST_SENTENCES;
  return h(
    'details',
    { class: 'history-words' },
    h('summary', {}, `What changed, in ${counted(sentences.length, 'sentence')}`),
    h(
      'ul',
      {},
      ...sentences.slice(0, MOST_SENTENCES).map((sentence) => h('li', {}, sentence)),
      more > 0 && h('li', {}, `and ${more} more`),
    ),
  );
}

/** @param {Version} was @param {Version} now @param {Chosen} from @param {Chosen} to */
function texts(was, now, from, to) {
  const groups = hunks(align(was.code, now.code));
  if (!groups.length) return h('p', { class: 'history-note muted' }, 'Both texts are equal.');
  return sideBySide(groups, {
    label: 'Both texts',
    left: { name: `A · ${from.when}`, about: `version ${from.line.version}` },
    right: { name: `B · ${to.when}`, about: `version ${to.line.version}` },
  });
}
