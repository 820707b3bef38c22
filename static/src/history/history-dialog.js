/** The history in the editor: over all panes, below the bar. A file of its own, loaded when it is opened. */
import { h } from '../core/dom.js';
import { rememberFocus } from '../core/focus.js';
import { loadStyles } from '../core/styles.js';
import { createHistoryView } from './history-view.js';

/**
 * @param {{ bus: import('../core/event-bus.js').EventBus, key: string, restore: (version:
 *   import('../api/types').DocumentReply, when: string) => Promise<void> }} parts `restore` puts an old version into
 *   the editor, and says so
 */
export async function openHistoryDialog({ bus, key, restore }) {
  if (document.querySelector('.history-dialog')) return;
  await loadStyles('history.css');
  const element = /** @type {HTMLDialogElement} */ (h('dialog', { class: 'history-dialog', 'aria-label': 'History' }));
  const from = rememberFocus();
  const view = createHistoryView(element, {
    bus,
    key,
    close: () => element.close(),
    async restore(version, when) {
      element.close();
      await restore(version, when);
    },
  });
  element.addEventListener('close', () => {
    view.end();
    element.remove();
    from.back();
  });
  document.body.append(element);
  element.showModal();
  await view.reload();
}
