/** The history: the list of versions at one side, two of them compared at the other. */
import { api } from '../api/client.js';
import { h } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { messageOf } from '../core/phrases.js';
import { createComparison } from './comparison.js';
import { showSkeleton, showVersions } from './version-list.js';
import { whenOf } from './version-words.js';

/**
 * @typedef {import('./version-words.js').Line} Line
 * @typedef {import('../api/types').DocumentReply} Version
 */
/** So often it is asked for changes that the server had no time to compute. */
const MOST_ASKED = 4;

/**
 * @param {HTMLElement} container
 * @param {{ bus: import('../core/event-bus.js').EventBus, key: string, restore: (version: Version, when: string,
 *   current: number) => Promise<void>, close?: () => void }} parts `restore` makes an old version the current
 *   one, and says so
 * @returns {{ reload: () => Promise<void>, end: () => void }}
 */
export function createHistoryView(container, { bus, key, restore, close }) {
  const list = h('ul', { class: 'history-list', 'aria-label': 'Versions, newest first' });
  const foot = h('div', { class: 'history-foot' });
  const compared = h('section', { class: 'history-compare', 'aria-label': 'Comparison' });
  const tell = (/** @type {string} */ message) => bus.emit('speech.requested', { message });
  const warn = (/** @type {string} */ message) => bus.emit('toast.requested', { message });
  /** @type {Line[]} */ let lines = [];
  /** @type {Map<number, Promise<Version>>} */ const texts = new Map();
  let current = 0;
  let earlier = false;
  /** @type {number} */ let a = 0;
  /** @type {number} */ let b = 0;
  let busy = false;
  let ended = false;

  container.append(
    h(
      'div',
      { class: 'history' },
      h(
        'section',
        { class: 'history-side', 'aria-label': 'History' },
        h(
          'div',
          { class: 'pane-head' },
          h('h2', {}, 'History'),
          h('span', { class: 'spacer' }),
          close &&
            h(
              'button',
              { class: 'icon-button', type: 'button', 'aria-label': 'Close the history', onclick: close },
              icon('close'),
            ),
        ),
        list,
        foot,
      ),
      compared,
    ),
  );
  const comparison = createComparison(compared, {
    read,
    tell,
    isCurrent: (line) => line.version === current,
    restore: (line) => void acts.restore(line),
    key,
  });
  const themes = new MutationObserver(() => comparison.redraw());
  themes.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });

  /** @param {number} number */
  function read(number) {
    const found = texts.get(number) ?? api.documents.version(key, number);
    texts.set(number, found);
    found.catch(() => texts.delete(number));
    return found;
  }

  const acts = {
    key,
    /** @param {Line} line @param {'a'|'b'} side */
    choose(line, side) {
      if (side === 'a') {
        if (line.version === b) b = a;
        a = line.version;
      } else {
        if (line.version === a) a = b;
        b = line.version;
      }
      paint();
      compare();
    },
    /** @param {Line} line */
    async restore(line) {
      if (busy) return;
      busy = true;
      paint();
      try {
        await restore(await read(line.version), whenOf(line, current, new Date()), current);
      } catch (error) {
        warn(`The version was not restored. ${messageOf(error)}`);
      } finally {
        busy = false;
        if (!ended) paint();
      }
    },
    /** @param {Line} line @param {string} name */
    async name(line, name) {
      try {
        const named = await api.documents.nameVersion(key, line.version, name);
        lines = lines.map((each) => (each.version === line.version ? { ...each, name: named.name } : each));
        tell(name ? `The version is called ${name}.` : 'The version has no name any more.');
      } catch (error) {
        warn(`The name was not kept. ${messageOf(error)}`);
      }
      paint();
    },
  };

  function paint() {
    showVersions(list, lines, { current, a, b, busy }, acts);
    foot.replaceChildren(
      ...(earlier
        ? [
            h(
              'button',
              { class: 'button', type: 'button', 'data-key': 'earlier', onclick: more },
              'Show earlier versions',
            ),
          ]
        : []),
      h(
        'p',
        { class: 'small-text muted' },
        'Choose a version to see what changed since. B chooses what it is compared with. Restoring adds a version; nothing is lost.',
      ),
    );
  }

  function compare() {
    const [from, to] = [a, b].map((number) => lines.find((line) => line.version === number));
    if (!from || !to || from === to) {
      comparison.note('This is the only version. As soon as there are two, they can be compared here.');
      return;
    }
    const now = new Date();
    comparison.show({ line: from, when: whenOf(from, current, now) }, { line: to, when: whenOf(to, current, now) });
  }

  /** Loads the newest versions and compares the last two. */
  async function reload() {
    list.setAttribute('aria-busy', 'true');
    if (!lines.length) showSkeleton(list);
    try {
      const found = await api.documents.history(key);
      if (ended) return;
      ({ versions: lines, current, has_earlier: earlier } = found);
      b = current;
      a = lines.find((line) => line.version < current && line.kind !== 'set-aside')?.version ?? current;
      paint();
      compare();
      fillIn(undefined, 1);
    } catch (error) {
      failed(messageOf(error), reload);
    } finally {
      list.removeAttribute('aria-busy');
    }
  }

  async function more() {
    const below = lines.at(-1)?.version;
    foot.querySelector('button')?.setAttribute('aria-disabled', 'true');
    try {
      const found = await api.documents.history(key, below);
      if (ended) return;
      lines = [...lines, ...found.versions];
      earlier = found.has_earlier;
      paint();
      const first = found.versions[0];
      if (first) /** @type {HTMLElement|null} */ (list.querySelector(`[data-key="a-${first.version}"]`))?.focus();
      tell(`${found.versions.length} earlier versions shown.`);
      fillIn(below, 1);
    } catch (error) {
      paint();
      warn(`The earlier versions could not be loaded. ${messageOf(error)}`);
    }
  }

  /** Asks again for changes that were not computed yet. @param {number|undefined} below @param {number} asked */
  async function fillIn(below, asked) {
    const from = lines.filter((line) => below === undefined || line.version < below).slice(0, 20);
    if (asked >= MOST_ASKED || !from.some((line) => line.changes === null && !line.is_first)) return;
    const found = await api.documents.history(key, below).catch(() => null);
    if (!found || ended) return;
    const known = new Map(found.versions.map((line) => [line.version, line.changes]));
    lines = lines.map((line) => ({ ...line, changes: line.changes ?? known.get(line.version) ?? null }));
    paint();
    await fillIn(below, asked + 1);
  }

  /** @param {string} message @param {() => void} again */
  function failed(message, again) {
    list.replaceChildren(
      h(
        'li',
        { class: 'history-note', role: 'alert' },
        h('p', {}, `The history could not be loaded. ${message}`),
        h('button', { class: 'button', type: 'button', onclick: again }, 'Try again'),
      ),
    );
  }

  return {
    reload,
    /** Nothing that is still on its way is shown any more. */
    end() {
      ended = true;
      themes.disconnect();
    },
  };
}
