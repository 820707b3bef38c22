/**
 * What the server does to the text (edits on the canvas, renaming, formatting, fixing): it says which text edits they
 * are, and they become one
 * step of the editor's history. One after the other, none is lost: what was typed while the server answered moves the
 * edits, and where it
 * came too near, the server is asked again.
 * @typedef {{ kind: 'edit'|'undo'|'redo', operations?: object[] }} Step
 * @typedef {Omit<import('../api/types').EditReply, 'created'|'drawing_error'|'diagnostics_left_out'> &
 *   { created?: import('../api/types').Created[] }} Answer an answer like that of POST /api/edit
 */

/**
 * @template {Answer} [Given=Answer]
 * @typedef {(work: import('../api/client.js').Work) => Promise<Given>} Ask
 */
import { ChangeSet, Annotation } from '@codemirror/state';
import { isolateHistory, redo, redoDepth, undo, undoDepth } from '@codemirror/commands';
import { addedAt } from '../code/added.js';
import { codeOf, companionOf, formOf, setCompanion, setForm } from '../code/beside.js';
import { takeApart } from '../code/line-endings.js';
import { applySplices, differenceOf, overlaps, splicesOf } from '../code/positions.js';
import { sameJson, withChanges } from './work.js';

/**
 * Marks the transaction of a canvas edit, whose picture comes with it.
 * @type {import('@codemirror/state').AnnotationType<boolean>}
 */
export const canvasEdit = Annotation.define();

const ATTEMPTS = 4;

/**
 * @param {import('@codemirror/view').EditorView} view
 * @param {() => void} [changed] is called when something else is under way than before
 */
export function createEditQueue(view, changed = () => {}) {
  /** @type {Promise<void>} */ let last = Promise.resolve();
  /** @type {ChangeSet|null} */ let typed = null;
  /** What is under way, in order; of an edit on the canvas its operations. @type {Step[]} */ const line = [];
  /** How much is under way: edits, and undos and redos that wait for them. */ const waiting = {
    edit: 0,
    undo: 0,
    redo: 0,
  };
  /**
   * Undo steps that the person has made or taken back at once since the last edit was asked for: they are newer than
   * it.
   */
  let newer = 0;
  let takenBack = 0;

  /**
   * @template Result
   * @param {Step['kind']} kind
   * @param {() => Result|Promise<Result>} deed
   * @param {object[]} [operations]
   * @returns {Promise<Result>}
   */
  function enqueue(kind, deed, operations) {
    const step = { kind, operations };
    line.push(step);
    waiting[kind] += 1;
    const result = last.then(deed);
    last = result
      .then(
        () => {},
        () => {},
      )
      .then(() => {
        typed = null;
        waiting[kind] -= 1;
        line.splice(line.indexOf(step), 1);
        changed();
      });
    changed();
    return result;
  }

  /** @param {'undo'|'redo'} kind */
  function now(kind) {
    const deed = kind === 'undo' ? undo : redo;
    if (waiting.edit === 0 && waiting.undo === 0 && waiting.redo === 0) return deed(view);
    const direct = waiting.undo + waiting.redo === 0 && (kind === 'undo' ? newer : takenBack) > 0;
    if (!direct) {
      enqueue(kind, () => deed(view));
      return true;
    }
    const by = kind === 'undo' ? -1 : 1;
    // The step is noted as one that was made, or taken back, since.
    [newer, takenBack] = [newer + by, takenBack - by];
    return deed(view);
  }

  /** @template {Answer} Given @param {Ask<Given>} ask */
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
      return {
        answer,
        after: view.state,
        current: meanwhile.empty && sameJson(companionOf(view.state), answer.companion),
      };
    }
  }

  /**
   * @param {import('@codemirror/state').EditorState} asked
   * @param {Answer} answer
   * @param {import('../code/positions.js').Splice[]} splices
   * @param {ChangeSet} meanwhile
   */
  function dispatch(asked, answer, splices, meanwhile) {
    const changes = ChangeSet.of(splices, asked.doc.length).map(meanwhile);
    // Now this step is the newest.
    [newer, takenBack] = [0, 0];
    const effects = [];
    // The title may have been changed meanwhile.
    const now = companionOf(view.state);
    const companion = withChanges(now, companionOf(asked), answer.companion);
    if (!sameJson(companion, now)) effects.push(setCompanion.of(companion));
    if (meanwhile.empty) effects.push(setForm.of(takeApart(answer.code).form));
    const adds = answer.created?.length ? [addedAt.of(Date.now())] : [];
    view.dispatch({
      changes,
      effects,
      annotations: [canvasEdit.of(true), isolateHistory.of('full'), ...adds],
      userEvent: 'edit.canvas',
    });
  }

  return {
    /** Takes note of what the person changed. @param {import('@codemirror/state').Transaction} transaction */
    noteChange(transaction) {
      if (typed && transaction.docChanged) typed = typed.compose(transaction.changes);
      if (waiting.edit > 0 && !isFromHistory(transaction)) {
        const steps = undoDepth(transaction.state) - undoDepth(transaction.startState);
        newer += steps;
        if (steps > 0) takenBack = 0;
      }
    },
    /**
     * @template {Answer} Given
     * @param {Ask<Given>} ask
     * @param {object[]} [operations] what is asked for, where operations tell it
     * @returns {Promise<{ answer: Given, after: import('@codemirror/state').EditorState, current: boolean }>} `after`:
     *   the state that it made; `current` is false when text or companion were changed meanwhile, so that the answer's
     *   picture is not that of the text
     */
    run(ask, operations) {
      // What is typed from here on is an undo step of its own, newer than this one.
      view.dispatch({ annotations: isolateHistory.of('full') });
      [newer, takenBack] = [0, 0];
      return enqueue('edit', () => attempt(ask), operations);
    },
    /**
     * Takes back what was done last, an edit under way too: that is waited for.
     * @returns {boolean} whether there is anything
     */
    undo: () => now('undo'),
    redo: () => now('redo'),
    /**
     * What can be taken back and what can be done again, with what is under way.
     * @returns {{ undo: boolean, redo: boolean }}
     */
    depth: () => ({
      undo: undoDepth(view.state) > 0 || waiting.edit > 0,
      redo: redoDepth(view.state) > 0 || waiting.undo > 0,
    }),
    /** @returns {object[][]} the edits that have no answer yet and were not taken back, in order */
    unanswered: () => leftOf(line),
    /** @returns {Promise<void>} fulfilled when nothing is under way */
    async idle() {
      for (let seen = null; seen !== last;) {
        seen = last;
        await last;
      }
    },
  };
}

/**
 * @param {Step[]} line what waits, in order
 * @returns {object[][]} the operations of the edits among them that are not taken back
 */
export function leftOf(line) {
  /** @type {Step[]} */ const done = [];
  /** @type {Step[]} */ let undone = [];
  for (const step of line) {
    if (step.kind === 'edit') {
      done.push(step);
      undone = [];
      continue;
    }
    const [from, to] = step.kind === 'undo' ? [done, undone] : [undone, done];
    const moved = from.pop();
    if (moved) to.push(moved);
  }
  return done.flatMap(({ operations }) => (operations ? [operations] : []));
}

/** @param {import('@codemirror/state').Transaction} transaction */
const isFromHistory = (transaction) => transaction.isUserEvent('undo') || transaction.isUserEvent('redo');

/**
 * @param {import('@codemirror/state').EditorState} asked
 * @param {Answer} answer
 * @returns {import('../code/positions.js').Splice[]}
 */
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
