/**
 * What the server does to the text (edits on the canvas, renaming, formatting, fixing): it says which text edits they are, and they become one
 * step of the editor's history. One after the other, none is lost: what was typed while the server answered moves the edits, and where it
 * came too near, the server is asked again.
 * @typedef {(work: import('../api/client.js').Work & { companion: Record<string, any> }) => Promise<any>} Ask gives an answer like that of POST /api/edit
 */
import { ChangeSet, Annotation } from '@codemirror/state';
import { isolateHistory } from '@codemirror/commands';
import { addedAt } from './added.js';
import { codeOf, companionOf, formOf, setCompanion, setForm } from './beside.js';
import { takeApart } from './line-endings.js';
import { applySplices, differenceOf, overlaps, splicesOf } from './positions.js';
import { sameJson, withChanges } from './work.js';

/** Marks the transaction of a canvas edit, whose picture comes with it. @type {import('@codemirror/state').AnnotationType<boolean>} */
export const canvasEdit = Annotation.define();

const ATTEMPTS = 4;

/**
 * @param {import('@codemirror/view').EditorView} view
 * @returns {{ noteTyped(changes: ChangeSet): void, run(ask: Ask): Promise<{ answer: any, current: boolean }> }}
 *   `current` is false when text or companion were changed meanwhile, so that the answer's picture is not that of the text
 */
export function createEditQueue(view) {
  let last = Promise.resolve();
  /** @type {ChangeSet|null} */ let typed = null;

  /** @param {Ask} ask */
  async function attempt(ask) {
    for (let left = ATTEMPTS; ; left -= 1) {
      const asked = view.state;
      typed = ChangeSet.empty(asked.doc.length);
      const answer = await ask({ code: codeOf(asked), companion: companionOf(asked) });
      const splices = splicesFor(asked, answer);
      const meanwhile = typed;
      if (!meanwhile.empty && overlaps(touchedBy(meanwhile), splices) && left > 1) continue;
      typed = null;
      dispatch(asked, answer, splices, meanwhile);
      return { answer, current: meanwhile.empty && sameJson(companionOf(view.state), answer.companion) };
    }
  }

  /** @param {import('@codemirror/state').EditorState} asked @param {any} answer @param {import('./positions.js').Splice[]} splices @param {ChangeSet} meanwhile */
  function dispatch(asked, answer, splices, meanwhile) {
    const changes = ChangeSet.of(splices, asked.doc.length).map(meanwhile);
    const effects = [];
    // The title may have been changed meanwhile.
    const now = companionOf(view.state);
    const companion = withChanges(now, companionOf(asked), answer.companion);
    if (!sameJson(companion, now)) effects.push(setCompanion.of(companion));
    if (meanwhile.empty) effects.push(setForm.of(takeApart(answer.code).form));
    const adds = answer.created?.length > 0 ? [addedAt.of(Date.now())] : [];
    view.dispatch({ changes, effects, annotations: [canvasEdit.of(true), isolateHistory.of('full'), ...adds], userEvent: 'edit.canvas' });
  }

  return {
    noteTyped(changes) {
      if (typed) typed = typed.compose(changes);
    },
    run(ask) {
      const result = last.then(() => attempt(ask));
      last = result.then(() => {}, () => {}).then(() => { typed = null; });
      return result;
    },
  };
}

/** @param {import('@codemirror/state').EditorState} asked @param {any} answer @returns {import('./positions.js').Splice[]} */
function splicesFor(asked, answer) {
  const before = asked.doc.toString();
  const { text } = takeApart(answer.code);
  const splices = splicesOf(asked.doc, answer.edits, formOf(asked).bom);
  if (applySplices(before, splices) === text) return splices;
  const difference = differenceOf(before, text);
  return difference ? [difference] : [];
}

/** @param {ChangeSet} changes @returns {{ from: number, to: number }[]} in the text before them */
function touchedBy(changes) {
  /** @type {{ from: number, to: number }[]} */ const touched = [];
  changes.iterChangedRanges((from, to) => touched.push({ from, to }));
  return touched;
}
