/**
 * What stands beside the text in the editor's state and shares its history: the form of the lines (line-endings.js) and
 * the companion.
 * @typedef {import('./line-endings.js').Form} Form
 * @typedef {import('../core/events.js').Companion} Companion
 */
import { Facet, StateEffect, StateField } from '@codemirror/state';
import { invertedEffects } from '@codemirror/commands';
import { patchBetween, patched } from './merge-patch.js';
import { afterChanges, isUniform, putTogether } from './line-endings.js';

/** @type {import('@codemirror/state').StateEffectType<Form>} */ export const setForm = StateEffect.define();
/** @type {import('@codemirror/state').StateEffectType<Companion>} */ export const setCompanion = StateEffect.define();

/**
 * Changes fields of the companion only, so that undo leaves alone what others changed.
 * @type {import('@codemirror/state').StateEffectType<import('./merge-patch.js').Patch>}
 */
export const patchCompanion = StateEffect.define();

/**
 * What the server has of a live text; then it alone says how lines end, and the text alone says the rest.
 * @typedef {{ form: Form, companion: Companion }} Beside
 * @type {import('@codemirror/state').StateEffectType<Beside>}
 */
export const settleBeside = StateEffect.define();

/** Whether the text is live. @type {Facet<boolean, boolean>} */
export const isLive = Facet.define({ combine: (values) => values.includes(true) });

/** @type {StateField<Form>} */
const formField = StateField.define({
  create: () => /** @type {Form} */ ({ bom: false, breaks: '', usual: 'n' }),
  update(form, transaction) {
    const settled = transaction.effects.findLast((effect) => effect.is(settleBeside));
    if (settled) return settled.value.form;
    // An undo of several changes carries each one's form, the oldest last.
    const set = transaction.effects.findLast((effect) => effect.is(setForm));
    if (set && !transaction.startState.facet(isLive)) return set.value;
    if (!transaction.docChanged) return form;
    return afterChanges(form, transaction.startState.doc, transaction.changes, transaction.newDoc);
  },
});

/** @type {StateField<Companion>} */
const companionField = StateField.define({
  create: () => /** @type {Companion} */ ({}),
  update: (companion, transaction) => companionAfter(companion, transaction),
});

/** @param {Companion} companion @param {import('@codemirror/state').Transaction} transaction @returns {Companion} */
export function companionAfter(companion, transaction) {
  let next = companion;
  for (const effect of transaction.effects) {
    if (effect.is(setCompanion)) next = effect.value;
    else if (effect.is(patchCompanion)) next = /** @type {Companion} */ (patched(next, effect.value));
    else if (effect.is(settleBeside)) next = effect.value.companion;
  }
  return next;
}

// Undo must bring back the endings of lines that a change took away. Where all lines end alike, the text alone tells
// them.
const inverse = invertedEffects.of((transaction) => {
  const [form, next] = [transaction.startState.field(formField), transaction.state.field(formField)];
  const [companion, after] = [transaction.startState.field(companionField), transaction.state.field(companionField)];
  const formLost =
    form !== next && !(isUniform(form) && isUniform(next) && form.usual === next.usual && form.bom === next.bom);
  return [
    ...(formLost ? [setForm.of(form)] : []),
    ...(companion === after ? [] : [patchCompanion.of(patchBetween(after, companion))]),
  ];
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
