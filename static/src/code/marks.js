/**
 * Shows in the code what is selected: the line that declares it, and every use of its id.
 * @typedef {import('../core/events.js').Ref} Ref
 */
import { RangeSetBuilder, StateEffect, StateField } from '@codemirror/state';
import { Decoration, EditorView, GutterMarker, gutterLineClass } from '@codemirror/view';
import { partsField, offsetOf } from './parts.js';

/** @type {import('@codemirror/state').StateEffectType<Ref[]>} */ export const setMarked = StateEffect.define();

const lineMark = Decoration.line({ class: 'cm-part-line' });
const wordMark = Decoration.mark({ class: 'cm-part-use' });
const gutterMark = new (class extends GutterMarker {
  elementClass = 'cm-part-gutter';
})();

/** @type {StateField<Ref[]>} */
const markedField = StateField.define({
  create: () => /** @type {Ref[]} */ ([]),
  update: (marked, transaction) => transaction.effects.find((effect) => effect.is(setMarked))?.value ?? marked,
});

/**
 * @param {import('@codemirror/state').EditorState} state
 * @returns {number[]} starts of the marked lines, in order, each once
 */
function lineStarts(state) {
  const offsets = state.field(markedField).map((ref) => offsetOf(state, ref));
  const starts = offsets
    .filter((at) => at !== undefined)
    .map((at) => state.doc.lineAt(Math.min(at, state.doc.length)).from);
  return [...new Set(starts)].sort((a, b) => a - b);
}

const lineDecorations = EditorView.decorations.compute([markedField, partsField], (state) =>
  Decoration.set(lineStarts(state).map((start) => lineMark.range(start))),
);

const gutterClasses = gutterLineClass.compute([markedField, partsField], (state) => {
  const builder = /** @type {RangeSetBuilder<GutterMarker>} */ (new RangeSetBuilder());
  for (const start of lineStarts(state)) builder.add(start, start, gutterMark);
  return builder.finish();
});

// Only what is on the screen is searched: an id may be used on every line of a long text.
const wordDecorations = EditorView.decorations.of((view) => {
  const ids = view.state
    .field(markedField)
    .filter(({ kind }) => kind === 'node' || kind === 'lane')
    .map(({ id }) => id);
  if (ids.length === 0) return Decoration.none;
  const builder = /** @type {RangeSetBuilder<Decoration>} */ (new RangeSetBuilder());
  const use = new RegExp(`(?<![\\p{XID_Continue}"-])(?:${ids.map(escape).join('|')})(?![\\p{XID_Continue}-])`, 'gu');
  for (const { from, to } of view.visibleRanges) {
    const text = view.state.sliceDoc(from, to);
    for (const found of text.matchAll(use)) {
      if (insideString(text, found.index)) continue;
      builder.add(from + found.index, from + found.index + found[0].length, wordMark);
    }
  }
  return builder.finish();
});

/** @param {string} word */
const escape = (word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** @param {string} text @param {number} offset */
function insideString(text, offset) {
  const before = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  return (before.match(/(?<!\\)"/g) ?? []).length % 2 === 1 || /\/\/|#/.test(before.replace(/"(?:\\.|[^"\\])*"/g, ''));
}

/** @type {import('@codemirror/state').Extension} */
export const marks = [partsField, markedField, lineDecorations, gutterClasses, wordDecorations];
