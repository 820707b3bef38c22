/** Copy, cut and paste while the canvas has the focus. The clipboard holds plain text of the language. */
import { fragmentOf } from '../core/fragment.js';
import { looksForeign } from '../core/foreign-text.js';
import { paste } from '../core/operations.js';

/**
 * @param {import('./gesture-context.js').GestureContext} context
 * @param {{ remove: () => void }} actions
 * @returns {() => void} stops listening
 */
export function listenForClipboard(context, { remove }) {
  const stop = new AbortController();
  const { signal } = stop;
  const here = () => document.activeElement === context.stage.canvas;

  /** @param {ClipboardEvent} event @returns {boolean} whether something was copied */
  function copy(event) {
    const text = here() && event.clipboardData ? fragmentOf(context.diagram, context.state.selection) : '';
    if (!text) return false;
    event.preventDefault();
    event.clipboardData?.setData('text/plain', text);
    return true;
  }

  document.addEventListener(
    'copy',
    (event) => {
      if (copy(event)) context.say('Copied');
    },
    { signal },
  );
  document.addEventListener(
    'cut',
    (event) => {
      if (!context.locked && copy(event)) remove();
    },
    { signal },
  );
  document.addEventListener(
    'paste',
    (event) => {
      const text = here() ? (event.clipboardData?.getData('text/plain') ?? '') : '';
      if (!text.trim()) return;
      event.preventDefault();
      if (looksForeign(text)) {
        context.bus.emit('import.requested', { text });
        return;
      }
      context.edit(paste(context.diagram, context.state.selection, text), { selectCreated: true });
    },
    { signal },
  );
  return () => stop.abort();
}
