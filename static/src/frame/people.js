/** Shows who is here: a sign for each person in the top bar, and a small window with their names and one's own. */
import { h } from '../core/dom.js';
import { keepPersonName } from '../core/person.js';
import { composes } from '../core/composition.js';
import { openDialog } from '../dialogs/dialog.js';

const MOST_SIGNS = 4;

/**
 * @typedef {{ person: string, name: string, colour: number, edits: boolean }} Person
 * @param {{ me: () => { name: string, colour: number }, renamed: () => void }} parts
 */
export function createPeople({ me, renamed }) {
  /** @type {Person[]} */ let others = [];
  const button = h('button', {
    type: 'button',
    class: 'people',
    hidden: true,
    'data-tip': 'Who is here',
    onclick: open,
  });

  function open() {
    const input = /** @type {HTMLInputElement} */ (
      h('input', { class: 'input', value: me().name, maxlength: '60', autocomplete: 'off' })
    );
    const list = h(
      'ul',
      { class: 'people-list' },
      ...others.map((one) => h('li', {}, sign(one), `${one.name}${one.edits ? '' : ' (views)'}`)),
    );
    const { close } = openDialog({
      title: 'Who is here',
      body: [
        list,
        h('label', { class: 'people-own' }, h('span', {}, 'Your name, for others and in the history'), input),
      ],
      foot: [
        h(
          'button',
          { class: 'button primary', type: 'button', onclick: () => keep(input.value, close) },
          'Keep this name',
        ),
      ],
    });
    input.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && !composes(event)) keep(input.value, close);
    });
  }

  /** @param {string} name @param {() => void} close */
  function keep(name, close) {
    keepPersonName(name);
    close();
    renamed();
  }

  return {
    element: button,
    open,
    /** @param {Person[]} now */
    show(now) {
      others = now;
      button.hidden = others.length === 0;
      const names = others.map(({ name }) => name);
      button.setAttribute('aria-label', `Here with you: ${names.join(', ')}`);
      const more = others.length - MOST_SIGNS;
      button.replaceChildren(
        ...others.slice(0, MOST_SIGNS).map(sign),
        ...(more > 0 ? [h('span', { class: 'people-more' }, `+${more}`)] : []),
      );
    },
  };
}

/** @param {{ name: string, colour: number }} person */
const sign = ({ name, colour }) =>
  h('span', { class: `person-sign person-${colour}`, 'data-letter': letterOf(name), 'aria-hidden': 'true' });

/** The letter of a sign: it is drawn, since the names are what is to be read. @param {string} name */
export const letterOf = (name) => [...name.trim()][0]?.toUpperCase() ?? '?';
