/**
 * What edits and saves the text: the code editor, saves and drafts, and the actions of the page that need them. It is a
 * file of its own that is loaded when the picture is shown.
 */
import { api } from '../api/client.js';
import { EditorView } from '@codemirror/view';
import { otherCursors, showOthers } from '../code/other-cursors.js';
import { quiet } from '../core/focus.js';
import { looksForeign } from '../core/foreign-text.js';
import { savingKey } from '../core/keys.js';
import { workOffline } from '../core/offline.js';
import { ghost } from '../frame/ghost.js';
import { createProblems } from '../frame/problems.js';
import { rememberView } from '../picture/view-memory.js';
import { createDraftBar } from '../saving/draft-bar.js';
import { keepDiagrams } from '../saving/kept-diagrams.js';
import { createSaver } from '../saving/saver.js';
import { awaitServer } from '../saving/without-server.js';
import { createSession } from '../session/session.js';
import { createAnnouncer } from '../session/told-changes.js';
import { createConflicts } from './conflicts.js';
import { createEditorActions } from './editor-actions.js';
import { createImporting } from './importing.js';
import { createFirstSteps } from './first-steps.js';
import { manyRuns } from './many-runs.js';
import { createHistoryInEditor } from './history-in-editor.js';
import { openFolded } from './open-folded.js';
import { createSharing } from './sharing.js';
import { createTogether } from './together.js';

const NOTHING = 'There is nothing to run yet. Add a node first.';

/**
 * @param {{ bus: import('../core/event-bus.js').EventBus, state: import('../core/state.js').PageState, root:
 *   HTMLElement, player: ReturnType<typeof import('../player/player.js').createPlayer>, bar:
 *   ReturnType<typeof import('../frame/top-bar.js').createTopBar>, shell: ReturnType<typeof
 *   import('../frame/shell.js').createShell>, stage: import('../picture/stage.js').Stage, edit:
 *   import('../core/events.js').Edit, codeBox: HTMLElement }} page
 */
