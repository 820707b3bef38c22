/** The export menu: the text and picture as they are now, saved or not. */
import { api } from '../api/client.js';
import { currentTheme } from '../core/theme.js';
import { openMenu } from './menu.js';

/** @typedef {{ bus: import('../core/event-bus.js').EventBus, title: () => string, code: () => string, companion: () => object }} ExportParts */

/** @param {HTMLElement} anchor @param {ExportParts} parts */
export function openExportMenu(anchor, parts) {
  openMenu(anchor, [
    { label: 'SVG picture', icon: 'download', run: () => exportPicture('svg', parts) },
    { label: 'PNG picture', icon: 'download', note: '2×', run: () => exportPicture('png', parts, { scale: 2 }) },
    { label: 'PDF', icon: 'download', run: () => exportPicture('pdf', parts) },
    'line',
    { label: 'Text (.fz)', icon: 'code', run: () => download(new Blob([parts.code()], { type: 'text/plain' }), `${fileName(parts.title())}.fz`) },
    { label: 'Settings (.lanestep.json)', icon: 'file', run: () => download(new Blob([`${JSON.stringify(parts.companion(), null, 2)}\n`], { type: 'application/json' }), `${fileName(parts.title())}.lanestep.json`) },
  ]);
}

/** @param {'svg'|'png'|'pdf'} format @param {ExportParts} parts @param {object} [options] */
async function exportPicture(format, { bus, title, code, companion }, options = {}) {
  try {
    const theme = format === 'pdf' ? 'light' : currentTheme();
    download(await api.exportAs(format, code(), companion(), { theme, ...options }), `${fileName(title())}.${format}`);
  } catch (error) {
    bus.emit('toast.requested', { message: /** @type {Error} */ (error).message });
  }
}

/** A title as a file name that every system takes. @param {string} title @returns {string} */
export function fileName(title) {
  return title.normalize('NFC').replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '').slice(0, 80).toLowerCase() || 'diagram';
}

/** @param {Blob} blob @param {string} name */
export function download(blob, name) {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}
