/** The editor's only wiring: which features stand in which pane, and what the page's actions do. */
import { at } from '../core/addresses.js';
import { openSearchPanel } from '@codemirror/search';
import { api } from '../api/client.js';
import { createGestures } from '../gestures/gestures.js';
import { rememberPlace } from '../picture/place-memory.js';
import { printsDrawing } from '../picture/print-sheet.js';
import { createStage } from '../picture/stage.js';
import { h, pageData } from '../core/dom.js';
import { EventBus } from '../core/event-bus.js';
import { guardFocus, markFocus, moveFocus, quiet } from '../core/focus.js';
import { keysOf } from '../core/shortcuts.js';
import { PageState } from '../core/state.js';
import { toggleTheme } from '../core/theme.js';
import { createVoice } from '../core/voice.js';
import { openConflictDialog } from '../dialogs/conflict.js';
import { openExportMenu } from '../dialogs/export.js';
import { openKeyboardDialog } from '../dialogs/keyboard.js';
import { openLayoutMenu } from '../dialogs/layout-menu.js';
import { openMenu } from '../dialogs/menu.js';
import { takeDroppedFiles } from '../dialogs/drop-file.js';
import { asCopy, storeBeside } from '../dialogs/new-diagram.js';
import { openShareDialog } from '../dialogs/share.js';
import { createToasts } from '../dialogs/toasts.js';
import { createAnnouncer } from '../session/announcer.js';
import { createDraftBar } from '../saving/draft-bar.js';
import { ASIDE_DAYS } from '../saving/drafts.js';
import { createEmpty } from '../frame/empty.js';
import { showEnded } from '../frame/ended-bar.js';
import { ghost } from '../frame/ghost.js';
import { openGoTo } from '../frame/go-to.js';
import { listenForShortcuts } from '../frame/shortcuts.js';
import { createHistoryButtons } from '../frame/history-buttons.js';
import { keepFromUnder } from '../frame/over-canvas.js';
import { createOutline } from '../frame/outline.js';
import { createProblems } from '../frame/problems.js';
import { createSaver } from '../saving/saver.js';
import { createSession } from '../session/session.js';
import { createShell } from '../frame/shell.js';
import { createStaleNote } from '../frame/stale-note.js';
import { createTopBar, iconButton } from '../frame/top-bar.js';
import { createInspector } from '../inspector/inspector.js';
import { createPlayer } from '../player/player.js';

const NOTHING = 'There is nothing to run yet. Add a node first.';
/** A text that is longer is not read for blanks at every key. */
const LOOKED_AT = 2000;