export function createWork({ bus, state, root, player, bar, shell, stage, edit, codeBox }) {
  let stale = '';
  /** @type {import('../core/events.js').Problem[]} */ let problems = [];
  createAnnouncer({ bus });
  const session = createSession({
    bus,
    state,
    container: codeBox,
    changed: () => {
      firstSteps.show();
      saver.changed();
    },
    extensions: [
      ghost,
      otherCursors,
      EditorView.updateListener.of(({ selectionSet, docChanged, focusChanged }) => {
        if (selectionSet || docChanged || focusChanged) presence?.moved();
      }),
    ],
  });
  const current = () => ({ code: session.code(), companion: session.companion() });
  const saver = createSaver({
    bus,
    state,
    current,
    unanswered: session.unanswered,
    changedElsewhere: () => {
      quiet().then(() => conflicts.show());
    },
    takeOver: session.takeOver,
    unite: (ask) => session.unite(ask, false),
    ended: (reason) => conflicts.ended(reason),
    text: session.text,
  });
  const { view } = session;
  const presence = createTogether({
    bus,
    state,
    stage,
    player,
    ground: shell.canvas,
    person: session.text.name,
    place: /** @type {HTMLElement} */ (root.querySelector('.top-people')),
    key: () => (document.documentElement.dataset['live'] === 'yes' ? (savingKey(state.data.view_key ?? '') ?? '') : ''),
    ...saver.live,
    cursor: () => (view.hasFocus ? [view.state.selection.main.anchor, view.state.selection.main.head] : null),
    cursors: (all) => view.dispatch({ effects: showOthers.of(all) }),
  });
  const drafts = createDraftBar(shell.bars, {
    bus,
    saver,
    current,
    show: showDraft,
    ask: (operations) => void edit(operations),
    offline: () => Boolean(state.data.offline),
  });
  keepDiagrams({ bus, state, current, dirty: saver.dirty, judged: session.isJudged });
  const importing = createImporting({ bus, state, session });
  createProblems(shell.code, {
    bus,
    jump: session.jump,
    fix: session.applyFix,
    isForeign: () => looksForeign(session.code()),
    importText: () => importing.take(session.code()),
  });
  const sharing = createSharing({ bus, state, saver, code: session.code, problems: () => problems });
  const actions = createEditorActions({ bus, state, bar, shell, stage, session, sharing });
  const firstSteps = createFirstSteps({
    bus,
    state,
    root,
    pane: shell.canvas,
    stage,
    session,
    edit,
    toCode: actions.toCode,
  });
  const history = createHistoryInEditor({ bus, state, session, saver });
  bus.on('action.requested', ({ name }) => {
    if (name === 'history') history.open();
    if (name === 'many-runs')
      void manyRuns(state, player, {
        work: () => ({ code: session.code(), companion: session.companion() }),
        save: (profile) => session.changeCompanion({ simulation: profile }),
      });
  });
  const conflicts = createConflicts({ bus, state, bars: shell.bars, session, saver, current });

  bus.on('picture.stale', ({ message }) => {
    stale = message;
    showWhatCanBeDone();
  });
  bus.on('picture.changed', showWhatCanBeDone);
  bus.on('problems.changed', ({ diagnostics }) => {
    problems = diagnostics;
    showWhatCanBeDone();
  });
  bus.on('run.changed', ({ active }) => {
    shell.setRunning(active);
  });
  const notYet = bus.on('run.changed', () => {
    notYet();
    void tellBefore();
  });

  async function tellBefore() {
    const { tellBeforeRuns } = await import('./told-before-runs.js');
    const simulation = () => session.companion().simulation ?? {};
    const told = await tellBeforeRuns({
      bus,
      state,
      stage,
      player,
      ask: () => api.analyze(session.code(), session.companion()),
      subject: () => JSON.stringify([session.code(), simulation(), session.companion().options]),
      cure({ operations, options, problem }) {
        if (operations.length > 0) void session.edit(operations);
        else if (options) saveRunOptions(options);
        else {
          const same = ({ code = '', line = 0, column = 0 }) =>
            code === problem?.code && line === problem.line && column === problem.column;
          const known = problems.find(same);
          if (known) void session.applyFix(known, problem?.fix);
        }
      },
      save: (statements) => session.changeCompanion({ simulation: { ...simulation(), statements } }),
    });
    const { openRunModes } = await import('./run-modes.js');
    await openRunModes({
      bus,
      state,
      stage,
      player,
      code: session.code,
      companion: session.companion,
      save: (scenarios) => session.changeCompanion({ scenarios }),
      told,
    });
  }

  function showWhatCanBeDone() {
    firstSteps.show();
    bar.setRunnable(state.picture.diagram.nodes.length === 0 ? NOTHING : stale);
  }

  /** Puts options of runs into the companion, in one undo step. @param {Record<string, unknown>} options */
  function saveRunOptions(options) {
    const { simulation = {}, options: before = {} } = session.companion();
    /** @type {Record<string, unknown>} */ const next = { ...simulation, options };
    if (Object.keys(options).length === 0) delete next['options'];
    session.changeCompanion({ simulation: next, ...(Object.keys(before).length > 0 && { options: {} }) });
  }

  /** Goes on where this tab was, on what is current. @param {Promise<void>} takenUp */
  async function goOn(takenUp) {
    await takenUp;
    await saver.catchUp();
    await drafts.takeUp();
    await drafts.bringBack();
    await drafts.offer();
    awaitServer({ bus, state, back });
    void workOffline();
  }

  /** The server answers, without which the page was opened. */
  async function back() {
    await saver.goOnWithServer();
    session.redraw();
    await drafts.bringBack();
    await drafts.offer();
  }

  /** @param {import('../saving/drafts.js').Draft} draft @param {boolean} quietly */
  function showDraft(draft, quietly) {
    if (quietly) session.takeOver(draft, current());
    else session.replace(draft.code, draft.companion);
  }

  return {
    session,
    saver,
    actions,
    conflicts,
    /**
     * Begins with what the page came with.
     * @returns {Promise<void>} fulfilled when what this tab had not saved is there again
     */
    begin() {
      session.begin();
      saver.begin();
      const opened = openFolded({ bus, state, stage, session });
      rememberView({ viewport: stage.viewport, state, subject: saver.subject, opened });
      if (state.data.kind === 'new') firstSteps.focus();
      if (state.data.drawing_error) session.redraw();
      const takenUp = drafts.takeUp();
      void goOn(takenUp);
      return takenUp;
    },
    toFirstError() {
      actions.toCode();
      session.jumpToFirstError();
    },
    /** @param {object[]} choices @param {number|null} seed @param {object} options */
    run: (choices, seed, options) => api.run(session.code(), session.companion(), choices, seed, options),
    /** @param {string} node @param {object} options @param {import('../player/part-acts.js').From} [from] */
    reach: (node, options, from) => api.reach(session.code(), session.companion(), node, options, from),
    /** @param {object} options @returns {Promise<string[]>} the ids of the edges that lead back */
    backEdges: (options) => api.backEdges(session.code(), session.companion(), options, state.picture.diagram),
    saveRunOptions,
    /** @returns {Promise<string>} why nothing can run, '' when it can */
    async readyToRun() {
      const reason = await session.settled();
      return state.picture.diagram.nodes.length === 0 ? NOTHING : reason;
    },
  };
}
