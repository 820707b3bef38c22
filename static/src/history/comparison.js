/** Two versions compared: how much changed, the picture with the changes marked, what changed in words, both texts. */
import { api } from '../api/client.js';
import { h } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { counted, messageOf } from '../core/phrases.js';
import { keep, read as readKept } from '../core/storage.js';
import { currentTheme } from '../core/theme.js';
import { align, hunks } from '../dialogs/alignment.js';
import { sideBySide } from '../dialogs/side-by-side.js';
import { behaviourList } from './behaviour-list.js';
import { markedPicture } from './marked-picture.js';
import { foundSentence } from './version-words.js';

/**
 * @typedef {import('./version-words.js').Line} Line
 * @typedef {import('../api/types').DocumentReply} Version
 * @typedef {{ line: Line, when: string }} Chosen
 */
const MOST_SENTENCES = 100;
/** How this browser's person looks at changes. */
const LOOK = 'lanestep.history-look';
const KINDS = /** @type {const} */ ([
  ['added', 'plus'],
  ['removed', 'minus'],
  ['changed', 'pencil'],
]);

/**
 * @param {HTMLElement} container
 * @param {{ read: (number: number) => Promise<Version>, tell: (message: string) => void, isCurrent: (line: Line) =>
 *   boolean, restore: (line: Line) => void, key: string }} parts `isCurrent`: whether it needs no restoring; `key`:
 *   that with which the history is read
 */
export function createComparison(container, { read, tell, isCurrent, restore, key }) {
  let beside = readKept(LOOK) === 'sides';
  let asked = 0;
  /** @type {{ from: Chosen, to: Chosen }|null} */ let shown = null;

  /** Shows parts; what has the focus keeps it. @param {HTMLElement[]} parts */
  function put(...parts) {
    const key = container.contains(document.activeElement) && document.activeElement?.getAttribute('data-key');
    container.replaceChildren(...parts);
    if (!key) return;
    const found = container.querySelector(`[data-key="${key}"]`) ?? container.querySelector('[data-key]');
    if (found instanceof HTMLElement) found.focus({ preventScroll: true });
  }

  /** @param {Chosen} from @param {Chosen} to */
  async function show(from, to) {
    asked += 1;
    const mine = asked;
    shown = { from, to };
    container.setAttribute('aria-busy', 'true');
    put(headOf(from, to), h('div', { class: 'history-skeleton history-wide' }));
    try {
      const [was, now] = await Promise.all([read(from.line.version), read(to.line.version)]);
      const found = await api.diff(was.code, now.code, currentTheme(), beside);
      if (mine !== asked) return;
      const settings = JSON.stringify(was.companion) !== JSON.stringify(now.companion);
      const sentence = foundSentence(found, settings);
      put(
        headOf(from, to, found),
        ...pictures(found, from, to, sentence, tell),
        words(found.same ? [] : found.words, sentence),
        behaviourList({ was, now, key, tell }),
        texts(was, now, from, to),
      );
      tell(`${from.when} compared with ${to.when}. ${sentence}`);
    } catch (error) {
      if (mine !== asked) return;
      put(
        headOf(from, to),
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

  /** @param {Chosen} from @param {Chosen} to @param {import('../api/types').DiffReply} [found] */
  function headOf(from, to, found) {
    const restoring = [from, to].map(
      ({ line, when }, side) =>
        !isCurrent(line) &&
        h(
          'button',
          {
            class: 'button small',
            type: 'button',
            'data-key': `restore-${side}`,
            'aria-label': `Restore ${'AB'[side]}: ${when}`,
            onclick: () => restore(line),
          },
          icon('undo', 14),
          `Restore ${'AB'[side]}`,
        ),
    );
    return h(
      'div',
      { class: 'history-head' },
      ...facts(from, to, found),
      h('span', { class: 'spacer' }),
      look(),
      ...restoring,
    );
  }

  /** How the pictures are shown: one over the other, or one beside the other. */
  function look() {
    const choice = (/** @type {string} */ name, /** @type {boolean} */ sides) =>
      h(
        'button',
        {
          type: 'button',
          'data-key': sides ? 'sides' : 'overlay',
          'aria-pressed': String(beside === sides),
          onclick: () => {
            if (beside === sides) return;
            beside = sides;
            keep(LOOK, sides ? 'sides' : 'overlay');
            if (shown) void show(shown.from, shown.to);
          },
        },
        name,
      );
    return h(
      'div',
      { class: 'segmented history-look', role: 'group', 'aria-label': 'Pictures' },
      choice('Overlay', false),
      choice('Side by side', true),
    );
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

/**
 * @param {import('../api/types').DiffReply} found @param {Chosen} from @param {Chosen} to @param {string} sentence
 * @param {(message: string) => void} tell
 */
function pictures(found, from, to, sentence, tell) {
  const { svg, svg_before: before, svg_after: after } = found;
  if (svg === null)
    return [h('p', { class: 'history-note' }, `The diagram could not be drawn: ${found.drawing_error ?? ''}`)];
  if (before === undefined || after === undefined)
    return [markedPicture(svg, `${from.when} compared with ${to.when}. ${sentence}`, tell)];
  const side = (/** @type {string} */ letter, /** @type {string} */ drawn, /** @type {Chosen} */ { when }) =>
    h(
      'section',
      { class: 'history-one', 'aria-label': `${letter}: ${when}` },
      h('p', { class: 'history-one-name' }, h('span', { class: 'history-letter' }, letter), when),
      markedPicture(drawn, `${letter}: ${when}. ${sentence}`, tell, letter),
    );
  return [h('div', { class: 'history-two' }, side('A', before, from), side('B', after, to))];
}

/** @param {Chosen} from @param {Chosen} to @param {import('../api/types').DiffReply} [found] */
function facts(from, to, found) {
  return [
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
  ];
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
