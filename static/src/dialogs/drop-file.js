/**
 * Files dropped anywhere on the page, also over dialogs and fields: taken as a text or refused in words. The browser
 * never goes to what was dropped.
 */
import { api } from '../api/client.js';
import { inOurLanguage } from './foreign.js';

/**
 * @param {{ bus: import('../core/event-bus.js').EventBus, textLimit: number, taken: (code: string, companion:
 *   import('../core/events.js').Companion) => Promise<void> }} parts
 */
export function takeDroppedFiles({ bus, textLimit, taken }) {
  /** What is dragged within the page is nobody's file, though browsers offer pictures as such. */ let ours = false;
  const show = (/** @type {boolean} */ on) => document.body.classList.toggle('dropping', on);

  /**
   * @param {DragEvent} event
   * @returns {boolean} whether the browser would go to what is dragged, or put a file into a field
   */
  function leadsAway({ dataTransfer, target }) {
    if (!dataTransfer) return false;
    if (dataTransfer.types.includes('Files')) return true;
    const field = target instanceof Element && target.closest('input, textarea, [contenteditable]');
    return dataTransfer.types.includes('text/uri-list') && !field;
  }

  /** @param {DragEvent} event */
  function over(event) {
    if (!leadsAway(event)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const file = !ours && event.dataTransfer?.types.includes('Files');
    if (event.dataTransfer) event.dataTransfer.dropEffect = file ? 'copy' : 'none';
    show(Boolean(file));
  }

  /** @param {DragEvent} event */
  function drop(event) {
    show(false);
    if (!leadsAway(event)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const { items, files } = /** @type {DataTransfer} */ (event.dataTransfer);
    if (ours || files.length === 0) return;
    const folder = [...items].some((item) => item.webkitGetAsEntry?.()?.isDirectory);
    if (folder) tell('A folder cannot be opened. Drop one text file.');
    else takeFiles(files, { textLimit, taken, tell });
  }

  /** @param {string} message */
  const tell = (message) => bus.emit('toast.requested', { message });

  document.addEventListener(
    'dragstart',
    () => {
      ours = true;
    },
    true,
  );
  document.addEventListener(
    'dragend',
    () => {
      ours = false;
    },
    true,
  );
  document.addEventListener('dragenter', over, true);
  document.addEventListener('dragover', over, true);
  document.addEventListener(
    'dragleave',
    (event) => {
      if (!event.relatedTarget) show(false);
    },
    true,
  );
  document.addEventListener('drop', drop, true);
}

/**
 * Reads files that were chosen or dropped, a text alone or with its companion, and says why they cannot be opened.
 * @param {Iterable<File>} files
 * @param {{ textLimit: number,
 *   taken: (code: string, companion: import('../core/events.js').Companion) => Promise<void>,
 *   tell: (message: string) => void }} parts
 */
export async function takeFiles(files, { textLimit, taken, tell }) {
  // The browser forgets dropped files as soon as something else is waited for.
  const kept = [...files];
  try {
    const { readDiagram } = await import('../core/diagram-files.js');
    const read = await readDiagram(kept, { textLimit, check: api.checkCompanion });
    const brought = await inOurLanguage(read);
    if (brought) await taken(brought.code, { ...(read.title && { title: read.title }), ...brought.companion });
  } catch (error) {
    tell(/** @type {Error} */ (error).message);
  }
}
