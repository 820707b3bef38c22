/** The list of shortcuts, as a dialog and for the help page. */
import { h } from '../core/dom.js';
import { SHORTCUTS, keyLabel } from '../core/shortcuts.js';
import { openDialog } from './dialog.js';

/**
 * @param {{ forReaders?: boolean }} [which] `forReaders`: those of the view page alone
 * @returns {HTMLElement[]} one section a group of shortcuts
 */
export function shortcutGroups({ forReaders = false } = {}) {
  return SHORTCUTS.filter((group) => !forReaders || group.forReaders).map(({ title, note, shortcuts }) =>
    h(
      'section',
      { class: 'keyboard-group' },
      h('h3', { class: 'section-title' }, title),
      note && h('p', { class: 'muted small-text' }, note),
      h(
        'dl',
        {},
        ...shortcuts.map(({ keys, does }) =>
          h(
            'div',
            { class: 'keyboard-row' },
            h('dt', {}, does),
            h('dd', {}, ...keys.map((one) => h('kbd', { class: 'key' }, keyLabel(one)))),
          ),
        ),
      ),
    ),
  );
}

/** @param {{ forReaders?: boolean }} [which] */
export function openKeyboardDialog(which) {
  if (document.querySelector('.keyboard-dialog')) return;
  const groups = h(
    'div',
    { class: 'keyboard-groups', tabindex: '0', role: 'group', 'aria-label': 'All shortcuts' },
    h('div', { class: 'keyboard-columns' }, ...shortcutGroups(which)),
  );
  openDialog({ title: 'Keyboard', body: [groups], className: 'keyboard-dialog' });
}
