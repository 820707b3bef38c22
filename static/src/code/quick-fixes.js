/** Fixes for the line of the caret, as a menu. */
import { h } from '../core/dom.js';
import { openMenu } from '../dialogs/menu.js';
import { formOf } from './beside.js';
import { rangeOf } from './positions.js';

/**
 * @param {{ problems: () => import('../core/events.js').Problem[]|null, judged: () => Promise<string>, fix: (problem:
 *   import('../core/events.js').Problem, number: number) => void, tell: (message: string) => void }} options
 *   `problems` are those of the text as it is, null while they are not known; `judged` waits until they are, and
 *   returns why they are not
 * @returns {(view: import('@codemirror/view').EditorView) => boolean} the command
 */
export function fixesCommand({ problems, judged, fix, tell }) {
  /** @param {import('@codemirror/view').EditorView} view */
  async function offerLater(view) {
    const asked = view.state;
    const failure = await judged();
    // Whoever went on meanwhile no longer looks at this line.
    if (view.state.doc !== asked.doc || !view.state.selection.eq(asked.selection) || !view.hasFocus) return;
    const known = problems();
    if (known) offer(view, known);
    else tell(failure);
  }

  /** @param {import('@codemirror/view').EditorView} view @param {import('../core/events.js').Problem[]} known */
  function offer(view, known) {
    const { doc, selection } = view.state;
    const line = doc.lineAt(selection.main.head);
    const here = known.filter((problem) => {
      const { from, to } = rangeOf(doc, problem, formOf(view.state).bom);
      return problem.fix && from <= line.to && to >= line.from;
    });
    if (here.length === 0) {
      tell('There is nothing to fix on this line.');
      return;
    }
    const at = view.coordsAtPos(selection.main.head) ?? view.dom.getBoundingClientRect();
    const anchor = h('span', {
      class: 'menu-anchor',
      tabindex: '-1',
      onfocus: () => {
        anchor.remove();
        view.focus();
      },
    });
    anchor.style.left = `${at.left}px`;
    anchor.style.top = `${at.top}px`;
    anchor.style.height = `${at.bottom - at.top}px`;
    document.querySelector('.menu-anchor')?.remove();
    document.body.append(anchor);
    openMenu(
      anchor,
      here.flatMap((problem) =>
        fixesOf(problem).map(({ title }, number) => ({ label: title, run: () => fix(problem, number) })),
      ),
    );
  }

  return (view) => {
    if (view.state.readOnly) return true;
    const known = problems();
    if (known) offer(view, known);
    else offerLater(view);
    return true;
  };
}

/**
 * A finding among those of a text that was judged again: itself, else the equal one nearest to its line. Others may say
 * the same elsewhere.
 * @param {import('../core/events.js').Problem[]} problems
 * @param {import('../core/events.js').Problem} wanted
 * @returns {import('../core/events.js').Problem|undefined}
 */
export function findAgain(problems, wanted) {
  if (problems.includes(wanted)) return wanted;
  const away = (/** @type {import('../core/events.js').Problem} */ problem) => Math.abs(problem.line - wanted.line);
  return problems
    .filter(({ code, message }) => code === wanted.code && message === wanted.message)
    .sort((a, b) => away(a) - away(b))[0];
}

/**
 * The fixes of a finding, the most likely first.
 * @param {import('../core/events.js').Problem} problem
 * @returns {import('../core/events.js').Fix[]}
 */
export const fixesOf = ({ fix, fixes }) => fixes ?? (fix ? [fix] : []);
