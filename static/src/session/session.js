/**
 * The one text and its history. What is typed is drawn again; what the canvas asks for becomes text; undo is the same
 * for both.
 */
import { Transaction } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { api } from '../api/client.js';
import { clientName, newName } from '../core/keys.js';
import { captionOf, withCaption } from '../core/captions.js';
import { codeOf, companionOf, formOf } from '../code/beside.js';
import { codeCommands } from '../code/code-commands.js';
import { createCodeView } from '../code/code-view.js';
import { createLintMarks } from '../code/lint.js';
import { offsetOf } from '../code/parts.js';
import { rangeOf } from '../code/positions.js';
import { canvasEdit, createEditQueue } from './edit-queue.js';
import { createLiveText } from './live-text.js';
import { createFollowing } from './following.js';
import { createRework } from './rework.js';
import { caretSelects, followSelection } from './selection-sync.js';
import { createServerEdits } from './server-edits.js';
import { createToldChanges } from './told-changes.js';
import { companionChange, replacement, takingOver } from './work-changes.js';

/**
 * @typedef {import('../core/events.js').Problem} Problem
 * @typedef {import('../core/events.js').Companion} Companion
 * @param {{ bus: import('../core/event-bus.js').EventBus, state: import('../core/state.js').PageState, container:
 *   HTMLElement, changed: () => void, extensions?: import('@codemirror/state').Extension }} options
 *   `changed` is called after every change of text or companion
 */
export function createSession({ bus, state, container, changed, extensions = [] }) {
  const view = createCodeView(container, {
    code: state.data.code,
    companion: state.data.companion,
    diagram: () => state.picture.diagram,
    vocabulary: state.data.vocabulary,
    extensions: [
      EditorView.updateListener.of(noteUpdate),
      caretSelects(state),
      codeCommands({
        problems: () => (following.isJudged() ? following.problems() : null),
        judged: () => following.settled(),
        fix: applyFix,
        perform: (ask) => serverEdits.perform(ask),
        tell: (message) => bus.emit('toast.requested', { message }),
        act: (name) => bus.emit('action.requested', { name }),
        undo: () => queue.undo(),
        redo: () => queue.redo(),
      }),
      extensions,
    ],
  });
  const code = () => codeOf(view.state);
  const companion = () => companionOf(view.state);
  const queue = createEditQueue(view, tellHistory);
  const text = createLiveText(view, `${clientName().slice(0, 40)}.${newName().slice(0, 12)}`);
  const lint = createLintMarks(view, applyFix);
  const told = createToldChanges({ bus, state, companion });
  const following = createFollowing({ view, bus, state, lint, told, idle: queue.idle });
  const serverEdits = createServerEdits({ view, bus, state, queue, following, told });
  const current = () => ({ code: code(), companion: companion() });
  const rework = createRework({ bus, current, following, perform: serverEdits.perform });

  /** @param {import('@codemirror/view').ViewUpdate} update */
  function noteUpdate(update) {
    const companionChanged = companionOf(update.startState) !== companionOf(update.state);
    if (!update.docChanged && !companionChanged && formOf(update.startState) === formOf(update.state)) return;
    if (update.transactions.some((one) => one.annotation(canvasEdit))) following.cancel();
    else {
      const remote = update.transactions.every((one) => one.annotation(Transaction.remote));
      if (!remote) told.note(update, companionOf(update.startState));
      following.note(remote);
      for (const one of update.transactions) queue.noteChange(one);
      following.soon();
    }
    if (companionChanged) tellTitle();
    tellHistory();
    changed();
  }

  function tellHistory() {
    bus.emit('history.changed', queue.depth());
  }

  function tellTitle() {
    const { title = '', description = '' } = companion();
    const before = state.data.companion;
    Object.assign(state.data, { companion: companion(), title });
    if (title !== (before.title ?? '') || description !== (before.description ?? ''))
      bus.emit('title.changed', { title, description });
  }

  /** @param {Problem} problem @param {number} [number] which of its fixes */
  async function applyFix(problem, number) {
    if (!view.state.readOnly) await rework.applyFix(problem, number);
  }

  /** @param {Companion} change fields of the companion */
  function changeCompanion(change) {
    const before = companion();
    const spec = companionChange(view.state, change);
    if (!spec) return;
    view.dispatch(spec);
    told.tell(told.from(before));
  }

  /** Puts the cursor at a problem. @param {Problem} problem */
  function jump(problem) {
    const { from, to } = rangeOf(view.state.doc, problem, formOf(view.state).bom);
    view.dispatch({
      selection: { anchor: from, head: to },
      effects: EditorView.scrollIntoView(from, { y: 'center' }),
      userEvent: 'select',
    });
    view.focus();
  }

  /** @type {Partial<Record<import('../core/events.js').ActionName, () => void>>} */
  const actions = {
    undo: queue.undo,
    redo: queue.redo,
    format: rework.format,
    'fix-all': rework.fixAll,
    renumber: rework.renumber,
    tidy: rework.tidy,
  };
  bus.on('preview.requested', async ({ operations, answer }) => {
    const made = await api.foresee({ ...current(), ...state.asShown(companion()) }, operations).catch(() => null);
    answer(made?.geometry ?? null);
  });
  bus.on('layout.requested', ({ change }) => serverEdits.changeLayout(change));
  bus.on('caption.requested', ({ id, caption }) => {
    const captions = withCaption(companion(), id, caption);
    if (!state.running && captionOf(companion(), id) !== captionOf({ captions }, id)) changeCompanion({ captions });
  });
  bus.on('title.changed', ({ title, description }) => changeCompanion({ title, description }));
  bus.on('action.requested', ({ name }) => {
    // Whoever runs or shares the diagram has finished drawing.
    if (name === 'run' || name === 'share' || name === 'next-problem') lint.showJustAdded();
    actions[name]?.();
  });
  followSelection(view, bus);

  return {
    view,
    code,
    companion,
    text,
    applyFix,
    edit: serverEdits.edit,
    /** Puts what the server answers into the work, as one undo step. */ unite: serverEdits.perform,
    /** Edits on the canvas that have no answer yet. */ unanswered: queue.unanswered,
    settled: following.settled,
    /** Whether picture and problems are those of the text as it is. */ isJudged: following.isJudged,
    changeCompanion,
    /** Asks for the picture again. */ redraw: following.soon,
    /** Tells everyone what the page came with; called once, when all are listening. */
    begin: () => following.accept(state.picture, 'load'),
    /** Another text in one undo step. @param {string} next @param {Companion} [withCompanion] */
    replace: (next, withCompanion) => view.dispatch(replacement(view.state, next, withCompanion)),
    /**
     * Puts what the server has now in the place of what it had, under what was changed here meanwhile.
     * @param {import('./work.js').Work} theirs
     * @param {import('./work.js').Work} base what the server had
     * @returns {boolean} false where both changed the same place; nothing is done then
     */
    takeOver(theirs, base) {
      const spec = takingOver(view.state, theirs, base);
      if (spec) view.dispatch(spec);
      return spec !== null;
    },
    jump,
    /** Puts the caret where a part is declared. @param {import('../core/events.js').Ref} ref */
    goTo(ref) {
      const at = offsetOf(view.state, ref);
      if (at === undefined) return;
      view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: 'center' }) });
      view.focus();
    },
    /** Where the picture stopped following. */
    jumpToFirstError() {
      const error = following.problems().find(({ severity }) => severity === 'error');
      if (error) jump(error);
    },
  };
}
