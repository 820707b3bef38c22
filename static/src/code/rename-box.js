/**
 * A new name for a node or lane, typed over the old one in a small box; the server renames every use in one undo step.
 */
import { StateEffect, StateField } from '@codemirror/state';
import { showTooltip } from '@codemirror/view';
import { composes } from '../core/composition.js';
import { h } from '../core/dom.js';
import { messageOf } from '../core/phrases.js';
import { nameAtCaret } from './names.js';

/** @typedef {import('./symbols.js').Named} Named */
/** @type {import('@codemirror/state').StateEffectType<import('@codemirror/view').Tooltip|null>} */ const setBox =
  StateEffect.define();

/** @type {StateField<import('@codemirror/view').Tooltip|null>} */
const boxField = StateField.define({
  create: () => /** @type {import('@codemirror/view').Tooltip|null} */ (null),
  update(box, transaction) {
    const set = transaction.effects.find((effect) => effect.is(setBox));
    if (set) return set.value;
    return box && transaction.docChanged ? { ...box, pos: transaction.changes.mapPos(box.pos) } : box;
  },
  provide: (field) => showTooltip.from(field),
});

/** @type {import('@codemirror/state').Extension} */
export const renameBox = boxField;

/**
 * @param {{ rename: (named: Named, name: string) => Promise<unknown>, tell: (message: string) => void }} options
 *   `rename` is refused with an error
 * @returns {(view: import('@codemirror/view').EditorView) => boolean} the command
 */
export function renameCommand({ rename, tell }) {
  return (view) => {
    if (view.state.readOnly) return true;
    const named = nameAtCaret(view.state);
    if (!named) {
      tell('Put the cursor on the id of a node or lane to rename it. To change a label, type in the code.');
      return true;
    }
    view.dispatch({
      effects: setBox.of({
        pos: named.at + named.from,
        above: false,
        create: () => box(view, named, { rename, tell }),
      }),
    });
    return true;
  };
}

/**
 * @param {import('@codemirror/view').EditorView} view
 * @param {Named} named
 * @param {Parameters<typeof renameCommand>[0]} options
 */
function box(view, named, { rename, tell }) {
  const label = named.kind === 'node' ? 'New id of the node' : 'New id of the lane';
  const input = /** @type {HTMLInputElement} */ (
    h('input', {
      class: 'input',
      value: named.id,
      'aria-label': label,
      spellcheck: 'false',
      autocomplete: 'off',
      maxlength: '200',
    })
  );
  const message = h('p', { class: 'rename-message', role: 'alert' });
  let busy = false;
  const close = () => {
    if (!input.isConnected) return;
    const focused = dom.contains(document.activeElement);
    view.dispatch({ effects: setBox.of(null) });
    if (focused) view.focus();
  };
  async function submit() {
    if (busy) return;
    const name = input.value.trim();
    if (name === named.id) return close();
    busy = true;
    try {
      await rename(named, name);
      close();
    } catch (error) {
      const reason = messageOf(error);
      if (!dom.contains(document.activeElement)) {
        tell(`${named.id} keeps its name: ${reason}`);
        return close();
      }
      message.textContent = `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`.replace(/\.\.$/, '.');
      input.setAttribute('aria-invalid', 'true');
    } finally {
      busy = false;
    }
  }
  input.addEventListener('keydown', (event) => {
    if ((event.key !== 'Enter' && event.key !== 'Escape') || composes(event)) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Enter') submit();
    else close();
  });
  const dom = h(
    'div',
    { class: 'rename-box' },
    h('span', { class: 'rename-words small-text muted' }, label),
    input,
    message,
  );
  dom.addEventListener('focusout', (event) => {
    if (!busy && !dom.contains(/** @type {Node|null} */ (event.relatedTarget)))
      setTimeout(() => {
        if (!dom.contains(document.activeElement)) close();
      });
  });
  return {
    dom,
    mount() {
      input.focus();
      input.select();
    },
  };
}
