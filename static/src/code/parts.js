/**
 * Where the parts of the diagram are declared in the code. The offsets are moved along with what is typed, so that they
 * hold while
 * the server has not read the text yet, and when it is broken and the last good picture stands.
 * @typedef {import('../core/events.js').Ref} Ref
 * @typedef {{ ref: Ref, at: number }} Part `at` is an offset in the declaring line
 */
import { MapMode, RangeSet, RangeValue, StateEffect, StateField } from '@codemirror/state';
import { namedLanes } from '../core/phrases.js';

/** @type {import('@codemirror/state').StateEffectType<Part[]>} */ export const setParts = StateEffect.define();

class Declared extends RangeValue {
  // What is typed right before a declaration moves it along, and nothing takes it away.
  startSide = 1;
  endSide = 1;
  mapMode = MapMode.Simple;
  point = true;

  /** @param {Ref} ref */
  constructor(ref) {
    super();
    this.ref = ref;
  }
}

/**
 * A set of CodeMirror's own, which moves thousands of ranges without touching each.
 * @type {StateField<RangeSet<Declared>>}
 */
export const partsField = StateField.define({
  create: () => /** @type {RangeSet<Declared>} */ (RangeSet.empty),
  update(parts, transaction) {
    const set = transaction.effects.find((effect) => effect.is(setParts));
    if (set)
      return RangeSet.of(
        set.value.map(({ ref, at }) => new Declared(ref).range(at)),
        true,
      );
    return transaction.docChanged ? parts.map(transaction.changes) : parts;
  },
});

/**
 * @param {import('../core/events.js').DiagramInfo} diagram
 * @param {import('@codemirror/state').Text} doc the text that the diagram was read from
 * @returns {Part[]}
 */
export function partsOf(diagram, doc) {
  const kinds = /** @type {const} */ ([
    ['lane', namedLanes(diagram.lanes)],
    ['node', diagram.nodes],
    ['edge', diagram.edges],
    ['loop', diagram.loops],
  ]);
  const start = (/** @type {number} */ line) => {
    const { from, text } = doc.line(Math.min(Math.max(line, 1), doc.lines));
    return from + text.length - text.trimStart().length;
  };
  return kinds.flatMap(([kind, items]) => items.map(({ id, range }) => ({ ref: { kind, id }, at: start(range.line) })));
}

/**
 * The part declared on the line of an offset.
 * @param {import('@codemirror/state').EditorState} state
 * @param {number} offset
 * @returns {Ref|undefined}
 */
export function partAt(state, offset) {
  const line = state.doc.lineAt(offset);
  /** @type {Ref|undefined} */ let found;
  state.field(partsField).between(line.from, line.to, (_from, _to, { ref }) => {
    found = ref;
    return false;
  });
  return found;
}

/**
 * Where a part is declared.
 * @param {import('@codemirror/state').EditorState} state
 * @param {Ref} ref
 * @returns {number|undefined} an offset
 */
export function offsetOf(state, ref) {
  for (const cursor = state.field(partsField).iter(); cursor.value; cursor.next()) {
    if (cursor.value.ref.kind === ref.kind && cursor.value.ref.id === ref.id) return cursor.from;
  }
  return undefined;
}
