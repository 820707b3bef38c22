/** Fixes for the line of the caret, as a menu. */
import { h } from '../core/dom.js';
import { openMenu } from '../dialogs/menu.js';
import { formOf } from './beside.js';
import { fixesOf } from './finding.js';
import { rangeOf } from './positions.js';

/**
 * @param {{ problems: () => import('../core/events.js').Problem[], fix: (problem: import('../core/events.js').Problem,
 *   number: number) => void, tell: (message: string) => void }} options
 *   `problems` are those of the text as it is
 * @returns {(view: import('@codemirror/view').EditorView) => boolean} the command
 */
export function fixesCommand({ problems, fix, tell }) {
  return (view) => {
    if (view.state.readOnly) return true;
    const { doc, selection } = view.state;
    const line = doc.lineAt(selection.main.head);
    const here = problems().filter((problem) => {
      const { from, to } = rangeOf(doc, problem, formOf(view.state).bom);
      return problem.fix && from <= line.to && to >= line.from;
    });
    if (here.length === 0) {
      tell('There is nothing to fix on this line.');
      return true;
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
    return true;
  };
}
