/**
 * Every shortcut, once: the code binds its commands from this list, and the dialog "Keyboard" shows it. Canvas, run and
 * page read their
 * keys themselves; a test holds them to this list (`tests/frontend/shortcuts-in-code.test.js`).
 * Keys are written as CodeMirror writes them; `Mod` is Ctrl, on a Mac Command.
 * @typedef {{ keys: string[], also?: string[], does: string, command?: string }} Shortcut
 *   `also`: keys that do the same and need no mention; `command` names what the code binds to the keys
 * @typedef {{ title: string, note?: string, forReaders?: boolean, shortcuts: Shortcut[] }} ShortcutGroup `note`: where
 *   they do not work; `forReaders`: whether the view page has them
 */

/** @type {ShortcutGroup[]} */
export const SHORTCUTS = [
  {
    title: 'Everywhere',
    shortcuts: [
      { keys: ['Mod-s'], does: 'Save now' },
      { keys: ['Mod-z'], does: 'Undo', command: 'undo' },
      { keys: ['Mod-Shift-z', 'Mod-y'], does: 'Redo', command: 'redo' },
      { keys: ['Mod-Shift-h'], does: 'Open the history', command: 'history' },
      { keys: ['?'], does: 'Show these shortcuts' },
    ],
  },
  {
    title: 'In the code',
    shortcuts: [
      { keys: ['Ctrl-Space'], does: 'Show suggestions' },
      { keys: ['Tab'], does: 'Accept the suggestion' },
      { keys: ['F12'], does: 'Go to the declaration (or Ctrl and click)', command: 'declaration' },
      { keys: ['Shift-F12'], does: 'Go to the next use', command: 'next-use' },
      { keys: ['F2'], does: 'Rename a node or lane everywhere', command: 'rename' },
      { keys: ['Mod-.'], does: 'Show fixes for this line', command: 'fixes' },
      { keys: ['F8'], does: 'Go to the next problem' },
      { keys: ['Shift-Alt-f'], does: 'Format the code', command: 'format' },
      { keys: ['Mod-Shift-o'], does: 'Go to a lane or node', command: 'go-to' },
      { keys: ['Mod-f'], does: 'Find and replace' },
      { keys: ['Mod-/'], does: 'Comment or uncomment the line' },
      { keys: ['Ctrl-Shift-['], does: 'Fold the lane' },
      { keys: ['Ctrl-Shift-]'], does: 'Unfold the lane' },
      { keys: ['Alt-ArrowUp', 'Alt-ArrowDown'], does: 'Move the line' },
    ],
  },
  {
    title: 'On the canvas',
    note: 'In a run, its own keys are in their place.',
    shortcuts: [
      { keys: ['ArrowRight', 'ArrowLeft'], does: 'Go to the next or previous node (↓ ↑ where time runs down)' },
      { keys: ['ArrowUp', 'ArrowDown'], does: 'Go to another branch' },
      {
        keys: ['Shift-ArrowRight', 'Shift-ArrowLeft', 'Shift-ArrowUp', 'Shift-ArrowDown'],
        also: ['Shift-Home', 'Shift-End'],
        does: 'Extend the selection to that node',
      },
      { keys: ['Home', 'End'], does: 'Go to the start or the end' },
      {
        keys: ['Alt-ArrowRight', 'Alt-ArrowLeft', 'Alt-ArrowUp', 'Alt-ArrowDown'],
        does: 'Move the node by one column or row',
      },
      { keys: ['Enter'], also: ['F2'], does: 'Rename' },
      { keys: ['1', '2', '3', '4'], does: 'Add an event, an activity, a decision or a task' },
      { keys: ['c'], does: 'Connect the selected node' },
      { keys: ['i'], does: 'Insert an activity into the selected edge' },
      { keys: ['m'], does: 'Move to another lane' },
      { keys: ['b'], does: 'Set or remove a breakpoint at the selected node or edge' },
      { keys: ['r'], does: 'Run to the selected node' },
      { keys: ['g'], does: 'Show the shortest run to the selected node' },
      { keys: ['Mod-c', 'Mod-x', 'Mod-v'], does: 'Copy, cut or paste, also between diagrams' },
      { keys: ['Mod-d'], does: 'Duplicate' },
      { keys: ['Mod-a'], does: 'Select all' },
      { keys: ['Delete'], also: ['Backspace'], does: 'Delete' },
      { keys: ['Shift-Delete'], also: ['Shift-Backspace'], does: 'Delete and close the gap' },
      { keys: ['v', 'h'], does: 'Select, or drag the view' },
      { keys: ['Shift-1'], does: 'Fit the diagram' },
      { keys: ['Shift-2'], does: 'Fit the selection' },
      { keys: ['Shift-0'], does: 'Zoom to 100 %' },
      { keys: ['+', 'Minus'], also: ['='], does: 'Zoom in or out' },
      { keys: ['Space'], also: ['Shift-Space'], does: 'Hold to drag the view' },
      { keys: ['Escape'], does: 'Cancel the tool, the new edge or the selection' },
    ],
  },
  {
    title: 'On the view page',
    note: 'In a run, its own keys are in their place.',
    forReaders: true,
    shortcuts: [
      { keys: ['Space'], does: 'Start a run and play it' },
      { keys: ['Enter'], does: 'Show the details of a node' },
      {
        keys: ['ArrowRight', 'ArrowLeft', 'ArrowUp', 'ArrowDown'],
        does: 'Go to another node while details are shown; else move the view',
      },
      { keys: ['b'], does: 'Set or remove a breakpoint at the node or edge whose details are shown' },
      { keys: ['r'], does: 'Run to that node' },
      { keys: ['g'], does: 'Show the shortest run to that node' },
      { keys: ['Shift-1'], does: 'Fit the diagram' },
      { keys: ['Shift-0'], does: 'Zoom to 100 %' },
      { keys: ['+', 'Minus'], also: ['='], does: 'Zoom in or out' },
      { keys: ['Escape'], does: 'Close the details' },
      { keys: ['?'], does: 'Show these shortcuts' },
    ],
  },
  {
    title: 'In a run',
    forReaders: true,
    shortcuts: [
      {
        keys: ['ArrowRight', 'ArrowLeft'],
        also: ['PageDown', 'PageUp'],
        does: 'One step forward or back',
      },
      { keys: ['Space'], does: 'Play or pause' },
      { keys: ['Home', 'End'], does: 'Go to the start or the end' },
      { keys: ['1 … 9'], does: 'Choose at a decision (without Shift on any keyboard)' },
      {
        keys: ['Shift-ArrowRight', 'Shift-ArrowLeft', 'Shift-ArrowUp', 'Shift-ArrowDown'],
        does: 'Point at another node',
      },
      { keys: ['b'], does: 'Set or remove a breakpoint at the node pointed at, else at the active one' },
      { keys: ['r'], does: 'Run to the node pointed at' },
      { keys: ['g'], does: 'Show the shortest run to the node pointed at' },
      { keys: ['l'], does: 'Go to the log and the breakpoints' },
      { keys: ['Shift-Home'], does: 'Restart' },
      { keys: ['k'], does: 'Restart goes here, or to the beginning again' },
      { keys: ['<', '>'], does: 'Play slower or faster' },
      { keys: ['s'], does: 'Choose at random from here on' },
      { keys: ['c'], does: 'Centre the active node' },
      { keys: ['Shift-1'], also: ['Shift-2'], does: 'Fit the diagram' },
      { keys: ['Shift-0'], does: 'Zoom to 100 %' },
      { keys: ['+', 'Minus'], also: ['='], does: 'Zoom in or out' },
      { keys: ['u'], does: 'Copy a link to this step' },
      { keys: ['o'], does: 'Open the options of runs' },
      { keys: ['p'], does: 'Present the run, or leave the presentation' },
      { keys: ['f'], does: 'Let others follow the run, or no longer' },
      { keys: ['Escape'], does: 'Point at no node, leave the presentation, or end the run' },
    ],
  },
];

const WORDS = /** @type {Record<string, string>} */ ({
  Ctrl: 'Ctrl',
  ArrowRight: '→',
  ArrowLeft: '←',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
  Minus: '−',
});
const onMac = () => typeof navigator !== 'undefined' && /Mac|iP(hone|ad)/.test(navigator.platform);

/** A key as people read it. @param {string} keys such as `Mod-Shift-z` @returns {string} such as `Ctrl Shift Z` */
export function keyLabel(keys) {
  const word = (/** @type {string} */ part) =>
    part === 'Mod' ? (onMac() ? '⌘' : 'Ctrl') : (WORDS[part] ?? (part.length === 1 ? part.toUpperCase() : part));
  return keys.split('-').map(word).join(' ');
}

/** The shortcut of a command, for menus and tips. @param {string} command @returns {string} '' where it has none */
export function keysOf(command) {
  const found = SHORTCUTS.flatMap((group) => group.shortcuts).find((shortcut) => shortcut.command === command);
  const [first] = found?.keys ?? [];
  return first ? keyLabel(first) : '';
}
