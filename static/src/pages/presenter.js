/** Lets others follow the run that is open here, and the view on it, for as long as the person wants. */
import { ApiError, OfflineError, api } from '../api/client.js';
import { h, setText } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { clientName, newName } from '../core/keys.js';
import { shownName } from '../core/shown-name.js';
import { capitalized } from '../core/phrases.js';
import { openDialog } from '../dialogs/dialog.js';
import { placeOf } from './followed.js';

/** The shortest time between two states in ms: 8 a second, which a minute's limit of requests allows. */
const PAUSE = 125;
/** How often it is said that the page is still there. */
const SAY_EVERY = 5000;
/** Characters of a run that the server passes on. */
const MOST_RUN = 30_000;

/**
 * @param {{ bus: import('../core/event-bus.js').EventBus, state: import('../core/state.js').PageState, stage:
 *   import('../picture/stage.js').Stage, player: ReturnType<typeof import('../player/player.js').createPlayer>, key: ()
 *   => string, colour: number, version: () => number }} page `key` is '' where the page hears of nobody; `version`: the
 *   number of changes of the live text that is shown
 */
export function createPresenter({ bus, state, stage, player, key, colour, version }) {
  const secret = newName();
  const count = h('span', { class: 'player-follow-count' });
  const label = h('span', { class: 'player-follow-words' });
  const button = h(
    'button',
    { type: 'button', class: 'button player-follow', 'aria-keyshortcuts': 'F', hidden: true, onclick: () => toggle() },
    icon('eye'),
    count,
    label,
  );
  player.element.querySelector('.player-present')?.before(button);
  let on = false;
  let own = '';
  let turn = 0;
  let number = 0;
  let followers = 0;
  let sending = false;
  let again = false;
  let begins = false;
  let said = '';
  /** @type {ReturnType<typeof setTimeout>|undefined} */ let timer;
  show();

  function show() {
    button.hidden = !state.running || key() === '';
    setText(count, on ? `${followers} ` : '');
    setText(label, on ? (followers === 1 ? 'follows' : 'follow') : 'Let others follow');
    button.setAttribute('aria-pressed', String(on));
    button.title = on ? 'Others see your run: let nobody follow any more (F)' : 'Let others follow your run (F)';
    button.classList.toggle('pressed', on);
  }

  const shown = () => ({
    name: shownName(clientName()),
    colour,
    run: player.text,
    place: placeOf(stage.viewport.view, stage.viewport.canvas, state.picture.geometry),
    version: version(),
  });

  function toggle() {
    if (!state.running || key() === '') return;
    if (on) stop('Nobody follows your run any more.');
    else void begin(false);
  }

  /** @param {boolean} takesOver */
  async function begin(takesOver) {
    if (sending) return;
    sending = true;
    begins = true;
    try {
      number += 1;
      const made = await api.documents.present(key(), { ...shown(), secret, number, takes_over: takesOver });
      ({ presenter: own, turn, followers } = made);
      on = true;
      bus.emit('toast.requested', { message: 'Whoever has this diagram open can follow your run now.' });
    } catch (error) {
      if (error instanceof ApiError && error.code === 'somebody-presents') askToTakeOver(error.details.name ?? '');
      else bus.emit('toast.requested', { message: `Nobody can follow just now: ${words(error)}` });
    }
    sending = false;
    begins = false;
    show();
    if (on && !state.running) stop('');
    else saySoon();
  }

  /** @param {string} name */
  function askToTakeOver(name) {
    const { close } = openDialog({
      title: `${name} presents now`,
      body: [h('p', {}, `Those who follow ${name} would follow you instead.`)],
      foot: [
        h('button', { class: 'button', type: 'button', onclick: () => close() }, 'Cancel'),
        h('button', { class: 'button primary', type: 'button', onclick: takeOver }, 'Present instead'),
      ],
    });
    function takeOver() {
      close();
      void begin(true);
    }
  }

  /** Ends it. @param {string} message */
  function stop(message, keepalive = false) {
    if (!on) return;
    on = false;
    clearTimeout(timer);
    timer = undefined;
    followers = 0;
    number += 1;
    api.documents.present(key(), { secret, turn, number, name: shown().name, gone: true }, keepalive).catch(() => {});
    if (message) bus.emit('toast.requested', { message });
    show();
  }

  /** It has ended already. @param {string} message */
  function ended(message) {
    on = false;
    bus.emit('toast.requested', { message });
    show();
  }

  function saySoon() {
    if (on) timer ??= setTimeout(() => void say(false), PAUSE);
  }

  /** @param {boolean} always also where nothing has changed */
  async function say(always) {
    clearTimeout(timer);
    timer = undefined;
    if (!on || !state.running) return;
    if (sending) {
      again = true;
      return;
    }
    const now = shown();
    // A run that is just being asked for has no text of its own yet.
    if (!always && JSON.stringify(now) === said) return;
    if (now.run.length > MOST_RUN) return stop('This run has too many choices to be followed. It goes on for you.');
    said = JSON.stringify(now);
    sending = true;
    try {
      number += 1;
      ({ followers } = await api.documents.present(key(), { ...now, secret, turn, number }));
      show();
    } catch (error) {
      said = '';
      const passes = error instanceof OfflineError || (error instanceof ApiError && [429, 503].includes(error.status));
      if (error instanceof ApiError && error.code === 'somebody-presents') ended(`${error.details.name} presents now.`);
      else if (!passes) ended(`Nobody can follow any more: ${words(error)}`);
    }
    sending = false;
    if (again) saySoon();
    again = false;
  }

  bus.on('run.moved', saySoon);
  bus.on('viewport.changed', saySoon);
  bus.on('run.changed', ({ active }) => {
    if (!active) stop('');
    show();
  });
  bus.on('action.requested', ({ name }) => {
    if (name === 'let-follow') toggle();
  });
  bus.on('follow.told', ({ shown: told }) => {
    if (!on) return;
    if (told.presenter === own) {
      followers = told.followers;
      show();
    } else if (told.presenter !== '') ended(`${told.name || 'Somebody'} presents now.`);
  });
  bus.on('bell.opened', show);
  setInterval(() => void say(true), SAY_EVERY);
  addEventListener('pagehide', () => stop('', true));

  return {
    /**
     * Whether this page is a presenter, or may be: the bell can tell of it before the answer is here.
     * @param {string} presenter
     */
    is: (presenter) => begins || (own !== '' && presenter === own),
  };
}

/** @param {unknown} error */
const words = (error) => {
  const said = error instanceof Error ? error.message : '';
  return said === '' ? 'try again in a moment.' : capitalized(said).replace(/\.?$/, '.');
};
