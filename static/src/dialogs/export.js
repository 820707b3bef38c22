/**
 * Taking the diagram away: the usual files with one click, everything else in a dialog. The text and picture as they
 * are now, saved or not.
 */
import { currentTheme } from '../core/theme.js';
import { openExportDialog } from './export-dialog.js';
import { saveFile } from './export-file.js';
import { openMenu } from './menu.js';

/** @param {HTMLElement} anchor @param {import('./export-file.js').ExportParts} parts */
export function openExportMenu(anchor, parts) {
  /** @param {string} format @param {object} [options] */
  async function save(format, options) {
    try {
      await saveFile(format, parts, options);
    } catch (error) {
      parts.bus.emit('toast.requested', {
        message: /** @type {Error} */ (error).message,
        action: { label: 'More choices', run: () => openExportDialog(parts, { format }) },
      });
    }
  }

  openMenu(anchor, [
    { label: 'SVG picture', icon: 'download', run: () => save('svg', { theme: currentTheme() }) },
    { label: 'PNG picture', icon: 'download', note: '2×', run: () => save('png', { theme: currentTheme(), scale: 2 }) },
    { label: 'PDF', icon: 'download', run: () => save('pdf', { theme: 'light' }) },
    'line',
    { label: 'Text (.fz)', icon: 'code', run: () => save('fz') },
    { label: 'Settings (.lanestep.json)', icon: 'file', run: () => save('lanestep.json') },
    'line',
    {
      label: 'Mermaid, CSV, JSON…',
      icon: 'external',
      run: async () => (await import('./export-formats.js')).openFormatsDialog(parts),
    },
    { label: 'More choices…', icon: 'inspector', run: () => openExportDialog(parts) },
  ]);
}
