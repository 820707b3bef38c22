/**
 * Where the parts of the diagram are declared in the code. The places are moved along with what is typed, so that they hold while
 * the server has not read the text yet, and when it is broken and the last good picture stands.
 * @typedef {import('../core/events.js').Ref} Ref
 * @typedef {{ ref: Ref, at: number }} Part `at` is an offset in the declaring line
 */
import { StateEffect, StateField } from '@codemirror/state';

/** @type {import('@codemirror/state').StateEffectType<Part[]>} */ export const setParts = StateEffect.define();

/** @type {StateField<Part[]>} */
export const partsField = StateField.define({
  create: () => /** @type {Part[]} */ ([]),
  update(parts, transaction) {
    const set = transaction.effects.find((effect) => effect.is(setParts));
    if (set) return set.value;
    if (!transaction.docChanged) return parts;
    return parts.map(({ ref, at }) => ({ ref, at: transaction.changes.mapPos(at, 1) }));
  },
});

/** @param {import('../core/events.js').DiagramInfo} diagram @param {import('@codemirror/state').Text} doc the text that the diagram was read from @returns {Part[]} */
export function partsOf(diagram, doc) {
  const kinds = /** @type {const} */ ([['lane', diagram.lanes], ['node', diagram.nodes], ['edge', diagram.edges], ['loop', diagram.loops]]);
  const start = (/** @type {number} */ line) => {
    const { from, text } = doc.line(Math.min(Math.max(line, 1), doc.lines));
    return from + text.length - text.trimStart().length;
  };
  return kinds.flatMap(([kind, items]) => items.map(({ id, range }) => ({ ref: { kind, id }, at: start(range.line) })));
}

/** The part declared on the line of an offset. @param {import('@codemirror/state').EditorState} state @param {number} offset @returns {Ref|undefined} */
export function partAt(state, offset) {
  const line = state.doc.lineAt(offset);
  return state.field(partsField).find(({ at }) => at >= line.from && at <= line.to)?.ref;
}

/** Where a part is declared. @param {import('@codemirror/state').EditorState} state @param {Ref} ref @returns {number|undefined} an offset */
export const placeOf = (state, ref) => state.field(partsField).find((part) => part.ref.kind === ref.kind && part.ref.id === ref.id)?.at;
