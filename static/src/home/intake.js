/** Ways to bring a text in: paste, open, drop. Each makes a diagram of one's own and goes there. */
import { at, h } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { openDialog } from '../dialogs/dialog.js';
import { takeDroppedFiles, takeFile } from '../dialogs/drop-file.js';
import { storeDiagram } from '../dialogs/new-diagram.js';

/** @param {HTMLElement} container @param {{ bus: import('../core/event-bus.js').EventBus, textLimit: number }} parts */
export function createIntake(container, { bus, textLimit }) {
  const tell = (/** @type {string} */ message) => bus.emit('toast.requested', { message });
  const chooser = /** @type {HTMLInputElement} */ (
    h('input', { type: 'file', accept: '.fz,.txt,text/plain', hidden: true, 'aria-label': 'A .fz file' })
  );
  chooser.addEventListener('change', () => {
    if (chooser.files?.[0]) takeFile(chooser.files[0], { textLimit, taken: make, tell });
    chooser.value = '';
  });
  container.append(
    h('button', { class: 'card-way', type: 'button', onclick: paste }, icon('paste'), 'Paste text'),
    h('button', { class: 'card-way', type: 'button', onclick: () => chooser.click() }, icon('file'), 'Open a file'),
    chooser,
  );

  takeDroppedFiles({ bus, textLimit, taken: make });

  function paste() {
    const field = /** @type {HTMLTextAreaElement} */ (
      h('textarea', { class: 'input paste-text', rows: 14, spellcheck: 'false', 'aria-label': 'Text of the diagram' })
    );
    const button = h(
      'button',
      {
        class: 'button primary',
        type: 'button',
        onclick: () => {
          if (field.value.trim()) {
            close();
            make(field.value, {});
          }
        },
      },
      'Create the diagram',
    );
    const { close } = openDialog({ title: 'Paste text', className: 'paste-dialog', body: [field], foot: [button] });
    field.focus();
  }

  /** @param {string} code @param {import('../core/events.js').Companion} companion */
  async function make(code, companion) {
    try {
      const key = await storeDiagram(code, companion);
      if (key) location.href = at(`/d/${key}`);
    } catch (error) {
      tell(/** @type {Error} */ (error).message);
    }
  }
}
