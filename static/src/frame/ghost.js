/**
 * In an empty document the code pane shows an example, which Tab takes over. Escape or an arrow key lets Tab leave the
 * code again.
 */
import { Prec, StateEffect, StateField } from '@codemirror/state';
import { EditorView, keymap, placeholder } from '@codemirror/view';
import { h } from '../core/dom.js';

const FIRST_STEP = 'First activity';
const EXAMPLE = `Team { # Who does it?
  n1: circle label:"Start"
  n2: rectangle label:"${FIRST_STEP}"
  n1.handle(right) -> n2.handle(left)
}
`;

/** @type {import('@codemirror/state').StateEffectType<null>} */ const dismiss = StateEffect.define();

/** @type {StateField<boolean>} */
const dismissed = StateField.define({
  create: () => false,
  update: (was, transaction) => was || transaction.effects.some((effect) => effect.is(dismiss)),
});

/** @param {import('@codemirror/view').EditorView} view */
function takeOver(view) {
  if (view.state.doc.length > 0 || view.state.readOnly || view.state.field(dismissed)) return false;
  const anchor = EXAMPLE.indexOf(FIRST_STEP);
  view.dispatch({
    changes: { from: 0, insert: EXAMPLE },
    selection: { anchor, head: anchor + FIRST_STEP.length },
    userEvent: 'input.example',
  });
  return true;
}

/** @param {import('@codemirror/view').EditorView} view */
function leave(view) {
  if (view.state.doc.length === 0 && !view.state.field(dismissed)) view.dispatch({ effects: dismiss.of(null) });
  return false;
}

const hint = () =>
  h(
    'span',
    { class: 'ghost' },
    h('span', { class: 'ghost-code' }, EXAMPLE.trimEnd()),
    h('span', { class: 'ghost-hint ghost-tab' }, h('span', { class: 'key' }, 'Tab'), ' inserts this example'),
    h('span', { class: 'ghost-hint' }, 'The code and the diagram are the same thing. Change either one.'),
  );

/** @type {import('@codemirror/state').Extension} */
export const ghost = [
  dismissed,
  placeholder(hint),
  EditorView.editorAttributes.compute([dismissed], (state) => ({ class: state.field(dismissed) ? 'ghost-left' : '' })),
  Prec.high(
    keymap.of([
      { key: 'Tab', run: takeOver },
      ...['Escape', 'ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'].map((key) => ({ key, run: leave })),
    ]),
  ),
];
