/** The commands of the code, bound to the keys of the one list of shortcuts. */
import { Prec } from '@codemirror/state';
import { EditorView, keymap, tooltips } from '@codemirror/view';
import { api } from '../api/client.js';
import { SHORTCUTS } from '../core/shortcuts.js';
import { nameCommands, names } from './names.js';
import { fixesCommand } from './quick-fixes.js';
import { renameBox, renameCommand } from './rename-box.js';
import { hoverHelp } from './hover-help.js';

// Help on the first lines is shown under them, not behind the bar above the code.
const belowTheBar = tooltips({
  tooltipSpace: (view) => ({
    left: 0,
    top: view.dom.getBoundingClientRect().top,
    right: innerWidth,
    bottom: innerHeight,
  }),
});

/**
 * @param {{ problems: () => import('../core/events.js').Problem[]|null, judged: () => Promise<string>,
 *   fix: (problem: import('../core/events.js').Problem, number: number) => void,
 *   perform: (ask: import('../session/edit-queue.js').Ask) => Promise<unknown>, tell: (message: string) => void, act:
 *   (name: 'format'|'go-to'|'history'|'next-problem') => void,
 *   undo: () => boolean, redo: () => boolean }} options
 * @returns {import('@codemirror/state').Extension}
 */
export function codeCommands({ problems, judged, fix, perform, tell, act, undo, redo }) {
  const ofNames = nameCommands(tell);
  /** @type {Record<string, (view: import('@codemirror/view').EditorView) => boolean>} */
  const commands = {
    ...ofNames,
    undo,
    redo,
    rename: renameCommand({
      tell,
      rename: ({ kind, id }, name) => perform((work) => api.rename(work, { kind, id, new_id: name })),
    }),
    fixes: fixesCommand({ problems, judged, fix, tell }),
    format: () => {
      act('format');
      return true;
    },
    'go-to': () => {
      act('go-to');
      return true;
    },
    history: () => {
      act('history');
      return true;
    },
  };
  const bound = SHORTCUTS.flatMap(({ shortcuts }) => shortcuts).flatMap(({ keys, command }) =>
    command ? keys.map((key) => ({ key, run: commands[command], preventDefault: true })) : [],
  );
  // CodeMirror goes to the next problem itself.
  const toProblem = {
    key: 'F8',
    run: () => {
      act('next-problem');
      return false;
    },
  };
  // The browser's own menu has them too.
  const menu = EditorView.domEventHandlers({
    beforeinput(event) {
      const command = { historyUndo: undo, historyRedo: redo }[event.inputType];
      if (!command) return false;
      event.preventDefault();
      command();
      return true;
    },
  });
  return [
    belowTheBar,
    renameBox,
    hoverHelp,
    names(ofNames.declaration),
    Prec.high([keymap.of([...bound, toProblem]), menu]),
  ];
}
