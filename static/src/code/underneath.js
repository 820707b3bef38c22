/** A change that was made elsewhere, put under what was changed here since, where the two are not at the same place. */
import { ChangeSet } from '@codemirror/state';
import { formOf } from './beside.js';
import { isUniform, takeApart } from './line-endings.js';
import { differenceOf, overlaps } from './positions.js';

/**
 * @param {import('@codemirror/state').EditorState} state
 * @param {string} theirs
 * @param {string} base what both were made from
 * @returns {ChangeSet|null} what leads from the text that is shown to one with both changes; null where they cannot
 *   both be made
 */
export function underneath(state, theirs, base) {
  const before = takeApart(base);
  const after = takeApart(theirs);
  const now = state.doc.toString();
  const change = differenceOf(before.text, after.text);
  const mine = differenceOf(before.text, now);
  if (!change) return ChangeSet.empty(now.length);
  if (!mine) return ChangeSet.of(change, now.length);
  // The endings of single lines cannot be told apart any more.
  if (![formOf(state), before.form, after.form].every(isUniform) || overlaps([mine], [change])) return null;
  return ChangeSet.of(change, before.text.length).map(ChangeSet.of(mine, before.text.length));
}
