/** Shortcuts that work wherever the focus is; the canvas and the code have their own. */

/** @param {{ bus: import('../core/event-bus.js').EventBus, save: () => void }} options */
export function listenForShortcuts({ bus, save }) {
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.altKey || !(event.ctrlKey || event.metaKey)) return;
    const key = event.key.toLowerCase();
    if (key === 's' && !event.shiftKey) {
      event.preventDefault();
      save();
      return;
    }
    if (event.target instanceof Element && event.target.closest('input, textarea, select, [contenteditable="true"], dialog')) return;
    const name = key === 'z' ? (event.shiftKey ? 'redo' : 'undo') : key === 'y' ? 'redo' : null;
    if (!name) return;
    event.preventDefault();
    bus.emit('action.requested', { name });
  });
}
