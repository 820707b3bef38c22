/** Notes on the whole run, under its bar: why it stops early, and that the diagram has changed since. */
import { h } from '../core/dom.js';
import { icon } from '../core/icons.js';

/**
 * @typedef {{ label: string, run: () => void }} NoteAction
 * @typedef {(name: string, said: string, action?: NoteAction) => void} Show
 */

export function createNotes() {
  // Screen readers hear what is put into it.
  const element = h('div', { class: 'player-notes', role: 'status' });
  /** @type {Map<string, { said: string, line: HTMLElement }>} */ const shown = new Map();

  return {
    element,
    /**
     * Shows a note in the place of the one with this name; '' takes it away. One that was closed stays away until it
     * says something else.
     * @param {string} name @param {string} said @param {NoteAction} [action]
     */
    show(name, said, action) {
      if ((shown.get(name)?.said ?? '') === said) return;
      shown.get(name)?.line.remove();
      shown.delete(name);
      if (said === '') return;
      const close = h(
        'button',
        { type: 'button', class: 'icon-button', 'aria-label': 'Close this note', onclick: () => line.remove() },
        icon('close', 14),
      );
      const line = h(
        'p',
        { class: 'player-note' },
        icon('hint', 14),
        h('span', {}, said),
        action && h('button', { type: 'button', class: 'link', onclick: action.run }, action.label),
        close,
      );
      shown.set(name, { said, line });
      element.append(line);
    },
  };
}
