/**
 * Changes of the whole work that are made here, without the server, as transactions of the code pane. Pure.
 * @typedef {import('@codemirror/state').EditorState} EditorState
 * @typedef {import('@codemirror/state').TransactionSpec} TransactionSpec
 */
import { isolateHistory } from '@codemirror/commands';
import { Transaction } from '@codemirror/state';
import { codeOf, companionOf, setCompanion, setForm } from '../code/beside.js';
import { takeApart } from '../code/line-endings.js';
import { differenceOf } from '../code/positions.js';
import { underneath } from '../code/underneath.js';
import { sameJson, withChanges } from './work.js';

/**
 * Another text, in one undo step.
 * @param {EditorState} state @param {string} next
 * @param {import('../core/events.js').Companion} [companion]
 * @returns {TransactionSpec}
 */
export function replacement(state, next, companion) {
  const { text, form } = takeApart(next);
  return {
    changes: differenceOf(state.doc.toString(), text) ?? [],
    effects: [setForm.of(form), ...(companion ? [setCompanion.of(companion)] : [])],
    annotations: isolateHistory.of('full'),
    userEvent: 'edit.replace',
  };
}

/**
 * What the server has now in the place of what it had, under what was changed here meanwhile. Undo does not take it
 * back.
 * @param {EditorState} state
 * @param {import('./work.js').Work} theirs
 * @param {import('./work.js').Work} base what the server had
 * @returns {TransactionSpec|null} null where both changed the same place
 */
export function takingOver(state, theirs, base) {
  const changes = underneath(state, theirs.code, base.code);
  if (!changes) return null;
  const now = companionOf(state);
  const next = withChanges(now, base.companion, theirs.companion);
  const effects = [
    ...(codeOf(state) === base.code ? [setForm.of(takeApart(theirs.code).form)] : []),
    ...(sameJson(next, now) ? [] : [setCompanion.of(next)]),
  ];
  return { changes, effects, annotations: Transaction.addToHistory.of(false) };
}

/**
 * Other fields of the companion, in one undo step.
 * @param {EditorState} state
 * @param {import('../core/events.js').Companion} change
 * @returns {TransactionSpec|null} null where they are as they were
 */
export function companionChange(state, change) {
  const before = companionOf(state);
  /** @type {Record<string, unknown>} */ const known = before;
  if (Object.entries(change).every(([name, value]) => (known[name] ?? '') === value)) return null;
  return { effects: setCompanion.of({ ...before, ...change }), annotations: isolateHistory.of('full') };
}
