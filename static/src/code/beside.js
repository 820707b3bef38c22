/**
 * What stands beside the text in the editor's state and shares its history: the form of the lines (line-endings.js) and
 * the companion.
 * @typedef {import('./line-endings.js').Form} Form
 * @typedef {import('../core/events.js').Companion} Companion
 */
import { StateEffect, StateField } from '@codemirror/state';
import { invertedEffects } from '@codemirror/commands';
import { afterChange, isUniform, putTogether } from './line-endings.js';

/** @type {import('@codemirror/state').StateEffectType<Form>} */ export const setForm = StateEffect.define();
/** @type {import('@codemirror/state').StateEffectType<Companion>} */ export const setCompanion = StateEffect.define();

/** @type {StateField<Form>} */
const formField = StateField.define({
  create: () => /** @type {Form} */ ({ bom: false, breaks: '', usual: 'n' }),
  update(form, transaction) {
    // An undo of several changes carries each one's form, the oldest last.
    const set = transaction.effects.findLast((effect) => effect.is(setForm));
    if (set) return set.value;
    if (!transaction.docChanged) return form;
    const before = transaction.startState.doc;
    let next = form;
    let shift = 0;
    transaction.changes.iterChanges((fromA, toA, _fromB, _toB, inserted) => {
      const first = before.lineAt(fromA).number - 1;
      const removed = before.lineAt(toA).number - 1 - first;
      next = afterChange(next, first + shift, removed, inserted.lines - 1);
      shift += inserted.lines - 1 - removed;
    }, true);
    return next;
  },
});

/** @type {StateField<Companion>} */
const companionField = StateField.define({
  create: () => /** @type {Companion} */ ({}),
  update: (companion, transaction) =>
    transaction.effects.findLast((effect) => effect.is(setCompanion))?.value ?? companion,
});

// Undo must bring back the endings of lines that a change took away. Where all lines end alike, the text alone tells
// them.
const inverse = invertedEffects.of((transaction) => {
  const [form, next] = [transaction.startState.field(formField), transaction.state.field(formField)];
  const [companion, after] = [transaction.startState.field(companionField), transaction.state.field(companionField)];
  const formLost =
    form !== next && !(isUniform(form) && isUniform(next) && form.usual === next.usual && form.bom === next.bom);
  return [...(formLost ? [setForm.of(form)] : []), ...(companion === after ? [] : [setCompanion.of(companion)])];
});

/** @param {Form} form @param {Companion} companion @returns {import('@codemirror/state').Extension} */
export const beside = (form, companion) => [formField.init(() => form), companionField.init(() => companion), inverse];

/** @param {import('@codemirror/state').EditorState} state */
export const formOf = (state) => state.field(formField);

/** @param {import('@codemirror/state').EditorState} state */
export const companionOf = (state) => state.field(companionField);

/**
 * Several ask for the text after every key.
 * @type {WeakMap<import('@codemirror/state').Text, { form: Form, code: string }>}
 */
const written = new WeakMap();

/** The text as it is stored, to the byte. @param {import('@codemirror/state').EditorState} state @returns {string} */
export function codeOf(state) {
  const form = formOf(state);
  const known = written.get(state.doc);
  if (known?.form === form) return known.code;
  const code = putTogether(state.doc.toString(), form);
  written.set(state.doc, { form, code });
  return code;
}
