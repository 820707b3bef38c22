/** The editor's wiring: which features stand in which pane, and what they need of each other. */
import { createGestures } from '../gestures/gestures.js';
import { walkFlow } from '../picture/flow.js';
import { printsDrawing } from '../picture/print-sheet.js';
import { createStage } from '../picture/stage.js';
import { h, pageData } from '../core/dom.js';
import { EventBus } from '../core/event-bus.js';
import { guardFocus } from '../core/focus.js';
import { PageState } from '../core/state.js';
import { takeDroppedFiles } from '../dialogs/drop-file.js';
import { storeBeside } from '../dialogs/new-diagram.js';
import { createToasts, createVoice } from '../dialogs/toasts.js';
import { createHistoryButtons } from '../frame/history-buttons.js';
import { openWithSelection } from '../frame/inspector-opening.js';
import { isUnderInspector, keepFromUnder } from '../frame/over-canvas.js';
import { createOutline } from '../frame/outline.js';
import { createShell } from '../frame/shell.js';
import { listenForShortcuts } from '../frame/shortcuts.js';
import { createStaleNote } from '../frame/stale-note.js';
import { createTopBar, iconButton } from '../frame/top-bar.js';
import { createInspector } from '../inspector/inspector.js';
import { createPlayer } from '../player/player.js';
import { askedForMany } from './many-runs.js';
import { createRunLinks } from './run-links.js';

/** @typedef {ReturnType<typeof import('./editor-work.js').createWork>} Work */

/** A page in the background paints nothing. */
const MOST_WAITED = 100;

/** @param {string} [problem] what is wrong with the address */
export async function openEditor(problem = '') {
  const data = withTitle(/** @type {import('../core/state.js').PageData} */ (pageData()));
  const load = () => import('./editor-work.js');
  // The picture comes before the code editor; where there is none, nothing is shown that would be gone at once.
  if (!data.svg) await load();
  const root = /** @type {HTMLElement} */ (document.getElementById('app'));
  root.classList.add('editor');
  document.getElementById('plain')?.remove();
  const bus = new EventBus();
  const state = new PageState(bus, data);
  const toasts = createToasts({ bus });
  createVoice({ bus });
  guardFocus('.stage, .cm-content, .editor-tab');
  takeDroppedFiles({
    bus,
    textLimit: state.data.text_limit,
    taken: async (code, companion) => {
      await storeBeside(bus, code, companion, { opens: true });
    },
  });
  printsDrawing(state);
  /** What edits and saves the text, once it is there. @type {Work|null} */ let work = null;
  /** @type {(work: Work) => void} */ let isThere = () => {};
  /** @type {Promise<Work>} */ const there = new Promise((resolve) => {
    isThere = resolve;
  });

  // Before all other listeners: behind the first of them, edits under way have failed, as the page ends its requests.
  addEventListener('pagehide', () => work?.saver.leave());
  // What is asked for before it can be done is done as soon as it can be.
  bus.keep('action.requested');
  listenForShortcuts({ bus, save: async () => (await there).saver.save(true) });
  const bar = createTopBar(root, {
    bus,
    state,
    more: async (anchor) => (await there).actions.more(anchor),
    conflict: async () => (await there).conflicts.show(),
  });
  /** What is made after the shell that asks for it. @type {{ outline?: ReturnType<typeof createOutline> }} */
  const parts = {};
  const shell = createShell(root, { bus, outlineShown: (shown) => parts.outline?.show(shown) });
  const closeCode = iconButton('chevron-left', 'Close the code', '', () => shell.setOpen('code', false));
  closeCode.classList.add('close-code');
  const codeBox = h('div', { class: 'code-place' });
  shell.tools.append(
    iconButton('search', 'Find', 'Ctrl F', async () => (await there).actions.find()),
    closeCode,
  );
  shell.code.append(codeBox);
  const stage = createStage(shell.stage, { bus, state, ground: shell.canvas });
  const { edit } = createGestures(stage, {
    bus,
    state,
    ask: (operations) => (work ? work.session.edit(operations) : there.then(({ session }) => session.edit(operations))),
  });
  stage.givesWay(createHistoryButtons(shell.canvas, { bus }), ['end', 'above', 'top']);
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
    drawn: () => state.picture.svg !== '',
    go: async () => (await there).toFirstError(),
  });
  const runLinks = createRunLinks({
    state,
    secure: async () => {
      const { saver } = await there;
      // A sample that nobody has changed has an address already.
      return (state.data.kind === 'sample' && !saver.dirty()) || saver.secure();
    },
  });
  const player = createPlayer(shell.player, {
    bus,
    state,
    stage,
    run: async (choices, seed, options) => (await there).run(choices, seed, options),
    ready: async () => (await there).readyToRun(),
    reach: async (node, options, from) => (await there).reach(node, options, from),
    walk: (...way) => walkFlow(state.picture, ...way),
    ...runLinks,
    options: {
      save: async (options) => (await there).saveRunOptions(options),
      backEdges: async (options) => (await there).backEdges(options),
    },
  });
  parts.outline = createOutline(shell.outline, {
    bus,
    state,
    chosen: () => {
      if (shell.isSmall()) shell.showTab('canvas');
    },
  });
  shell.refresh();
  if (data.svg) await painted();
  const { createWork } = await load();
  work = createWork({ bus, state, root, player, bar, shell, stage, edit, codeBox });
  const takenUp = work.begin();
  isThere(work);
  bus.release('action.requested');
  // Run on a card of the first page leads here, and so does a link to a step. A run that was loaded again belongs to
  // the text of the moment in which the page was left.
  const openRun = () => void player.openFromAddress();
  takenUp.then(openRun, openRun);
  askedForMany(bus);
  if (problem) bus.emit('toast.requested', { message: problem });

  function showSelection() {
    const box = stage.viewport.selectionBox();
    if (box && state.selection[0]?.kind !== 'lane') stage.viewport.reveal(box);
  }
}

/** @returns {Promise<void>} fulfilled when what is on the page was painted */
const painted = () =>
  new Promise((done) => {
    setTimeout(done, MOST_WAITED);
    requestAnimationFrame(() => setTimeout(done));
  });

/**
 * The title lives in the companion. A sample's copy keeps the sample's; a diagram without one is called untitled only
 * on the surface.
 * @param {import('../core/state.js').PageData} data
 */
function withTitle(data) {
  if (data.kind === 'sample' && !data.companion.title) data.companion = { ...data.companion, title: data.title };
  return { ...data, title: data.companion.title ?? '' };
}
