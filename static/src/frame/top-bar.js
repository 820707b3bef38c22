/**
 * The bar over the editor: where home is, what the document is called, how safe it is, and what can be done with it.
 */
import { composes } from '../core/composition.js';
import { at, h } from '../core/dom.js';
import { icon, logo } from '../core/icons.js';
import { currentTheme, toggleTheme } from '../core/theme.js';

/** @typedef {import('../core/events.js').SaveState} SaveState */

const SAVE_ICONS = /** @type {Partial<Record<SaveState, import('../core/icons.js').IconName>>} */ ({
  saved: 'check',
  offline: 'offline',
  refused: 'warning',
  conflict: 'warning',
  ended: 'warning',
});
/** States in which nobody has to do anything. */
const NOT_TOLD = new Set(['saved', 'unsaved', 'saving', 'new', 'sample']);
const mac = /Mac|iP(hone|ad)/.test(navigator.platform);
const keys = (/** @type {string} */ text) => (mac ? text.replace('Ctrl ', '⌘').replace('Shift ', '⇧') : text);

/**
 * @param {HTMLElement} container
 * @param {{ bus: import('../core/event-bus.js').EventBus, state: import('../core/state.js').PageState, more: (anchor:
 *   HTMLElement) => void, conflict: () => void }} options
 * @returns {{ exportButton: HTMLElement, layoutButton: HTMLElement, moreButton: HTMLElement, setRunnable(reason:
 *   string): void }}
 */
