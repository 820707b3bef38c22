/** The page of a diagram's history, for those who may edit it. */
import { api } from '../api/client.js';
import { at, h, pageData } from '../core/dom.js';
import { EventBus } from '../core/event-bus.js';
import { guardFocus } from '../core/focus.js';
import { savingKey } from '../core/keys.js';
import { themeButton } from '../dialogs/theme-button.js';
import { createToasts, createVoice } from '../dialogs/toasts.js';
import { createHistoryView } from '../history/history-view.js';

const { view_key: viewKey } = /** @type {{ view_key: string }} */ (pageData());
const bus = new EventBus();
const main = /** @type {HTMLElement} */ (document.getElementById('main'));
createToasts({ bus });
createVoice({ bus });
guardFocus('.history-choose, main a');
document.getElementById('page-tools')?.append(themeButton());
const key = savingKey(viewKey);
if (key) show(key);
else
  main.replaceChildren(
    h(
      'div',
      { class: 'history-closed' },
      h('h2', {}, 'The history is for those who may edit'),
      h(
        'p',
        {},
        'This browser may view the diagram. Ask its owner for a link to edit it, and open that link here first.',
      ),
      h('a', { class: 'button', href: at(`/d/${viewKey}`) }, 'Open the diagram'),
    ),
  );

/** @param {string} own the key with which the history is read */
function show(own) {
  const view = createHistoryView(main, { bus, key: own, restore });
  view.reload();

  /** @param {{ version: number }} old @param {string} when @param {number} current */
  async function restore(old, when, current) {
    await api.documents.restore(own, old.version);
    bus.emit('toast.requested', {
      message: `The version of ${when.toLowerCase()} is the current one now.`,
      action: { label: 'Undo', run: () => undo(current) },
    });
    await view.reload();
  }

  /** @param {number} before what was current */
  async function undo(before) {
    try {
      await api.documents.restore(own, before);
      bus.emit('toast.requested', { message: 'The diagram is as it was before.' });
      await view.reload();
    } catch (error) {
      bus.emit('toast.requested', { message: /** @type {Error} */ (error).message });
    }
  }
}
