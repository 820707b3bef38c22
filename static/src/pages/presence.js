/** Tells others where this person is, and shows where they are: in the bar, in the text, on the canvas. */
import { api } from '../api/client.js';
import { clientName } from '../core/keys.js';
import { personName } from '../core/person.js';
import { shownName, toldApart } from '../core/shown-name.js';
import { keep, read } from '../core/storage.js';
import { createPeople } from '../frame/people.js';

/** @typedef {import('../core/events.js').Who} Who */

const SAY_EVERY = 15_000;
const PAUSE = 200;
/** Who is not told of again so soon after the bell was heard anew, in ms, went while it was not heard. */
const TOLD_AGAIN = 3000;
/** Whether this browser's person was asked for their name. */
const ASKED = 'lanestep.name-asked';

/**
 * @param {{ bus: import('../core/event-bus.js').EventBus, state: import('../core/state.js').PageState, stage:
 *   import('../picture/stage.js').Stage, person: string, colour: number, place: HTMLElement, key: () => string,
 *   follows: () => string, cursor?: () => [number, number]|null, cursors?: (all: { name: string, colour: number,
 *   cursor: [number, number] }[]) => void }} page `person` names this page among all; `place` is where the list of
 *   people stands; `key`: with which the page speaks, '' where it hears of nobody; `follows`: the presenter; `cursor`
 *   and `cursors`: where the own cursor is in the text, and those of others
 */
export function createPresence({ bus, state, stage, person, colour, place, key, follows, cursor, cursors }) {
  /** @type {Map<string, Who>} */ const others = new Map();
  /** Who is not told of again yet. @type {Set<string>} */ const doubtful = new Set();
  /** @type {ReturnType<typeof setTimeout>|undefined} */ let timer;
  /** @type {ReturnType<typeof setTimeout>|undefined} */ let doubting;
  /** Groups of the drawing that are marked. @type {Element[]} */ let marked = [];
  let said = '';
  const people = createPeople({ me: () => ({ name: shownName(clientName()), colour }), renamed: () => say(true) });
  place.append(people.element);

  /** @param {boolean} [again] also where nothing has changed */
  function say(again = false) {
    clearTimeout(timer);
    timer = undefined;
    if (key() === '' || document.hidden) return;
    const where = {
      person,
      name: shownName(clientName()),
      colour,
      selection: state.selection.slice(0, 20).map(({ kind, id }) => `${kind} ${id}`),
      cursor: cursor?.() ?? null,
      follows: follows(),
    };
    if (!again && said === JSON.stringify(where)) return;
    said = JSON.stringify(where);
    api.documents.tellPresence(key(), where).catch(() => {});
  }

  /** Says where this person is, soon. */
  function saySoon() {
    timer ??= setTimeout(say, PAUSE);
  }

  /** Shows what is known of the others. */
  function show() {
    const here = toldApart([...others.values()], shownName(clientName()));
    people.show(here);
    cursors?.(
      here.flatMap(({ name, colour: tone, cursor: at }) =>
        at?.length === 2 ? [{ name, colour: tone, cursor: /** @type {[number, number]} */ (at) }] : [],
      ),
    );
    mark();
    if (here.length > 0) ask();
  }

  /** Once in this browser: the name that others see can be another one, and need not. */
  function ask() {
    if (personName() || read(ASKED) || document.hidden || state.running || !keep(ASKED, 'yes')) return;
    bus.emit('toast.requested', {
      message: `Others see you here as ${shownName(clientName())}.`,
      action: { label: 'Change my name', run: people.open },
    });
  }

  /** Marks what others have selected on the canvas. */
  function mark() {
    for (const element of marked) element.classList.remove('others', ...[...element.classList].filter(isColour));
    marked = [];
    for (const who of others.values())
      for (const part of who.selection) {
        const [kind = '', id = ''] = part.split(/ (.*)/s);
        const element = stage.element({ kind: /** @type {import('../core/events.js').Kind} */ (kind), id });
        if (!element) continue;
        element.classList.add('others', `person-${who.colour}`);
        marked.push(element);
      }
  }

  bus.on('presence.told', ({ who }) => {
    if (who.person === person) return;
    doubtful.delete(who.person);
    if (who.gone) others.delete(who.person);
    else others.set(who.person, who);
    show();
  });
  bus.on('bell.opened', () => {
    for (const name of others.keys()) doubtful.add(name);
    clearTimeout(doubting);
    doubting = setTimeout(() => {
      for (const name of doubtful) others.delete(name);
      doubtful.clear();
      show();
    }, TOLD_AGAIN);
    say(true);
  });
  bus.on('selection.changed', saySoon);
  bus.on('picture.changed', mark);
  bus.on('viewport.changed', () => {
    if (others.size > 0) mark();
  });
  setInterval(() => say(true), SAY_EVERY);
  addEventListener('pagehide', () => {
    if (key() && said) api.documents.tellPresence(key(), { person, gone: true }, true).catch(() => {});
  });
  new MutationObserver(() => say(true)).observe(document.documentElement, { attributeFilter: ['data-live'] });

  return { /** The cursor moved, or the person follows somebody. */ moved: saySoon };
}

/** @param {string} name */
const isColour = (name) => name.startsWith('person-');