export function createTopBar(container, { bus, state, more, conflict }) {
  const act = (/** @type {import('../core/events.js').ActionName} */ name) => () =>
    bus.emit('action.requested', { name });
  const titleButton = h('button', { class: 'title-button', type: 'button', 'data-tip': 'Rename', onclick: rename });
  const title = h('h1', { class: 'top-title' }, titleButton);
  const saveState = h('button', {
    class: 'save-state',
    type: 'button',
    tabindex: '-1',
    onclick: () => {
      if (saveState.dataset.state === 'conflict') conflict();
    },
  });
  const status = h('span', { role: 'status', class: 'save-status', 'aria-live': 'off' }, saveState);
  const undo = iconButton('undo', 'Undo', keys('Ctrl Z'), act('undo'));
  const redo = iconButton('redo', 'Redo', keys('Ctrl Shift Z'), act('redo'));
  const layoutButton = iconButton('layout', 'Layout', '', act('layout'));
  const historyButton = iconButton('history', 'History', keys('Ctrl Shift H'), act('history'));
  historyButton.setAttribute('aria-haspopup', 'dialog');
  const exportButton = iconButton('download', 'Export', '', act('export'));
  const themeButton = iconButton('theme', 'Light or dark', '', () => {
    toggleTheme();
    nameTheme();
  });
  const moreButton = iconButton('more', 'More', '', () => more(moreButton));
  moreButton.setAttribute('aria-haspopup', 'menu');
  layoutButton.setAttribute('aria-haspopup', 'menu');
  exportButton.setAttribute('aria-haspopup', 'menu');
  const run = h('button', { class: 'button primary run-button', type: 'button', onclick: runOrEnd });
  const share = h(
    'button',
    { class: 'button share-button', type: 'button', onclick: act('share') },
    icon('share'),
    h('span', {}, 'Share'),
  );

  let depth = { undo: false, redo: false };
  /** A run waits for what is under way. */ let waiting = false;

  container.append(
    h(
      'header',
      { class: 'top-bar' },
      h(
        'a',
        { class: 'home-link', href: at('/'), 'aria-label': 'Home', 'data-tip': 'Home', 'data-tip-at': 'start' },
        logo(),
        icon('chevron-left', 20),
      ),
      h('div', { class: 'top-names' }, title, status),
      h('span', { class: 'spacer' }),
      h('div', { class: 'top-people' }),
      h(
        'div',
        { class: 'top-tools wide-only' },
        undo,
        redo,
        h('span', { class: 'top-line' }),
        layoutButton,
        historyButton,
        exportButton,
        themeButton,
      ),
      moreButton,
      share,
      run,
    ),
  );

  function runOrEnd() {
    act(state.running || waiting ? 'end-run' : 'run')();
  }

  function nameTheme() {
    const name = currentTheme() === 'dark' ? 'Light theme' : 'Dark theme';
    themeButton.setAttribute('aria-label', name);
    themeButton.dataset.tip = name;
  }

  function showTitle() {
    const name = state.data.title || 'Untitled diagram';
    titleButton.textContent = name;
    titleButton.setAttribute('aria-label', `${name}: rename`);
    titleButton.classList.toggle('is-untitled', !state.data.title);
    document.title = `${name} - Lanestep`;
  }

  function showRun() {
    run.replaceChildren(
      icon(state.running ? 'close' : 'play'),
      h('span', {}, state.running ? 'End run' : waiting ? 'Starting…' : 'Run'),
    );
    run.setAttribute('aria-busy', String(waiting));
    run.classList.toggle('primary', !state.running);
  }

  function showHistory() {
    layoutButton.toggleAttribute('disabled', state.running);
    undo.toggleAttribute('disabled', !depth.undo);
    redo.toggleAttribute('disabled', !depth.redo);
  }

  function rename() {
    if (state.running) return;
    const input = /** @type {HTMLInputElement} */ (
      h('input', {
        class: 'input title-input',
        value: state.data.title,
        'aria-label': 'Title',
        placeholder: 'Untitled diagram',
        maxlength: '200',
      })
    );
    let open = true;
    const close = (/** @type {boolean} */ keep) => {
      if (!open) return;
      open = false;
      const name = input.value.trim();
      title.replaceChildren(titleButton);
      if (keep && name !== state.data.title)
        bus.emit('title.changed', { title: name, description: state.data.companion.description ?? '' });
    };
    input.addEventListener('blur', () => close(true));
    input.addEventListener('keydown', (event) => {
      if ((event.key !== 'Enter' && event.key !== 'Escape') || composes(event)) return;
      event.preventDefault();
      close(event.key === 'Enter');
      titleButton.focus();
    });
    title.replaceChildren(input);
    input.focus();
    input.select();
  }

  bus.on('title.changed', showTitle);
  bus.on('action.requested', ({ name }) => {
    if (name === 'rename-title') rename();
  });
  bus.on('history.changed', (now) => {
    depth = now;
    showHistory();
  });
  bus.on('run.changed', () => {
    showRun();
    showHistory();
  });
  bus.on('run.awaited', (now) => {
    waiting = now.waiting;
    showRun();
  });
  bus.on('save.changed', ({ state: name, message }) => {
    // Said with every key: what stands there already would only be laid out anew.
    if (saveState.dataset.state === name && saveState.textContent === message) return;
    const drawn = SAVE_ICONS[name];
    // What goes well is not told after every change.
    status.setAttribute('aria-live', NOT_TOLD.has(name) ? 'off' : 'polite');
    saveState.replaceChildren(...(drawn ? [icon(drawn)] : []), h('span', {}, message));
    saveState.dataset.state = name;
    saveState.tabIndex = name === 'conflict' ? 0 : -1;
  });
  showTitle();
  showRun();
  showHistory();
  nameTheme();

  return {
    exportButton,
    layoutButton,
    moreButton,
    /** @param {string} reason why nothing can run; '' when it can */
    setRunnable(reason) {
      run.setAttribute('aria-disabled', String(reason !== ''));
      if (reason === '') delete run.dataset.tip;
      else Object.assign(run.dataset, { tip: reason, tipAt: 'end' });
    },
  };
}

/**
 * @param {import('../core/icons.js').IconName} name
 * @param {string} label
 * @param {string} shortcut
 * @param {() => void} run
 * @returns {HTMLElement}
 */
export function iconButton(name, label, shortcut, run) {
  return h(
    'button',
    {
      class: 'icon-button',
      type: 'button',
      'aria-label': label,
      'data-tip': label,
      'data-keys': shortcut || null,
      onclick: run,
    },
    icon(name),
  );
}
