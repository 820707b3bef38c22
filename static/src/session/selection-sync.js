/** Selecting in the code selects on the canvas, and the other way round. */
import { EditorView } from '@codemirror/view';
import { setMarked } from '../code/marks.js';
import { partAt, offsetOf } from '../code/parts.js';

const ORIGIN = 'editor';
const TYPING = 'typing';

/**
 * The caret's part becomes the selection.
 * @param {import('../core/state.js').PageState} state
 * @returns {import('@codemirror/state').Extension}
 */
export function caretSelects(state) {
  return EditorView.updateListener.of(({ transactions, view, selectionSet, docChanged }) => {
    if (!selectionSet && !docChanged) return;
    if (
      !view.hasFocus ||
      state.running ||
      !transactions.some((one) => one.isUserEvent('select') || one.isUserEvent('input') || one.isUserEvent('delete'))
    )
      return;
    const part = partAt(view.state, view.state.selection.main.head);
    if (part && state.find(part)) {
      const [first, ...more] = state.selection;
      if (more.length === 0 && first?.kind === part.kind && first.id === part.id) return;
      state.select([part], docChanged ? TYPING : ORIGIN);
    } else if (!docChanged && state.selection.length > 0) {
      state.select([], ORIGIN);
    }
  });
}

/**
 * The selection of others is marked in the code and scrolled into view.
 * @param {EditorView} view @param {import('../core/event-bus.js').EventBus} bus
 */
export function followSelection(view, bus) {
  bus.on('selection.changed', ({ selection, origin }) => {
    view.dispatch({ effects: setMarked.of(selection) });
    const [first] = selection;
    if (first && origin !== ORIGIN && origin !== TYPING && origin !== 'picture') reveal(view, first);
  });
  bus.on('reveal.requested', ({ ref, origin }) => {
    if (origin !== ORIGIN) reveal(view, ref);
  });
}

/** @param {EditorView} view @param {import('../core/events.js').Ref} ref */
function reveal(view, ref) {
  const at = offsetOf(view.state, ref);
  if (at !== undefined) view.dispatch({ effects: EditorView.scrollIntoView(at, { y: 'nearest', yMargin: 60 }) });
}
