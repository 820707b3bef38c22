/**
 * Help on what is under the pointer, written by the server. Typing never waits for it: what comes too late is dropped.
 */
import { hoverTooltip } from '@codemirror/view';
import { api } from '../api/client.js';
import { h } from '../core/dom.js';
import { codeOf, formOf } from './beside.js';
import { rangeOf } from './positions.js';

const AFTER = 350;

/** @type {import('@codemirror/state').Extension} */
export const hoverHelp = hoverTooltip(
  async (view, offset) => {
    const { state } = view;
    const line = state.doc.lineAt(offset);
    if (line.text.trim() === '') return null;
    const { bom } = formOf(state);
    const column = offset - line.from + 1 + (bom && line.number === 1 ? 1 : 0);
    try {
      const { hover } = await api.assist(codeOf(state), 'hover', line.number, column);
      if (!hover || view.state.doc !== state.doc) return null;
      const { from, to } = rangeOf(state.doc, hover, bom);
      return { pos: from, end: to, above: true, create: () => ({ dom: card(hover) }) };
    } catch {
      // Without the server there is no help.
      return null;
    }
  },
  { hoverTime: AFTER, hideOnChange: true },
);

/** @param {{ title: string, lines: string[] }} hover @returns {HTMLElement} */
const card = ({ title, lines }) =>
  h('div', { class: 'cm-words' }, h('strong', {}, title), ...lines.map((line) => h('span', {}, line)));
