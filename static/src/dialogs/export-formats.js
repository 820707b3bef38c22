/** The diagram as a file for other programs; what a format cannot hold is shown when the file is made. */
import { api } from '../api/client.js';
import { h } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { openDialog } from './dialog.js';
import { download } from './files.js';
import { help, omissions } from './import.js';

/** @typedef {'mermaid'|'swimlane'|'sequence'|'csv'|'json'|'dot'|'bpmn'} Name */
const FORMATS = /** @type {const} */ ([
  ['mermaid', 'Mermaid flowchart', 'For pages that draw Mermaid; each lane is a subgraph.'],
  ['swimlane', 'Mermaid swimlane', 'For Mermaid 11.16 and newer, which draws real lanes.'],
  ['sequence', 'Mermaid sequence', 'Who tells whom what, one message after the other.'],
  ['csv', 'CSV', 'A table for spreadsheets: one row for each node.'],
  ['json', 'JSON graph', 'All of the diagram as lists, for programs.'],
  ['bpmn', 'BPMN 2.0', 'For programs that model processes, placed as here.'],
  ['dot', 'DOT', 'For Graphviz, which makes a layout of its own.'],
]);

/** @param {import('./export-file.js').ExportParts} parts */
export function openFormatsDialog({ bus, code, companion }) {
  const inputs = FORMATS.map(([name, title, about], number) => {
    const input = /** @type {HTMLInputElement} */ (
      h('input', { type: 'radio', name: 'other-format', value: name, checked: number === 0 })
    );
    return {
      name,
      title,
      input,
      row: h('label', { class: 'format-row' }, input, h('span', {}, h('b', {}, title), ` ${about}`)),
    };
  });
  const problem = h('div', { class: 'export-problem', role: 'alert' });
  const save = /** @type {HTMLButtonElement} */ (
    h('button', { class: 'button primary', type: 'button', onclick: make }, icon('download'), h('span', {}, 'Download'))
  );
  const { close } = openDialog({
    title: 'Export for other programs',
    className: 'export-dialog',
    body: [
      h('fieldset', { class: 'field format-rows' }, h('legend', {}, 'Format'), ...inputs.map(({ row }) => row)),
      problem,
    ],
    foot: [save],
  });

  async function make() {
    const { name, title } = inputs.find(({ input }) => input.checked) ?? /** @type {never} */ (inputs[0]);
    save.disabled = true;
    problem.replaceChildren();
    try {
      const made = await api.convert({ text: code(), to: name, from: 'fz', companion: companion() });
      download(new Blob([made.text], { type: made.mimetype }), made.file_name);
      close();
      bus.emit('toast.requested', { message: `${title} downloaded.` });
      if (made.lost.length > 0) tellLost(title, name, made.lost);
    } catch (error) {
      problem.replaceChildren(icon('warning'), h('p', {}, /** @type {Error} */ (error).message));
    } finally {
      save.disabled = false;
    }
  }
}

/** @param {string} title @param {Name} name @param {import('./import.js').Omission[]} lost */
function tellLost(title, name, lost) {
  const done = h('button', { class: 'button primary', type: 'button', onclick: () => close() }, 'OK');
  const { close } = openDialog({
    title: `${title}: what the file does not hold`,
    className: 'omissions-dialog',
    body: [omissions(lost), help(name)],
    foot: [done],
  });
  done.focus();
}
