/** Ways to bring a text in: paste, open, drop. Each makes a diagram of one's own and goes there. */
import { at } from '../core/addresses.js';
import { h } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { readTextFile } from '../core/text-file.js';
import { openDialog } from '../dialogs/dialog.js';
import { storeDiagram } from '../dialogs/new-diagram.js';

/** @param {HTMLElement} place @param {{ bus: import('../core/event-bus.js').EventBus, textLimit: number }} parts */
export function createIntake(place, { bus, textLimit }) {
  const chooser = /** @type {HTMLInputElement} */ (h('input', { type: 'file', accept: '.fz,.txt,text/plain', hidden: true, 'aria-label': 'A .fz file' }));
  chooser.addEventListener('change', () => { if (chooser.files?.[0]) take(chooser.files[0]); chooser.value = ''; });
  place.append(
    h('button', { class: 'card-way', type: 'button', onclick: paste }, icon('paste'), 'Paste text'),
    h('button', { class: 'card-way', type: 'button', onclick: () => chooser.click() }, icon('file'), 'Open a file'),
    chooser);

  document.addEventListener('dragover', (event) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    document.body.classList.add('dropping');
  });
  document.addEventListener('dragleave', (event) => { if (!event.relatedTarget) document.body.classList.remove('dropping'); });
  document.addEventListener('drop', (event) => {
    document.body.classList.remove('dropping');
    const file = event.dataTransfer?.files[0];
    if (!file) return;
    event.preventDefault();
    take(file);
  });

  function paste() {
    const field = /** @type {HTMLTextAreaElement} */ (h('textarea', { class: 'input paste-text', rows: 14, spellcheck: 'false', 'aria-label': 'Text of the diagram' }));
    const button = h('button', { class: 'button primary', type: 'button', onclick: () => { if (field.value.trim()) { close(); make(field.value, ''); } } }, 'Make a diagram');
    const { close } = openDialog({ title: 'Paste text', className: 'paste-dialog', body: [field], foot: [button] });
    field.focus();
  }

  /** @param {File} file */
  async function take(file) {
    try {
      const { text, encoding } = await readTextFile(file, textLimit);
      await make(text, file.name.replace(/\.\w+$/, ''), encoding);
    } catch (error) {
      bus.emit('toast.requested', { message: /** @type {Error} */ (error).message });
    }
  }

  /** @param {string} code @param {string} title @param {string} [encoding] */
  async function make(code, title, encoding) {
    try {
      const key = await storeDiagram(code, { ...(title && { title: title.slice(0, 200) }), ...(encoding && { encoding }) });
      if (key) location.href = at(`/d/${key}`);
    } catch (error) {
      bus.emit('toast.requested', { message: /** @type {Error} */ (error).message });
    }
  }
}
