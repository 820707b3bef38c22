/**
 * The one text and its history. What is typed is drawn again; what the canvas asks for becomes text; undo is the same
 * for both.
 * @typedef {import('../core/events.js').Picture} Picture
 * @typedef {import('../core/events.js').Problem} Problem
 * @typedef {Record<string, any>} Companion
 */
import { isolateHistory } from '@codemirror/commands';
import { Transaction } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { api } from '../api/client.js';
import { codeOf, companionOf, formOf, setCompanion, setForm } from '../code/beside.js';
import { reasonToKeep } from './broken.js';
import { codeCommands } from '../code/code-commands.js';
import { createCodeView } from '../code/code-view.js';
import { canvasEdit, createEditQueue } from './edit-queue.js';
import { findAgain } from '../code/finding.js';
import { takeApart } from '../code/line-endings.js';
import { createLintMarks } from '../code/lint.js';
import { partsOf, placeOf, setParts } from '../code/parts.js';
import { differenceOf, rangeOf } from '../code/positions.js';
import { createRedraw } from './redraw.js';
import { relaid } from './relaid.js';
import { caretSelects, followSelection } from './selection-sync.js';
import { underneath } from '../code/underneath.js';
import { createToldChanges } from './told-changes.js';
import { sameJson, sameWork, withChanges } from './work.js';

/**
 * @param {{ bus: import('../core/event-bus.js').EventBus, state: import('../core/state.js').PageState, container:
 *   HTMLElement,
 *   changed: () => void, extensions?: import('@codemirror/state').Extension }} options
 *   `changed` is called after every change of text or companion
 */
