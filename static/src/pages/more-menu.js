/** The menu "More" of the editor's bar; on small pages it has the tools of the bar too. */
import { at } from '../core/dom.js';
import { keysOf } from '../core/shortcuts.js';
import { toggleTheme } from '../core/theme.js';
import { openMenu } from '../dialogs/menu.js';

/**
 * @param {HTMLElement} anchor
 * @param {{ bus: import('../core/event-bus.js').EventBus, small: boolean, running: boolean, find: () => void, copy:
 *   () => void }} page `small`: the tools of the bar are out of sight
 */
export function openMoreMenu(anchor, { bus, small, running, find, copy }) {
  const act = (/** @type {import('../core/events.js').ActionName} */ name) => () =>
    bus.emit('action.requested', { name });
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
    { label: 'Import…', icon: 'paste', run: act('import') },
    { label: 'Copy the code', icon: 'copy', run: copy },
    { label: 'History…', icon: 'history', keys: keysOf('history'), run: act('history') },
    { label: 'Options of runs…', icon: 'inspector', run: act('run-options') },
    { label: 'Many runs…', icon: 'dice', run: act('many-runs') },
    ...(small && !running ? /** @type {const} */ ([{ label: 'Layout…', icon: 'layout', run: act('layout') }]) : []),
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
