/** Shortcuts that work wherever the focus is; the canvas and the code have their own. */

/** @param {{ bus: import('../core/event-bus.js').EventBus, save: () => void }} options */
export function listenForShortcuts({ bus, save }) {
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.altKey) return;
    if (event.key === '?' && !typesText(event.target)) {
      event.preventDefault();
      bus.emit('action.requested', { name: 'keyboard' });
    }
    if (!(event.ctrlKey || event.metaKey)) return;
    const key = event.key.toLowerCase();
    if (key === 's' && !event.shiftKey) {
      event.preventDefault();
      save();
      return;
    }
    if (key === 'h' && event.shiftKey) {
      event.preventDefault();
      bus.emit('action.requested', { name: 'history' });
      return;
    }
    if (undoesItself(event.target)) return;
    const name = key === 'z' ? (event.shiftKey ? 'redo' : 'undo') : key === 'y' && !event.shiftKey ? 'redo' : null;
    if (!name) return;
    event.preventDefault();
    bus.emit('action.requested', { name });
  });
}

/**
 * Whether undo is about what was typed here. A field that shows what the diagram has leaves it to the diagram, and so
 * does what cannot be typed in.
 * @param {EventTarget|null} target
 */
function undoesItself(target) {
  if (!typesText(target) || !(target instanceof Element)) return false;
  if (target.closest('dialog')) return true;
  if (target.matches('select, [type="radio"], [type="checkbox"]')) return false;
  return target.closest('[data-shows-diagram]') === null || target.hasAttribute('data-typed');
}

/** @param {EventTarget|null} target */
const typesText = (target) =>
  target instanceof Element && target.closest('input, textarea, select, [contenteditable="true"], dialog') !== null;
