/**
 * The problems of the text as CodeMirror's diagnostics: underlines, marks beside the line numbers, and the offered
 * fixes.
 */
import { lintGutter, setDiagnostics } from '@codemirror/lint';
import { at, h } from '../core/dom.js';
import { addedField, justAddedLeft, showJustAdded, isJustAdded } from './added.js';
import { formOf } from './beside.js';
import { rangeOf } from './positions.js';
import { fixesOf } from './quick-fixes.js';

/** @typedef {import('../core/events.js').Problem} Problem */

const GUTTER_LIMIT = 2000;
const JUST_ADDED = 'cm-just-added';

/**
 * Marks the problems in the text: none in a statement that the canvas added within the last minute.
 * @param {import('@codemirror/view').EditorView} view @param {(problem: Problem, number: number) => void} fix
 * @returns {{ show(problems: Problem[]): void, showJustAdded(): void }} `show`: problems of the text as it is in the
 *   view
 */
export function createLintMarks(view, fix) {
  /** @type {Problem[]} */ let shown = [];
  let { doc } = view.state;
  /** @type {ReturnType<typeof setTimeout>|undefined} */ let timer;

  function mark() {
    clearTimeout(timer);
    // What was typed since moves the marks along; the next answer sets them anew.
    if (view.state.doc !== doc) return;
    const now = Date.now();
    view.dispatch(
      setDiagnostics(
        view.state,
        shown.slice(0, GUTTER_LIMIT).map((problem) => diagnosticOf(view.state, problem, fix, now)),
      ),
    );
    const left = justAddedLeft(view.state, now);
    if (left < Infinity) timer = setTimeout(mark, left);
  }

  return {
    show(problems) {
      shown = problems;
      doc = view.state.doc;
      mark();
    },
    showJustAdded() {
      view.dispatch({ effects: showJustAdded.of(null) });
      mark();
    },
  };
}

/**
 * @param {import('@codemirror/state').EditorState} state
 * @param {Problem} problem
 * @param {(problem: Problem, number: number) => void} fix
 * @param {number} now
 * @returns {import('@codemirror/lint').Diagnostic}
 */
function diagnosticOf(state, problem, fix, now) {
  const { from, to } = rangeOf(state.doc, problem, formOf(state).bom);
  const end = to === from ? Math.min(from + 1, state.doc.lineAt(from).to) : to;
  const actions = fixesOf(problem).map(({ title }, number) => ({ name: title, apply: () => fix(problem, number) }));
  return {
    from,
    to: end,
    severity: problem.severity,
    message: problem.message,
    renderMessage: () => explained(problem),
    actions,
    ...(isJustAdded(state, from, now) ? { markClass: JUST_ADDED } : {}),
  };
}

/** @param {Problem} problem @returns {HTMLElement} its message, and the way to its page in the help */
const explained = ({ message, code }) =>
  h('span', {}, message, ' ', h('a', { href: at(`/help/${code}`), target: '_blank', rel: 'noopener' }, 'Why?'));

const seen = (/** @type {readonly import('@codemirror/lint').Diagnostic[]} */ diagnostics) =>
  diagnostics.filter(({ markClass }) => markClass !== JUST_ADDED);

/** @type {import('@codemirror/state').Extension} */
export const lintMarks = [addedField, lintGutter({ markerFilter: seen, tooltipFilter: seen })];
