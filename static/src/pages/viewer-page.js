/** The page of a person who may view and run: the only wiring of it. */
import { api } from '../api/client.js';
import { walkFlow } from '../picture/flow.js';
import { rememberView } from '../picture/view-memory.js';
import { printsDrawing } from '../picture/print-sheet.js';
import { createStage } from '../picture/stage.js';
import { at, h, pageData } from '../core/dom.js';
import { EventBus } from '../core/event-bus.js';
import { guardFocus } from '../core/focus.js';
import { savingKey } from '../core/keys.js';
import { PageState } from '../core/state.js';
import { keepInTab, readInTab } from '../core/storage.js';
import { toggleTheme } from '../core/theme.js';
import { createToasts, createVoice } from '../dialogs/toasts.js';
import { createBar } from '../viewer/bar.js';
import { createCard } from '../viewer/card.js';
import { createDetails, detailsOf } from '../viewer/details.js';
import { createTabs } from '../viewer/tabs.js';
import { foldForReaders } from './fold-for-readers.js';
import { playerForReaders } from './player-for-readers.js';
import { createRunLinks } from './run-links.js';

/** Which version this tab loaded the page again for. */
const LOADED_FOR = 'lanestep.loaded-for';

/**
 * What keys do at the selected part, as in the editor.
 * @type {Record<string, 'breakpoint'|'run-to-here'|'get-there'>}
 */
const PART_KEYS = { b: 'breakpoint', r: 'run-to-here', g: 'get-there' };

/** Milliseconds after the picture, in which the line is left to what it needs. */
const FETCH_LATER = 1000;

/** What the first picture does not need. */
const exporting = () => import('../dialogs/export.js');

async function showShortcuts() {
  const { openKeyboardDialog } = await import('../dialogs/keyboard.js');
  openKeyboardDialog({ forReaders: true });
}

export function openViewer() {
  const data = /** @type {import('../core/state.js').PageData} */ (pageData());
  const bus = new EventBus();
  const state = new PageState(bus, data);
  const toasts = createToasts({ bus });
  createVoice({ bus });
  guardFocus('.stage, .viewer-tab');
  void takeFiles(bus, data.text_limit);
  printsDrawing(state);
  document.getElementById('plain')?.remove();

  const canvas = h('div', { class: 'viewer-canvas' });
  const below = h('div', { class: 'viewer-player' });
  const picture = h(
    'section',
    { class: 'viewer-picture', 'aria-label': 'Diagram' },
    data.drawing_error &&
      h('p', { class: 'viewer-problem', role: 'alert' }, `The diagram could not be drawn: ${data.drawing_error}`),
    canvas,
    below,
  );
  const page = h('div', { class: 'viewer' });
  document.getElementById('app')?.replaceChildren(page);

  const bar = createBar(data.title, {
    toggleTheme,
    download: async (anchor) => {
      const { openExportMenu } = await exporting();
      openExportMenu(anchor, { bus, title: () => data.title, code: () => data.code, companion: () => data.companion });
    },
    openCopy: async () => {
      const { openCopy } = await import('./open-copy.js');
      await openCopy(bus, data);
    },
  });
  const stageHolder = h('div', { class: 'viewer-stage' });
  canvas.append(stageHolder);
  const main = h('main', { class: 'viewer-main' }, picture);
  page.append(bar, main);
  const stage = createStage(stageHolder, { bus, state, ground: canvas });
  stage.givesWay(toasts, ['bottom', 'above', 'top']);
  const player = playerForReaders(below, { bus, state, stage }, { ...createRunLinks({ state }), details: detailsOf });
  const stop = bus.on('run.changed', async () => {
    stop();
    const { tellBeforeRuns } = await import('./told-before-runs.js');
    const ask = () => api.analyze(data.code, data.companion);
    const told = await tellBeforeRuns({ bus, state, stage, player, ask, subject: () => data.code });
    const { openRunModes } = await import('./run-modes.js');
    await openRunModes({ bus, state, stage, player, code: () => data.code, companion: () => data.companion, told });
  });
  if (keepsVersion()) noteVersion(player, data, data.newest !== null);
  const tabs = createTabs(page);
  bar.after(tabs.element);
  main.append(createCard({ bus, state, stage, chosen: () => tabs.show('picture') }));
  createDetails({
    bus,
    state,
    stage,
    walk: (from, key) => walkFlow(state.picture, from, key),
  });
  const shape = foldForReaders(stageHolder, { bus, state, stage });
  canvas.append(shape.element);
  requestAnimationFrame(async () => {
    await shape.open();
    rememberView({ viewport: stage.viewport, state, subject: () => `d/${data.view_key}` });
    void player.openFromAddress();
    // Downloading is at hand at once, even on a slow line.
    setTimeout(exporting, FETCH_LATER);
  });

  let shownTitle = data.title;
  const changed = () => noteVersion(player, data, true);
  catchUp(state, changed);
  if (!keepsVersion() && data.kind === 'document')
    // What is not needed for the picture comes behind it.
    void import('./viewer-following.js').then(({ followEditors }) =>
      followEditors({
        bus,
        state,
        asShown: shape.asShown,
        stage,
        player,
        ground: canvas,
        bar,
        shown: (title) => {
          for (const heading of bar.querySelectorAll('h1')) heading.textContent = title;
          document.title = document.title.replace(shownTitle, () => title);
          shownTitle = title;
        },
        newer: changed,
      }),
    );
  addEventListener('pageshow', (event) => {
    if (event.persisted) catchUp(state, changed);
  });

  document.addEventListener('keydown', (event) => {
    const { target, key } = event;
    const within = (/** @type {string} */ selector) => target instanceof Element && target.closest(selector);
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (within('input, select, textarea, dialog, [role="menu"]')) return;
    const name = PART_KEYS[key.toLowerCase()];
    if (key === '?') void showShortcuts();
    else if (player.active) return;
    else if (name) bus.emit('action.requested', { name });
    // A button or link answers to Space itself.
    else if (key === ' ' && !within('button, a, [role="slider"]')) player.toggle();
    else return;
    event.preventDefault();
  });
}

