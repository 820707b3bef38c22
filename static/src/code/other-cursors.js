/** Where others are in the text: a thin line with their name, and what they have selected. */
import { StateEffect, StateField } from '@codemirror/state';
import { Decoration, EditorView, WidgetType } from '@codemirror/view';

/** @typedef {{ name: string, colour: number, cursor: [anchor: number, head: number] }} Other */
/** @type {import('@codemirror/state').StateEffectType<Other[]>} */
export const showOthers = StateEffect.define();

class Cursor extends WidgetType {
  /** @param {string} name @param {number} colour */
  constructor(name, colour) {
    super();
    this.name = name;
    this.colour = colour;
  }

  /** @param {Cursor} other */
  eq(other) {
    return this.name === other.name && this.colour === other.colour;
  }

  toDOM() {
    const cursor = document.createElement('span');
    cursor.className = `other-cursor person-${this.colour}`;
    cursor.setAttribute('aria-hidden', 'true');
    const name = document.createElement('span');
    name.className = 'other-name';
    name.textContent = this.name;
    cursor.append(name);
    return cursor;
  }

  ignoreEvent() {
    return true;
  }
}

/** @param {Other[]} others @param {number} length */
function drawn(others, length) {
  const ranges = others.flatMap(({ name, colour, cursor }) => {
    const [anchor = 0, head = 0] = cursor.map((at) => Math.min(at, length));
    const [from, to] = [Math.min(anchor, head), Math.max(anchor, head)];
    const selected = from < to ? [Decoration.mark({ class: `other-selection person-${colour}` }).range(from, to)] : [];
    return [...selected, Decoration.widget({ widget: new Cursor(name, colour), side: 1 }).range(head)];
  });
  return Decoration.set(ranges, true);
}

export const otherCursors = StateField.define({
  create: () => Decoration.none,
  update(shown, transaction) {
    const told = transaction.effects.find((effect) => effect.is(showOthers));
    return told ? drawn(told.value, transaction.newDoc.length) : shown.map(transaction.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});
