/** The server's findings as CodeMirror's: underlines, marks beside the line numbers, and the offered fixes. */
import { lintGutter, setDiagnostics } from '@codemirror/lint';
import { h } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { formOf } from './beside.js';
import { rangeOf } from './positions.js';

/** @typedef {import('../core/events.js').Problem} Problem */

const GUTTER_LIMIT = 2000;
const ICONS = /** @type {const} */ ({ error: 'error', warning: 'warning', info: 'hint', hint: 'hint' });

/** @param {Problem['severity']} severity @returns {SVGElement} */
export const severityIcon = (severity) => {
  const drawn = icon(ICONS[severity]);
  drawn.classList.add(`severity-${severity}`);
  return drawn;
};

/**
 * Shows findings that speak of the text as it is in the view.
 * @param {import('@codemirror/view').EditorView} view @param {Problem[]} problems @param {(problem: Problem) => void} fix
 */
export function showProblems(view, problems, fix) {
  const { doc } = view.state;
  const { bom } = formOf(view.state);
  const diagnostics = problems.slice(0, GUTTER_LIMIT).map((problem) => {
    const { from, to } = rangeOf(doc, problem, bom);
    const end = to === from ? Math.min(from + 1, doc.lineAt(from).to) : to;
    const actions = problem.fix ? [{ name: problem.fix.title, apply: () => fix(problem) }] : [];
    return { from, to: end, severity: problem.severity, message: problem.message, renderMessage: () => explained(problem), actions };
  });
  view.dispatch(setDiagnostics(view.state, diagnostics));
}

/** @param {Problem} problem @returns {HTMLElement} its message, and the way to its page in the help */
const explained = ({ message, code }) => h('span', {}, message, ' ', h('a', { href: `/help/${code}`, target: '_blank', rel: 'noopener' }, 'Why?'));

export const lintMarks = lintGutter({});
