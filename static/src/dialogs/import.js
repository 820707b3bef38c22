/** Texts in other formats become diagrams. What is left out is shown before anything is kept. */
import { api } from '../api/client.js';
import { DIAGRAM_FILES } from '../core/diagram-files.js';
import { at, h } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { openDialog } from './dialog.js';

/** @typedef {{ code: string, companion: import('../core/events.js').Companion }} Brought */
/** @typedef {{ what: string, where: string, why: string }} Omission */

const FORMATS = /** @type {Record<string, string>} */ ({
  json: 'a JSON graph',
  csv: 'CSV',
  mermaid: 'Mermaid',
  swimlane: 'Mermaid',
  fz: 'this language',
});

/**
 * Makes a text in our language; where something is left out, asks first.
 * @param {string} text
 * @param {string} [name] of its file
 * @returns {Promise<Brought|null>} null where nobody wants it
 * @throws {Error} with what the server says
 */
export async function bringIn(text, name = '') {
  const made = await api.convert({ text, to: 'fz', name });
  const brought = { code: made.text, companion: made.companion };
  if (made.left_out.length === 0) return brought;
  return new Promise((answer) => {
    /** @type {Brought|null} */ let taken = null;
    const keep = h(
      'button',
      {
        class: 'button primary',
        type: 'button',
        onclick: () => {
          taken = brought;
          close();
        },
      },
      'Import the rest',
    );
    const cancel = h('button', { class: 'button', type: 'button', onclick: () => close() }, 'Cancel');
    const { element, close } = openDialog({
      title: `Import from ${FORMATS[made.from] ?? made.from}`,
      className: 'omissions-dialog',
      body: [h('p', {}, 'This is left out:'), omissions(made.left_out), help(made.from)],
      foot: [cancel, keep],
    });
    element.addEventListener('close', () => answer(taken));
    keep.focus();
  });
}

/** @param {Omission[]} told @returns {HTMLElement} a list of them */
export function omissions(told) {
  return h(
    'ul',
    { class: 'omissions', tabindex: 0, 'aria-label': 'What does not come along' },
    ...told.map(({ what, where, why }) => h('li', {}, h('b', {}, what), where ? ` (${where})` : '', `: ${why}`)),
  );
}

/** @param {string} format @returns {HTMLElement} the way to its page in the help */
export const help = (format) =>
  h(
    'p',
    { class: 'small-text' },
    h('a', { href: at(`/help/formats/${format}`), target: '_blank', rel: 'noopener' }, 'What this format can hold'),
  );

/**
 * Asks for a text or a file in any format that can be read.
 * @param {{ taken: (text: string) => Promise<void>, files: (files: File[]) => void }} parts
 */
export function openImportDialog({ taken, files }) {
  const field = /** @type {HTMLTextAreaElement} */ (
    h('textarea', {
      class: 'input paste-text',
      rows: 12,
      spellcheck: 'false',
      'aria-label': 'Text in Mermaid, CSV, JSON or this language',
      placeholder: 'flowchart LR\n  A[Order] --> B{In stock?}',
    })
  );
  const chooser = /** @type {HTMLInputElement} */ (
    h('input', { type: 'file', accept: DIAGRAM_FILES, hidden: true, 'aria-label': 'A file to import' })
  );
  chooser.addEventListener('change', () => {
    const chosen = [...(chooser.files ?? [])];
    if (chosen.length === 0) return;
    close();
    files(chosen);
  });
  const open = h(
    'button',
    { class: 'button', type: 'button', onclick: () => chooser.click() },
    icon('file'),
    'Open a file',
  );
  const make = h(
    'button',
    {
      class: 'button primary',
      type: 'button',
      onclick: () => {
        if (!field.value.trim()) {
          field.focus();
          return;
        }
        close();
        void taken(field.value);
      },
    },
    'Import',
  );
  const { close } = openDialog({
    title: 'Import',
    className: 'paste-dialog',
    body: [h('p', { class: 'muted' }, 'Paste a Mermaid flowchart, a CSV table or a JSON graph.'), field, chooser],
    foot: [open, make],
  });
  field.focus();
}
