/** What runs do differently in two versions: scenarios and paths, each played on either side. Asked for when opened. */
import { api } from '../api/client.js';
import { at, h } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { counted, messageOf } from '../core/phrases.js';

const MOST_LISTED = 100;

/**
 * @typedef {import('../api/types').DocumentReply} Version
 * @typedef {import('../api/types').BehaviourReply} Behaviour
 * @param {{ was: Version, now: Version, key: string, tell: (message: string) => void }} parts `key`: with which
 *   versions are kept so that they can be played
 */
export function behaviourList({ was, now, key, tell }) {
  const body = h('div', { class: 'history-behaviour' });
  let asked = false;
  const element = h(
    'details',
    {
      class: 'history-words',
      ontoggle: () => {
        if (asked || !(/** @type {HTMLDetailsElement} */ (element).open)) return;
        asked = true;
        void ask();
      },
    },
    h('summary', {}, 'What runs do differently'),
    body,
  );
  return element;

  async function ask() {
    body.replaceChildren(h('p', { class: 'muted' }, 'Runs of both versions are compared…'));
    try {
      const found = await api.behaviour(was, now);
      const words = behaviourSentence(found);
      const rest = found.changes.length - MOST_LISTED;
      body.replaceChildren(
        h('p', {}, words),
        h(
          'ul',
          { class: 'history-differences' },
          ...found.changes.slice(0, MOST_LISTED).map(row),
          rest > 0 && h('li', {}, `and ${rest} more`),
        ),
      );
      tell(words);
    } catch (error) {
      asked = false;
      const words = `Runs could not be compared. ${messageOf(error)}`;
      body.replaceChildren(
        h('p', {}, words),
        h('button', { class: 'button small', type: 'button', onclick: () => void ask() }, 'Try again'),
      );
      tell(words);
    }
  }

  /** @param {Behaviour['changes'][number]} change */
  function row({ message, before, after, name }) {
    return h(
      'li',
      {},
      h('span', {}, message),
      before && play('A', was, before.replay, name),
      after && play('B', now, after.replay, name),
    );
  }

  /** @param {string} letter @param {Version} version @param {string} replay @param {string} name */
  function play(letter, version, replay, name) {
    return h(
      'button',
      {
        class: 'button small',
        type: 'button',
        'aria-label': `Play in ${letter}: ${name}`,
        onclick: () => void open(version, replay),
      },
      icon('play', 12),
      letter,
    );
  }

  /** @param {Version} version @param {string} replay */
  async function open(version, replay) {
    // At once: browsers open no window after an answer.
    const page = window.open('', '_blank');
    try {
      await api.documents.pin(key, version.version);
      page?.location.assign(at(`/d/${version.view_key}?version=${version.version}#run?${replay}`));
    } catch (error) {
      page?.close();
      tell(`The run could not be opened. ${messageOf(error)}`);
    }
  }
}

/** @param {Behaviour} found @returns {string} how many runs differ, in words */
export function behaviourSentence({ changes, compared_to: limit, same_paths: same }) {
  const of = limit === null ? '' : `, of those with at most ${counted(limit, 'choice')}`;
  const equal = `${counted(same, 'path')} ${same === 1 ? 'is' : 'are'} the same${of}`;
  return changes.length === 0
    ? `Runs do the same in both versions: ${equal}.`
    : `${counted(changes.length, 'difference')}; ${equal}.`;
}
