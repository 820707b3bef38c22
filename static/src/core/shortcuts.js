/**
 * Every shortcut, once: the code binds its commands from this list, and the dialog "Keyboard" shows it. Canvas, run and page read their
 * keys themselves; a test holds them to this list (`tests/frontend/shortcuts-in-code.test.js`).
 * Keys are written as CodeMirror writes them; `Mod` is Ctrl, on a Mac Command.
 * @typedef {{ keys: string[], also?: string[], does: string, command?: string }} Shortcut
 *   `also`: keys that do the same and need no mention; `command` names what the code binds to the keys
 * @typedef {{ title: string, shortcuts: Shortcut[] }} ShortcutGroup
 */

/** @type {ShortcutGroup[]} */
export const SHORTCUTS = [
  {
    title: 'Everywhere',
    shortcuts: [
      { keys: ['Mod-s'], does: 'Save now' },
      { keys: ['Mod-z'], does: 'Undo', command: 'undo' },
      { keys: ['Mod-Shift-z', 'Mod-y'], does: 'Redo', command: 'redo' },
      { keys: ['?'], does: 'Show these shortcuts' },
    ],
  },
  {
    title: 'In the code',
    shortcuts: [
      { keys: ['Ctrl-Space'], does: 'Offer what may stand here' },
      { keys: ['Tab'], does: 'Accept what is offered' },
      { keys: ['F12'], does: 'Go to the declaration (also Ctrl and click)', command: 'declaration' },
      { keys: ['Shift-F12'], does: 'Go to the next use', command: 'next-use' },
      { keys: ['F2'], does: 'Rename a node or lane everywhere', command: 'rename' },
      { keys: ['Mod-.'], does: 'Offer fixes for the line', command: 'fixes' },
      { keys: ['F8'], does: 'Go to the next problem' },
      { keys: ['Shift-Alt-f'], does: 'Format the text', command: 'format' },
      { keys: ['Mod-Shift-o'], does: 'Go to a lane or node', command: 'go-to' },
      { keys: ['Mod-f'], does: 'Find and replace' },
      { keys: ['Mod-/'], does: 'Make the line a comment, or take it back' },
      { keys: ['Ctrl-Shift-['], does: 'Fold the lane' },
      { keys: ['Ctrl-Shift-]'], does: 'Unfold the lane' },
      { keys: ['Alt-ArrowUp', 'Alt-ArrowDown'], does: 'Move the line' },
    ],
  },
  {
    title: 'On the canvas',
    shortcuts: [
      { keys: ['ArrowRight', 'ArrowLeft'], does: 'Along the flow (where time runs down: ↓ ↑)' },
      { keys: ['ArrowUp', 'ArrowDown'], does: 'To another branch' },
      { keys: ['Shift-ArrowRight', 'Shift-ArrowLeft', 'Shift-ArrowUp', 'Shift-ArrowDown'], also: ['Shift-Home', 'Shift-End'], does: 'The same, and the selection grows' },
      { keys: ['Home', 'End'], does: 'To the start, to the end' },
      { keys: ['Alt-ArrowRight', 'Alt-ArrowLeft', 'Alt-ArrowUp', 'Alt-ArrowDown'], does: 'Move the node by a column or row' },
      { keys: ['Enter'], also: ['F2'], does: 'Rename in place' },
      { keys: ['1', '2', '3', '4'], does: 'Add an event, step, decision or task' },
      { keys: ['c'], does: 'Connect the selected node' },
      { keys: ['i'], does: 'Insert a step into the selected connection' },
      { keys: ['m'], does: 'Move to another lane' },
      { keys: ['Mod-c', 'Mod-x', 'Mod-v'], does: 'Copy, cut, paste, also between diagrams' },
      { keys: ['Mod-d'], does: 'Duplicate' },
      { keys: ['Mod-a'], does: 'Select all' },
      { keys: ['Delete'], also: ['Backspace'], does: 'Remove' },
      { keys: ['Shift-Delete'], also: ['Shift-Backspace'], does: 'Remove and close the gap' },
      { keys: ['v', 'h'], does: 'Select, or move the view' },
      { keys: ['Shift-1'], does: 'Fit the whole drawing' },
      { keys: ['Shift-2'], does: 'Fit the selection' },
      { keys: ['Shift-0'], does: 'Show it at 100 %' },
      { keys: ['+', 'Minus'], also: ['='], does: 'Zoom in, zoom out' },
      { keys: ['Space'], also: ['Shift-Space'], does: 'Held: drag the view' },
      { keys: ['Escape'], does: 'Let go of tool, connection, selection' },
    ],
  },
  {
    title: 'In a run',
    shortcuts: [
      { keys: ['ArrowRight', 'ArrowLeft'], does: 'One step on, one step back' },
      { keys: ['Space'], does: 'Play or pause' },
      { keys: ['Home', 'End'], does: 'To the start, to the end' },
      { keys: ['1 … 9'], does: 'Choose at a decision' },
      { keys: ['Escape'], does: 'End the run' },
    ],
  },
];

const WORDS = /** @type {Record<string, string>} */ ({ Ctrl: 'Ctrl', ArrowRight: '→', ArrowLeft: '←', ArrowUp: '↑', ArrowDown: '↓', Escape: 'Esc', Minus: '−' });
const onMac = () => typeof navigator !== 'undefined' && /Mac|iP(hone|ad)/.test(navigator.platform);

/** A key as people read it. @param {string} keys such as `Mod-Shift-z` @returns {string} such as `Ctrl Shift Z` */
export function keyWords(keys) {
  const word = (/** @type {string} */ part) => (part === 'Mod' ? (onMac() ? '⌘' : 'Ctrl') : WORDS[part] ?? (part.length === 1 ? part.toUpperCase() : part));
  return keys.split('-').map(word).join(' ');
}

/** The shortcut of a command, for menus and tips. @param {string} command @returns {string} '' where it has none */
export function keysOf(command) {
  const found = SHORTCUTS.flatMap((group) => group.shortcuts).find((shortcut) => shortcut.command === command);
  return found ? keyWords(found.keys[0]) : '';
}