/**
 * Files may be dropped as soon as the picture is there, which comes first.
 * @param {EventBus} bus
 * @param {number} textLimit
 */
async function takeFiles(bus, textLimit) {
  const { takeDroppedFiles } = await import('../dialogs/drop-file.js');
  takeDroppedFiles({
    bus,
    textLimit,
    taken: async (code, companion) => {
      const { storeBeside } = await import('../dialogs/new-diagram.js');
      await storeBeside(bus, code, companion, { opens: true });
    },
  });
}

/** Whether the address is that of one version, as links to a step of a run have it. */
const keepsVersion = () => new URLSearchParams(location.search).has('version');

/**
 * Says which version is shown, and leads to the newest one with the run that is open.
 * @param {{ note: import('../player/notes.js').Show, handOver: () => string }} player
 * @param {import('../core/state.js').PageData} data
 * @param {boolean} changed whether there is a newer one
 */
function noteVersion(player, data, changed) {
  const goOn = () => location.assign(at(`/d/${data.view_key}`) + player.handOver());
  if (changed)
    player.note('version', `The diagram has changed since: this is version ${data.version}.`, {
      label: 'See the run on the newest version',
      run: goOn,
    });
  else if (savingKey(data.view_key ?? ''))
    player.note('version', 'This link keeps the diagram as it is now.', { label: 'Open it to edit', run: goOn });
}

/**
 * Asks what is current, because the page may come from the browser's cache, and is loaded again once where it is not
 * that. A link to a step of a run keeps its version.
 * @param {PageState} state
 * @param {() => void} changed
 */
async function catchUp(state, changed) {
  const { data } = state;
  try {
    const found = await api.documents.current(data.view_key ?? '', data.version ?? 0);
    if (found && keepsVersion()) return changed();
    const wanted = found && `${data.view_key} ${found.version}`;
    if (!wanted || state.running || readInTab(LOADED_FOR) === wanted) return;
    keepInTab(LOADED_FOR, wanted);
    if (readInTab(LOADED_FOR) === wanted) location.reload();
  } catch {
    // Out of reach, what the cache has is the best there is.
  }
}
