/** One file of a diagram. Text and companion are here already and need no server. */
import { api } from '../api/client.js';
import { download, fileName } from './files.js';

/** @typedef {{ bus: import('../core/event-bus.js').EventBus, title: () => string, code: () => string, companion: () => Record<string, any> }} ExportParts */

/** @param {string} format its file ending @param {ExportParts} parts @param {{ run?: object, [wish: string]: any }} [options] @throws {Error} with what the server says */
export async function saveFile(format, { title, code, companion }, options = {}) {
  download(await contents(), `${fileName(title())}${options.run ? '-run' : ''}.${format}`);

  function contents() {
    if (format === 'fz') return new Blob([code()], { type: 'text/plain' });
    if (format === 'lanestep.json') return new Blob([`${JSON.stringify(companion(), null, 2)}\n`], { type: 'application/json' });
    return api.exportAs(format, code(), companion(), options);
  }
}
