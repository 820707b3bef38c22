/**
 * Statements that a gesture on the canvas added. For a minute nothing in them is underlined: whoever added them is
 * still drawing.
 */
import { Annotation, RangeSet, RangeValue, StateEffect, StateField } from '@codemirror/state';

/** Milliseconds without underlines. */
const JUST_ADDED = 60_000;

/**
 * On a transaction: when it added parts.
 * @type {import('@codemirror/state').AnnotationType<number>}
 */
export const addedAt = Annotation.define();
/**
 * Shows the problems of all statements from now on.
 * @type {import('@codemirror/state').StateEffectType<null>}
 */
export const showJustAdded = StateEffect.define();

class Added extends RangeValue {
  // What stands before or behind a statement does not belong to it, and one that is gone leaves nothing.
  startSide = 1;
  endSide = -1;

  /** @param {number} at */
  constructor(at) {
    super();
    this.at = at;
  }
}

/** @type {StateField<RangeSet<Added>>} */
export const addedField = StateField.define({
  create: () => /** @type {RangeSet<Added>} */ (RangeSet.empty),
  update(added, transaction) {
    if (transaction.effects.some((effect) => effect.is(showJustAdded))) return RangeSet.empty;
    const kept = transaction.docChanged ? added.map(transaction.changes) : added;
    const at = transaction.annotation(addedAt);
    return at === undefined
      ? kept
      : kept.update({
          add: statementsOf(transaction).map(({ from, to }) => new Added(at).range(from, to)),
          sort: true,
        });
  },
});

/**
 * The lines that a change wrote as a whole.
 * @param {import('@codemirror/state').Transaction} transaction
 * @returns {{ from: number, to: number }[]} without their blanks
 */
function statementsOf({ changes, newDoc }) {
  /** @type {{ from: number, to: number }[]} */ const found = [];
  changes.iterChanges((_fromA, _toA, from, to) => {
    for (let number = newDoc.lineAt(from).number; number <= newDoc.lineAt(to).number; number += 1) {
      const line = newDoc.line(number);
      const start = line.from + line.text.length - line.text.trimStart().length;
      const end = line.from + line.text.trimEnd().length;
      if (start < end && from <= start && end <= to) found.push({ from: start, to: end });
    }
  });
  return found;
}

/**
 * Whether the line of an offset was added less than a minute ago.
 * @param {import('@codemirror/state').EditorState} state
 * @param {number} offset
 * @param {number} now
 */
export function isJustAdded(state, offset, now) {
  const { from, to } = state.doc.lineAt(offset);
  let justAdded = false;
  state.field(addedField).between(from, to, (_from, _to, { at }) => {
    justAdded = now - at < JUST_ADDED;
    return justAdded ? false : undefined;
  });
  return justAdded;
}

/**
 * When the minute of a statement ends next.
 * @param {import('@codemirror/state').EditorState} state
 * @param {number} now
 * @returns {number} milliseconds from now; Infinity where none was just added
 */
export function justAddedLeft(state, now) {
  let left = Infinity;
  for (const cursor = state.field(addedField).iter(); cursor.value; cursor.next()) {
    const rest = cursor.value.at + JUST_ADDED - now;
    if (rest > 0) left = Math.min(left, rest);
  }
  return left;
}
