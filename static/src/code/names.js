/** Names in the code: all uses of the one at the caret light up, and the keyboard goes from use to declaration. */
import { RangeSetBuilder } from '@codemirror/state';
import { Decoration, EditorView, ViewPlugin } from '@codemirror/view';
import { symbolAt, symbolsIn, usesOf } from './symbols.js';

const mark = Decoration.mark({ class: 'cm-name-use' });

/**
 * The name at the caret, else the one that its line declares.
 * @param {import('@codemirror/state').EditorState} state
 * @returns {(import('./symbols.js').Symbol & { at: number })|undefined} `at` is the line's offset
 */
export function nameAtCaret(state) {
  const { head } = state.selection.main;
  const line = state.doc.lineAt(head);
  const found = symbolAt(line.text, head - line.from) ?? symbolsIn(line.text).find(({ declares }) => declares);
  return found && { ...found, at: line.from };
}

// Only what is on the screen is searched: a name may stand on every line of a long text.
const uses = ViewPlugin.define(
  (view) => ({
    decorations: usesInSight(view),
    update({ docChanged, selectionSet, viewportChanged, focusChanged, view: now }) {
      if (docChanged || selectionSet || viewportChanged || focusChanged) this.decorations = usesInSight(now);
    },
  }),
  { decorations: (plugin) => plugin.decorations },
);

/** @param {EditorView} view @returns {import('@codemirror/view').DecorationSet} */
function usesInSight(view) {
  const { doc, selection } = view.state;
  const line = doc.lineAt(selection.main.head);
  const named = view.hasFocus ? symbolAt(line.text, selection.main.head - line.from) : undefined;
  if (!named) return Decoration.none;
  const builder = /** @type {RangeSetBuilder<Decoration>} */ (new RangeSetBuilder());
  for (const range of view.visibleRanges) {
    for (const { from, to } of usesOf(doc, named, doc.lineAt(range.from).number, doc.lineAt(range.to).number))
      builder.add(from, to, mark);
  }
  return builder.finish();
}

/** @param {EditorView} view @param {{ from: number, to: number }} range */
function goTo(view, { from, to }) {
  view.dispatch({
    selection: { anchor: from, head: to },
    effects: EditorView.scrollIntoView(from, { y: 'center' }),
    userEvent: 'select',
  });
  view.focus();
}

/**
 * @param {(message: string) => void} tell
 * @returns {Record<'declaration'|'next-use', (view: EditorView) => boolean>} commands by name
 */
export function nameCommands(tell) {
  return {
    declaration(view) {
      const named = nameAtCaret(view.state);
      const declared = named && usesOf(view.state.doc, named).find(({ declares }) => declares);
      if (declared) goTo(view, declared);
      else
        tell(
          named
            ? `${named.id} is not declared anywhere in the code.`
            : 'Put the cursor on the id of a node or lane first.',
        );
      return true;
    },
    'next-use'(view) {
      const named = nameAtCaret(view.state);
      const found = named ? usesOf(view.state.doc, named) : [];
      const { from: here } = view.state.selection.main;
      const next = found.findIndex(({ from }) => from > here);
      const index = next < 0 ? 0 : next;
      const use = found[index];
      if (!named || !use) tell('Put the cursor on the id of a node or lane first.');
      else {
        goTo(view, use);
        tell(`${named.id}: ${index + 1} of ${found.length}`);
      }
      return true;
    },
  };
}

/**
 * Ctrl and a click go to the declaration.
 * @param {(view: EditorView) => boolean} toDeclaration
 * @returns {import('@codemirror/state').Extension}
 */
export const names = (toDeclaration) => [
  uses,
  EditorView.domEventHandlers({
    mousedown(event, view) {
      if (event.button !== 0 || !(event.ctrlKey || event.metaKey)) return false;
      const offset = view.posAtCoords({ x: event.clientX, y: event.clientY });
      if (offset === null) return false;
      const line = view.state.doc.lineAt(offset);
      if (!symbolAt(line.text, offset - line.from)) return false;
      event.preventDefault();
      view.dispatch({ selection: { anchor: offset } });
      return toDeclaration(view);
    },
  }),
];
