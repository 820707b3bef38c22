/** The editor's only wiring: which features stand in which pane, and what they need of each other. */
import { api } from '../api/client.js';
import { createGestures } from '../gestures/gestures.js';
import { rememberView } from '../picture/view-memory.js';
import { printsDrawing } from '../picture/print-sheet.js';
import { createStage } from '../picture/stage.js';
import { h, pageData } from '../core/dom.js';
import { EventBus } from '../core/event-bus.js';
import { guardFocus, quiet } from '../core/focus.js';
import { PageState } from '../core/state.js';
import { takeDroppedFiles } from '../dialogs/drop-file.js';
import { storeBeside } from '../dialogs/new-diagram.js';
import { createToasts, createVoice } from '../dialogs/toasts.js';
import { createAnnouncer } from '../session/told-changes.js';
import { createDraftBar } from '../saving/draft-bar.js';
import { ghost } from '../frame/ghost.js';
import { listenForShortcuts } from '../frame/shortcuts.js';
import { createHistoryButtons } from '../frame/history-buttons.js';
import { openWithSelection } from '../frame/inspector-opening.js';
import { isUnderInspector, keepFromUnder } from '../frame/over-canvas.js';
import { createOutline } from '../frame/outline.js';
import { createProblems } from '../frame/problems.js';
import { createSaver } from '../saving/saver.js';
import { createSession } from '../session/session.js';
import { createShell } from '../frame/shell.js';
import { createStaleNote } from '../frame/stale-note.js';
import { createTopBar, iconButton } from '../frame/top-bar.js';
import { createInspector } from '../inspector/inspector.js';
import { createPlayer } from '../player/player.js';
import { createConflicts } from './conflicts.js';
import { createEditorActions } from './editor-actions.js';
import { createFirstSteps } from './first-steps.js';
import { openFolded } from './open-folded.js';
import { createSharing } from './sharing.js';

const NOTHING = 'There is nothing to run yet. Add a node first.';

export function openEditor() {
  const root = /** @type {HTMLElement} */ (document.getElementById('app'));
  root.classList.add('editor');
  document.getElementById('plain')?.remove();
  const bus = new EventBus();
  const state = new PageState(bus, withTitle(/** @type {import('../core/state.js').PageData} */ (pageData())));
  const toasts = createToasts({ bus });
  createVoice({ bus });
  createAnnouncer({ bus });
  guardFocus('.stage, .cm-content, .editor-tab');
  takeDroppedFiles({
    bus,
    textLimit: state.data.text_limit,
    taken: async (code, companion) => {
      await storeBeside(bus, code, companion, { opens: true });
    },
  });
  printsDrawing(state);
  let stale = '';
  /** @type {import('../core/events.js').Problem[]} */ let problems = [];

  const bar = createTopBar(root, {
    bus,
    state,
    more: (anchor) => actions.more(anchor),
    conflict: () => conflicts.show(),
  });
  /** What is made after the shell that asks for it. @type {{ outline?: ReturnType<typeof createOutline> }} */
  const parts = {};
  const shell = createShell(root, { bus, outlineShown: (shown) => parts.outline?.show(shown) });
  const closeCode = iconButton('chevron-left', 'Close the code', '', () => shell.setOpen('code', false));
  closeCode.classList.add('close-code');
  const codeBox = h('div', { class: 'code-place' });
  shell.tools.append(
    iconButton('search', 'Find', 'Ctrl F', () => actions.find()),
    closeCode,
  );
  shell.code.append(codeBox);
  const session = createSession({
    bus,
    state,
    container: codeBox,
    changed: () => {
      firstSteps.show();
      saver.changed();
    },
    extensions: [ghost],
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
    ended: (reason) => conflicts.ended(reason),
  });
  const drafts = createDraftBar(shell.bars, {
    bus,
    saver,
    current,
    show: showDraft,
    ask: (operations) => void edit(operations),
  });
  createProblems(shell.code, { bus, jump: session.jump, fix: session.applyFix });
  const stage = createStage(shell.stage, { bus, state, ground: shell.canvas });
  const { edit } = createGestures(stage, { bus, state, ask: session.edit });
  stage.givesWay(createHistoryButtons(shell.canvas, { bus, state }), ['end', 'above', 'top']);
  for (const opener of shell.openers) stage.givesWay(opener, ['near', 'middle', 'far']);
  stage.givesWay(toasts, ['bottom', 'above', 'top']);
  createInspector(shell.inspector, { bus, state, edit });
  keepFromUnder(shell.inspector, { canvas: stage.canvas, viewport: stage.viewport, reveal: showSelection });
  openWithSelection({
    bus,
    state,
    follow: shell.inspectorFollows,
    hides: () => {
      const box = stage.viewport.selectionBox();
      return (
        shell.inspectorCovers() && box !== null && isUnderInspector(box, stage.viewport.view, stage.viewport.canvas)
      );
    },
    reveal: showSelection,
  });
  createStaleNote(shell.canvas, {
    bus,
    go: () => {
      actions.toCode();
      session.jumpToFirstError();
    },
  });
  createPlayer(shell.player, {
    bus,
    state,
    stage,
    run: (choices, seed) => api.run(session.code(), session.companion(), choices, seed),
    ready: readyToRun,
  });
  parts.outline = createOutline(shell.outline, {
    bus,
    state,
    chosen: () => {
      if (shell.isSmall()) shell.showTab('canvas');
    },
  });
  shell.refresh();
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
  const conflicts = createConflicts({ bus, state, bars: shell.bars, session, saver, drafts, current });
  listenForShortcuts({ bus, save: () => saver.save(true) });

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
    session.setReadOnly(active);
    shell.setRunning(active);
  });
  session.begin();
  saver.begin();
  const opened = openFolded({ bus, state, stage, session });
  rememberView({ viewport: stage.viewport, state, subject: saver.subject, opened });
  if (state.data.kind === 'new') firstSteps.focus();
  if (state.data.drawing_error) session.redraw();
  goOn();
  // Run on a card of the first page leads here.
  if (location.hash === '#run') queueMicrotask(() => bus.emit('action.requested', { name: 'run' }));

  function showWhatCanBeDone() {
    firstSteps.show();
    bar.setRunnable(state.picture.diagram.nodes.length === 0 ? NOTHING : stale);
  }

  /** @returns {Promise<string>} why nothing can run, '' when it can */
  async function readyToRun() {
    const reason = await session.settled();
    return state.picture.diagram.nodes.length === 0 ? NOTHING : reason;
  }

  function showSelection() {
    const box = stage.viewport.selectionBox();
    if (box && state.selection[0]?.kind !== 'lane') stage.viewport.reveal(box);
  }

  /** Goes on where this tab was, on what is current. */
  async function goOn() {
    await drafts.takeUp();
    await saver.catchUp();
    await drafts.takeUp();
    await drafts.offer();
  }

  /** @param {import('../saving/drafts.js').Draft} draft @param {boolean} quietly */
  function showDraft(draft, quietly) {
    if (quietly) session.takeOver(draft, current());
    else session.replace(draft.code, draft.companion);
  }
}

/**
 * The title lives in the companion. A sample's copy keeps the sample's; a diagram without one is called untitled only
 * on the surface.
 * @param {import('../core/state.js').PageData} data
 */
function withTitle(data) {
  if (data.kind === 'sample' && !data.companion.title) data.companion = { ...data.companion, title: data.title };
  return { ...data, title: data.companion.title ?? '' };
}