export function openEditor() {
  const root = /** @type {HTMLElement} */ (document.getElementById('app'));
  root.classList.add('editor');
  document.getElementById('plain')?.remove();
  const bus = new EventBus();
  const state = new PageState(bus, withTitle(pageData()));
  const toast = (/** @type {string} */ message) => bus.emit('toast.requested', { message });
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
  let drawing = false;
  /** @type {import('../core/events.js').Problem[]} */ let problems = [];

  const bar = createTopBar(root, { bus, state, more, conflict: showConflict });
  /** What is made after the shell that asks for it. @type {{ outline?: ReturnType<typeof createOutline> }} */
  const parts = {};
  const shell = createShell(root, { bus, outlineShown: (shown) => parts.outline?.show(shown) });
  const closeCode = iconButton('chevron-left', 'Close the code', '', () => shell.setOpen('code', false));
  closeCode.classList.add('close-code');
  const codePlace = h('div', { class: 'code-place' });
  shell.tools.append(iconButton('search', 'Find', 'Ctrl F', find), closeCode);
  shell.code.append(codePlace);
  const session = createSession({
    bus,
    state,
    container: codePlace,
    changed: () => {
      showWhetherBlank();
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
      quiet().then(showConflict);
    },
    takeOver: session.takeOver,
    ended,
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
  createStaleNote(shell.canvas, {
    bus,
    go: () => {
      toCode();
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
  const empty = createEmpty(shell.canvas, {
    bus,
    textLimit: state.data.text_limit,
    samples: async () => (await api.samples()).samples,
    toCode,
    begin: beginWith,
    draw: drawFirst,
  });
  listenForShortcuts({ bus, save: () => saver.save(true) });

  /** @type {Partial<Record<import('../core/events.js').ActionName, () => void>>} */
  const actions = {
    find,
    'go-to': () => openGoTo({ diagram: state.picture.diagram, chosen: goTo }),
    keyboard: openKeyboardDialog,
    share,
    export: () =>
      openExportMenu(shown(bar.exportButton), {
        bus,
        title: () => state.data.title,
        code: session.code,
        companion: session.companion,
      }),
    'copy-document': copyText,
    layout: () =>
      openLayoutMenu(shown(bar.layoutButton), {
        bus,
        layout: session.companion().layout ?? {},
        width: stage.canvas.clientWidth,
      }),
  };

  /** On small pages the tools of the bar stand behind "More". @param {HTMLElement} button */
  function shown(button) {
    return button.offsetParent === null ? bar.moreButton : button;
  }

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
  bus.on('action.requested', ({ name }) => actions[name]?.());
  session.begin();
  saver.begin();
  rememberPlace({ viewport: stage.viewport, state, subject: saver.subject });
  if (state.data.kind === 'new') empty.focus();
  if (state.data.drawing_error) session.redraw();
  goOn();
  // Run on a card of the first page leads here.
  if (location.hash === '#run') queueMicrotask(() => bus.emit('action.requested', { name: 'run' }));

  function showWhatCanBeDone() {
    showWhetherBlank();
    bar.setRunnable(state.picture.diagram.nodes.length === 0 ? NOTHING : stale);
  }

  /** @returns {Promise<string>} why nothing can run, '' when it can */
  async function readyToRun() {
    const reason = await session.settled();
    return state.picture.diagram.nodes.length === 0 ? NOTHING : reason;
  }

  function showWhetherBlank() {
    const blank = isBlank(session.view.state.doc);
    empty.show(blank);
    root.classList.toggle('is-empty', blank);
  }

  /** @param {string} code @param {string} [encoding] of the file that it came from */
  function beginWith(code, encoding) {
    session.replace(code, encoding ? { ...session.companion(), encoding } : undefined);
    stage.canvas.focus();
  }

  /** Draws the first steps; the work goes on from the last of them. @param {object[]} operations */
  async function drawFirst(operations) {
    if (drawing) return;
    drawing = true;
    const here = state.here();
    const { created } = await edit(operations);
    drawing = false;
    const last = created.findLast(({ kind }) => kind === 'node');
    if (!last || !here.stays) return;
    if (state.find(last)) state.selectFor([last], 'empty');
    moveFocus(stage.canvas);
  }

  function showSelection() {
    const box = stage.viewport.selectionBox();
    if (box && state.selection[0].kind !== 'lane') stage.viewport.reveal(box);
  }

  function find() {
    toCode();
    openSearchPanel(session.view);
  }

  /** Brings the code into sight, and the focus to it. */
  function toCode() {
    shell.showTab('code');
    shell.setOpen('code', true);
  }

  /** @param {import('../core/events.js').Ref} ref */
  function goTo(ref) {
    if (!shell.isSmall()) toCode();
    state.select([ref], 'outline');
    bus.emit('reveal.requested', { ref, origin: 'outline' });
    session.goTo(ref);
  }

  async function share() {
    const here = markFocus();
    if (state.data.kind === 'new' && session.code().trim() === '')
      toast('There is nothing to share yet. Draw something first.');
    else if (await saver.secure()) openShared(here.stays);
    else toast('A link shows what is saved, and saving does not work at the moment.');
  }

  /** @param {boolean} asked the person still waits for it */
  function openShared(asked) {
    const open = () => openShareDialog({ bus, viewKey: state.data.view_key ?? '', title: state.data.title, problems });
    if (asked) open();
    else
      bus.emit('toast.requested', {
        message: 'All is saved and can be shared.',
        action: { label: 'Share', run: open },
      });
  }

  async function copyText() {
    try {
      await navigator.clipboard.writeText(session.code());
      toast('The code is copied.');
    } catch {
      toast('This browser does not let pages write to the clipboard.');
    }
  }

  /** Goes on where this tab was, on what is current. */
  async function goOn() {
    await drafts.takeUp();
    await saver.catchUp();
    await drafts.takeUp();
    await drafts.offer();
  }

  function showConflict() {
    const theirs = saver.theirs();
    if (!theirs || document.querySelector('.conflict-dialog')) return;
    const { version } = state.data;
    const days = saver.keeps() ? ASIDE_DAYS : 0;
    openConflictDialog({
      mine: { code: session.code(), version },
      theirs,
      days,
      async choose(choice) {
        if (choice === 'both') {
          await keepBoth();
          return;
        }
        const kept = await (choice === 'mine'
          ? drafts.putAside({ code: theirs.code, companion: theirs.companion }, 'theirs', theirs.version)
          : drafts.putAside(current(), 'mine', version));
        if (!kept && days > 0) {
          toast(
            'The storage of this browser is full, so the text that you did not choose cannot be kept. Nothing was changed: to keep both, make two diagrams.',
          );
          return;
        }
        if (choice === 'theirs') session.replace(theirs.code, theirs.companion);
        await saver.settle(choice === 'mine');
        await drafts.offer();
      },
    });
  }

  async function keepBoth() {
    const before = location.href;
    if (await becomeOwn('mine'))
      bus.emit('toast.requested', {
        message: 'Yours is a diagram of its own now.',
        action: { label: 'Open theirs', run: () => window.open(before) },
      });
  }

  /**
   * @param {string} kind what the title says of this copy
   * @returns {Promise<boolean>} whether the text is a diagram of its own now
   */
  async function becomeOwn(kind) {
    const { code, companion } = current();
    const copy = asCopy(companion, kind);
    if (!(await saver.saveAsOwn({ code, companion: copy }))) return false;
    session.changeCompanion({ title: copy.title });
    return true;
  }

  /** @param {string} reason */
  function ended(reason) {
    showEnded(shell.bars, { reason, saveCopy: () => becomeOwn('my copy') });
  }

  /** @param {import('../saving/drafts.js').Draft} draft @param {boolean} quietly */
  function showDraft(draft, quietly) {
    if (quietly) session.takeOver(draft, current());
    else session.replace(draft.code, draft.companion);
  }

  /** @param {HTMLElement} anchor */
  function more(anchor) {
    const act = (/** @type {import('../core/events.js').ActionName} */ name) => () =>
      bus.emit('action.requested', { name });
    const small = shown(bar.exportButton) === bar.moreButton;
    openMenu(anchor, [
      ...(small
        ? /** @type {const} */ ([
            { label: 'Undo', icon: 'undo', run: act('undo') },
            { label: 'Redo', icon: 'redo', run: act('redo') },
            'line',
          ])
        : []),
      { label: 'Rename', icon: 'pencil', run: act('rename-title') },
      { label: 'Find in the code', icon: 'search', run: find },
      { label: 'Go to a lane or node', icon: 'list', keys: keysOf('go-to'), run: act('go-to') },
      { label: 'Format the code', icon: 'format', keys: keysOf('format'), run: act('format') },
      { label: 'Renumber the nodes', icon: 'numbers', run: act('renumber') },
      { label: 'Tidy up the layout', icon: 'tidy', run: act('tidy') },
      { label: 'Copy the code', icon: 'copy', run: copyText },
      ...(small && !state.running
        ? /** @type {const} */ ([{ label: 'Layout…', icon: 'layout', run: act('layout') }])
        : []),
      ...(small
        ? /** @type {const} */ ([
            { label: 'Export…', icon: 'download', run: act('export') },
            {
              label: 'Light or dark',
              icon: 'theme',
              run: () => {
                toggleTheme();
              },
            },
          ])
        : []),
      'line',
      { label: 'Keyboard', icon: 'keyboard', keys: '?', run: act('keyboard') },
      {
        label: 'Help',
        icon: 'external',
        run: () => {
          window.open(at('/help'), '_blank', 'noopener');
        },
      },
      {
        label: 'New diagram',
        icon: 'file-plus',
        run: () => {
          location.href = at('/new');
        },
      },
    ]);
  }
}

/** @param {import('@codemirror/state').Text} doc */
const isBlank = (doc) => doc.length < LOOKED_AT && doc.toString().trim() === '';

/**
 * The title lives in the companion. A sample's copy keeps the sample's; a diagram without one is called untitled only
 * on the surface.
 * @param {import('../core/state.js').PageData} data
 */
function withTitle(data) {
  if (data.kind === 'sample' && !data.companion.title) data.companion = { ...data.companion, title: data.title };
  return { ...data, title: data.companion.title ?? '' };
}
