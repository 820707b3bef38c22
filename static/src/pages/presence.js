/** Tells others where this person is, and shows where they are: in the top bar, in the text, on the canvas. */
import { api } from '../api/client.js';
import { showOthers } from '../code/other-cursors.js';
import { clientName, savingKey } from '../core/keys.js';
import { shownName } from '../core/person.js';
import { createPeople } from '../frame/people.js';

/** @typedef {import('../core/events.js').Who} Who */

const SAY_EVERY = 15_000;
/** Whoever has said nothing for so long is gone. */
const GONE_AFTER = 45_000;
const PAUSE = 200;
const COLOURS = 8;

/**
 * @param {{ bus: import('../core/event-bus.js').EventBus, state: import('../core/state.js').PageState, stage:
 *   import('../picture/stage.js').Stage, view: import('@codemirror/view').EditorView, person: string, place:
 *   HTMLElement }} page `person` names this page among all; `place` is where the list of people stands
 */
export function createPresence({ bus, state, stage, view, person, place }) {
  /** @type {Map<string, Who & { at: number }>} */ const others = new Map();
  /** @type {ReturnType<typeof setTimeout>|undefined} */ let timer;
  /** Groups of the drawing that are marked. @type {Element[]} */ let marked = [];
  let said = '';
  const colour = [...person].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % COLOURS, 0);
  const people = createPeople({ me: () => ({ name: shownName(clientName()), colour }), renamed: () => say(true) });
  place.append(people.element);
  const live = () => document.documentElement.dataset['live'] === 'yes';

  /** @param {boolean} [again] also where nothing has changed */
  function say(again = false) {
    clearTimeout(timer);
    timer = undefined;
    const key = savingKey(state.data.view_key ?? '');
    if (!key || !live() || document.hidden) return;
    const { anchor, head } = view.state.selection.main;
    const where = {
      person,
      name: shownName(clientName()),
      colour,
      selection: state.selection.slice(0, 20).map(({ kind, id }) => `${kind} ${id}`),
      cursor: view.hasFocus ? [anchor, head] : null,
    };
    if (!again && said === JSON.stringify(where)) return;
    said = JSON.stringify(where);
    api.documents.tellPresence(key, where).catch(() => {});
  }

  /** Says where this person is, soon. */
  function saySoon() {
    timer ??= setTimeout(say, PAUSE);
  }

  /** Shows what is known of the others. */
  function show() {
    const here = [...others.values()].sort((a, b) => a.name.localeCompare(b.name));
    people.show(here);
    view.dispatch({
      effects: showOthers.of(
        here.flatMap(({ name, colour: tone, cursor }) =>
          cursor?.length === 2 ? [{ name, colour: tone, cursor: /** @type {[number, number]} */ (cursor) }] : [],
        ),
      ),
    });
    mark();
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
    const known = others.has(who.person);
    if (who.gone) others.delete(who.person);
    else others.set(who.person, { ...who, at: Date.now() });
    show();
    // Whoever comes later hears of this page at once.
    if (!known && !who.gone) say(true);
  });
  bus.on('selection.changed', saySoon);
  bus.on('picture.changed', mark);
  bus.on('viewport.changed', () => {
    if (others.size > 0) mark();
  });
  setInterval(() => {
    say(true);
    const before = others.size;
    for (const [name, { at }] of others) if (Date.now() - at > GONE_AFTER) others.delete(name);
    if (others.size !== before) show();
  }, SAY_EVERY);
  addEventListener('pagehide', () => {
    const key = savingKey(state.data.view_key ?? '');
    if (key && said) api.documents.tellPresence(key, { person, gone: true }, true).catch(() => {});
  });
  new MutationObserver(() => {
    if (live()) say(true);
  }).observe(document.documentElement, { attributeFilter: ['data-live'] });

  return { /** The cursor moved. */ moved: saySoon };
}

/** @param {string} name */
const isColour = (name) => name.startsWith('person-');