export function createSession({ bus, state, container, changed, extensions = [] }) {
  const { view, setReadOnly } = createCodeView(container, {
    code: state.data.code,
    companion: state.data.companion,
    diagram: () => state.picture.diagram,
    vocabulary: state.data.vocabulary,
    extensions: [
      EditorView.updateListener.of(noteUpdate),
      caretSelects(state),
      codeCommands({
        problems: () => (view.state.doc === judged ? problems : null),
        judged: settled,
        fix: applyFix,
        perform,
        tell,
        act: (name) => bus.emit('action.requested', { name }),
        undo: () => queue.undo(),
        redo: () => queue.redo(),
      }),
      extensions,
    ],
  });
  const code = () => codeOf(view.state);
  const companion = () => companionOf(view.state);
  const redraw = createRedraw({
    current: () => ({ code: code(), companion: companion(), plan: state.picture.plan }),
    calm: state.calm,
    show: (picture) => accept(picture, 'text'),
    failed,
  });
  const queue = createEditQueue(view, tellHistory);
  const lint = createLintMarks(view, applyFix);
  const told = createToldChanges({ bus, state, companion });
  /** @type {Problem[]} */ let problems = [];
  /** The text and the companion that problems and picture speak of. */ let judged = view.state.doc;
  let judgedBeside = companion();
  /** Why the picture does not follow, '' where it does. */ let stale = '';
  /** @type {Promise<string>|null} */ let settling = null;

  /** @param {string} message */
  function tell(message) {
    bus.emit('toast.requested', { message });
  }

  /** @param {import('@codemirror/view').ViewUpdate} update */
  function noteUpdate(update) {
    const companionChanged = companionOf(update.startState) !== companionOf(update.state);
    if (!update.docChanged && !companionChanged && formOf(update.startState) === formOf(update.state)) return;
    if (update.transactions.some((one) => one.annotation(canvasEdit))) redraw.cancel();
    else {
      told.note(update, companionOf(update.startState));
      for (const one of update.transactions) queue.noteChange(one);
      redraw.soon();
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

  /** @param {Picture} picture of the text as it is now @param {'load'|'text'|'edit'} reason */
  function accept(picture, reason) {
    problems = picture.diagnostics;
    judged = view.state.doc;
    const why = reason === 'text' ? reasonToKeep(state.picture, picture) : '';
    if (why === '') {
      view.dispatch({ effects: setParts.of(partsOf(picture.diagram, view.state.doc)) });
      if (reason === 'text') remember(picture.companion);
    }
    lint.show(problems);
    if (why === '')
      state.setPicture(
        {
          svg: picture.svg,
          geometry: picture.geometry,
          diagram: picture.diagram,
          diagnostics: problems,
          plan: picture.plan,
        },
        reason,
      );
    state.read = picture.diagram;
    bus.emit('problems.changed', { diagnostics: problems });
    judgedBeside = companion();
    stale = why;
    bus.emit('picture.stale', { stale: why !== '', message: why });
    if (reason === 'text') told.tellStep();
    if (picture.refined === false) redraw.refine(reason === 'load' ? 0 : undefined);
  }

  /**
   * What the picture must remember of the one before it. Undo needs not take it back: it goes by itself with what it
   * was kept for.
   * @param {Companion} [next]
   */
  function remember(next) {
    if (!next || sameJson(next, companion())) return;
    view.dispatch({
      effects: setCompanion.of(next),
      annotations: [canvasEdit.of(true), Transaction.addToHistory.of(false)],
    });
  }

  /**
   * Waits for all that is under way and for the picture of it.
   * @returns {Promise<string>} '' or why the picture is not that of the text
   */
  function settled() {
    // Two that ask for the picture would cancel each other's request for ever.
    settling ??= settle().finally(() => {
      settling = null;
    });
    return settling;
  }

  async function settle() {
    for (;;) {
      await queue.idle();
      await state.calm.free('work');
      if (view.state.doc === judged && companion() === judgedBeside) return stale;
      const failure = await redraw.now();
      if (failure !== '') return failure;
    }
  }

  /** @param {string} message */
  function failed(message) {
    told.tellStep();
    bus.emit('picture.stale', { stale: true, message });
  }

  /**
   * Applies a finding's fix. Where something was typed since the text was judged, it is judged again first.
   * @param {Problem} problem
   * @param {number} [number] which of its fixes
   */
  async function applyFix(problem, number = 0) {
    if (view.state.readOnly) return;
    await rework(
      async (work) => {
        const known =
          view.state.doc === judged
            ? problems
            : (await api.render(work.code, work.companion, undefined, { refine: false, plan: work.plan })).diagnostics;
        const { code: kind, line, column } = findAgain(known, problem) ?? problem;
        return api.fix(work, { code: kind, line, column, ...(number > 0 && { fix: number }) });
      },
      (answer) => {
        bus.emit('speech.requested', { message: fixedWords(answer) });
        return '';
      },
    );
  }

  /**
   * Does something to the work that nobody watches step by step, and says how it went.
   * @param {import('./edit-queue.js').Ask} ask
   * @param {(answer: any) => string} words
   * @param {string} [nothing] said where nothing changed
   */
  async function rework(ask, words, nothing = 'There is nothing to change.') {
    if (state.running) return;
    const before = { code: code(), companion: companion() };
    try {
      const answer = await perform(ask, false);
      const message = sameWork({ code: code(), companion: companion() }, before) ? nothing : words(answer);
      if (message !== '') tell(message);
    } catch (error) {
      tell(messageOf(error));
    }
  }

  /**
   * What the server does to the text, as one undo step.
   * @param {import('./edit-queue.js').Ask} ask
   * @param {boolean} [tells] whether the change is told; else the caller finds the words
   * @param {object[]} [operations] what is asked for, where operations tell it
   * @returns {Promise<any>} its answer; refused with its error
   */
  async function perform(ask, tells = true, operations = undefined) {
    const letGo = state.calm.hold('work');
    /** @type {Companion} */ let asked = {};
    try {
      const { answer, after, current } = await queue.run((work) => {
        asked = work.companion;
        return ask({ ...work, plan: state.picture.plan });
      }, operations);
      await state.calm.free('hand');
      // What came meanwhile is told by whoever did it.
      const before = told.from(asked);
      if (current && answer.svg !== null && view.state.doc === after.doc && companion() === companionOf(after))
        accept(answer, 'edit');
      else await redraw.now();
      if (tells) told.tell(before);
      return answer;
    } finally {
      letGo();
    }
  }

  /**
   * Does what a gesture or a form asks for, as one undo step.
   * @param {object[]} operations of POST /api/edit
   * @returns {Promise<{ created: import('../core/events.js').Ref[] }>} fulfilled after picture.changed; refused with
   *   the reason
   */
  async function edit(operations) {
    try {
      const { created } = await perform((work) => api.edit(work, operations), true, operations);
      return { created: created ?? [] };
    } catch (error) {
      bus.emit('edit.refused', { message: messageOf(error) });
      throw error;
    }
  }

  /** @param {import('../core/events.js').EventMap['layout.requested']} request */
  async function changeLayout({ change }) {
    const { layout: now = {} } = companion();
    if (state.running || sameJson(change(now), now)) return;
    try {
      const { turned } = await perform(relaid(change, state.picture.diagram.edges));
      if (turned)
        bus.emit('toast.requested', {
          message: 'The sides of the edges were turned as well. Undo takes both back.',
          quiet: true,
        });
    } catch (error) {
      const message = messageOf(error);
      bus.emit('toast.requested', { message });
      bus.emit('edit.refused', { message });
    }
  }

  /** @param {Companion} change fields of the companion */
  function changeCompanion(change) {
    const before = companion();
    if (Object.entries(change).every(([name, value]) => (before[name] ?? '') === value)) return;
    view.dispatch({ effects: setCompanion.of({ ...before, ...change }), annotations: isolateHistory.of('full') });
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

  bus.on('foresight.requested', async ({ operations, answer }) => {
    const made = await api
      .foresee({ code: code(), companion: companion(), plan: state.picture.plan }, operations)
      .catch(() => null);
    answer(made?.geometry ?? null);
  });
  bus.on('layout.requested', changeLayout);
  bus.on('title.changed', ({ title, description }) => changeCompanion({ title, description }));
  bus.on('action.requested', ({ name }) => {
    // Whoever runs or shares the diagram has finished drawing.
    if (name === 'run' || name === 'share' || name === 'next-problem') lint.endCalm();
    if (state.running) return;
    if (name === 'undo') queue.undo();
    else if (name === 'redo') queue.redo();
    else if (name === 'format')
      rework(
        (work) => api.format(work),
        () => 'The code is formatted. You can undo this.',
      );
    else if (name === 'fix-all') rework((work) => api.fix(work), fixedWords);
    else if (name === 'renumber')
      rework(does('renumber'), () => 'The nodes are renumbered from n1. You can undo this.');
    else if (name === 'tidy')
      rework(
        does('tidy'),
        () => 'All nodes are back at their automatic positions. You can undo this.',
        'There is nothing to tidy: no node was moved by hand, and no position was kept from earlier edits.',
      );
  });
  followSelection(view, bus);

  return {
    view,
    code,
    companion,
    /** @param {boolean} readOnly */
    setReadOnly(readOnly) {
      if (view.state.readOnly !== readOnly) setReadOnly(readOnly);
    },
    applyFix,
    edit,
    /** Edits on the canvas that have no answer yet. */ unanswered: queue.unanswered,
    perform,
    settled,
    changeCompanion,
    /** Asks for the picture again. */
    redraw: redraw.soon,
    /** Tells everyone what the page came with; called once, when all are listening. */
    begin: () => accept(state.picture, 'load'),
    /** Another text in one undo step. @param {string} next @param {Companion} [withCompanion] */
    replace(next, withCompanion) {
      const { text, form } = takeApart(next);
      const difference = differenceOf(view.state.doc.toString(), text);
      const effects = [setForm.of(form), ...(withCompanion ? [setCompanion.of(withCompanion)] : [])];
      view.dispatch({
        changes: difference ?? [],
        effects,
        annotations: isolateHistory.of('full'),
        userEvent: 'edit.replace',
      });
    },
    /**
     * Puts what the server has now in the place of what it had, under what was changed here meanwhile. Undo does not
     * take it back.
     * @param {import('./work.js').Work} theirs
     * @param {import('./work.js').Work} base what the server had
     * @returns {boolean} false where both changed the same place; nothing is done then
     */
    takeOver(theirs, base) {
      const changes = underneath(view.state, theirs.code, base.code);
      if (!changes) return false;
      const now = companion();
      const next = withChanges(now, base.companion, theirs.companion);
      const effects = [
        ...(code() === base.code ? [setForm.of(takeApart(theirs.code).form)] : []),
        ...(sameJson(next, now) ? [] : [setCompanion.of(next)]),
      ];
      view.dispatch({ changes, effects, annotations: Transaction.addToHistory.of(false) });
      return true;
    },
    jump,
    /** Puts the caret where a part is declared. @param {import('../core/events.js').Ref} ref */
    goTo(ref) {
      const at = placeOf(view.state, ref);
      if (at === undefined) return;
      view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: 'center' }) });
      view.focus();
    },
    /** Where the picture stopped following. */
    jumpToFirstError() {
      const error = problems.find(({ severity }) => severity === 'error');
      if (error) jump(error);
    },
  };
}

/** @param {unknown} error */
const messageOf = (error) => (error instanceof Error ? error.message : String(error));

/** One operation that needs no more words. @param {string} op @returns {import('./edit-queue.js').Ask} */
const does = (op) => (work) => api.edit(work, [{ op }]);

/** @param {{ applied?: { title: string }[], complete?: boolean }} answer @returns {string} */
function fixedWords({ applied = [], complete = true }) {
  const [first, ...more] = applied;
  if (!first) return 'Fixed. You can undo this.';
  const rest = complete ? '' : ' There are more safe fixes now.';
  return more.length === 0
    ? `Fixed: ${first.title}${rest}`
    : `${applied.length} fixes applied. You can undo this.${rest}`;
}
