/** Ways to bring a text in: paste, open, drop. Each makes a diagram of one's own and goes there. */
import { DIAGRAM_FILES } from '../core/diagram-files.js';
import { at, h } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { openDialog } from '../dialogs/dialog.js';
import { takeDroppedFiles, takeFiles } from '../dialogs/drop-file.js';
import { inOurLanguage } from '../dialogs/foreign.js';
import { storeDiagram } from '../dialogs/new-diagram.js';

/** @param {HTMLElement} container @param {{ bus: import('../core/event-bus.js').EventBus, textLimit: number }} parts */
export function createIntake(container, { bus, textLimit }) {
  const tell = (/** @type {string} */ message) => bus.emit('toast.requested', { message });
  const chooser = /** @type {HTMLInputElement} */ (
    h('input', {
      type: 'file',
      accept: DIAGRAM_FILES,
      multiple: true,
      hidden: true,
      'aria-label': 'A .fz file, alone or with its companion',
    })
  );
  chooser.addEventListener('change', () => {
    // Emptying the field empties its list of files too.
    const files = [...(chooser.files ?? [])];
    chooser.value = '';
    if (files.length > 0) takeFiles(files, { textLimit, taken: make, tell });
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
            void pasted(field.value);
          }
        },
      },
      'Create the diagram',
    );
    const { close } = openDialog({ title: 'Paste text', className: 'paste-dialog', body: [field], foot: [button] });
    field.focus();
  }

  /** @param {string} code */
  async function pasted(code) {
    try {
      const brought = await inOurLanguage({ code, companion: {} });
      if (brought) await make(brought.code, brought.companion);
    } catch (error) {
      tell(/** @type {Error} */ (error).message);
    }
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
