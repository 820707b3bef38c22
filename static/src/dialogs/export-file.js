/** One file of a diagram. Text and companion are here already and need no server. */
import { api } from '../api/client.js';
import { encoded } from '../core/text-file.js';
import { download, fileName } from './files.js';

const USUAL_THEME = 'light';

/**
 * @typedef {{ bus: import('../core/event-bus.js').EventBus, title: () => string, code: () => string, companion: () =>
 *   import('../core/events.js').Companion }} ExportParts
 */
/** @typedef {{ theme?: string, scale?: number, fold?: number, run?: object }} ExportOptions */

/**
 * @param {string} format its file ending
 * @param {ExportParts} parts
 * @param {ExportOptions} [options]
 * @throws {Error} with what the server says
 */
export async function saveFile(format, { title, code, companion }, options = {}) {
  download(await contents(), `${fileName(title())}${marks(options)}.${format}`);

  function contents() {
    if (format === 'fz') return new Blob([encoded(code(), companion().encoding)], { type: 'text/plain' });
    if (format === 'lanestep.json')
      return new Blob([`${JSON.stringify(companion(), null, 2)}\n`], { type: 'application/json' });
    return api.exportAs(format, code(), companion(), options);
  }
}

/**
 * What is not usual about a file, for its name: files of one diagram stand beside each other.
 * @param {ExportOptions} options
 * @returns {string}
 */
function marks({ theme = USUAL_THEME, fold, run }) {
  return [theme !== USUAL_THEME && theme, fold && 'a4', run && 'run']
    .filter(Boolean)
    .map((mark) => `-${mark}`)
    .join('');
}
