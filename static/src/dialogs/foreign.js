/** Whatever is brought in passes here: a text in another format is converted first, which loads the dialog for it. */
import { looksForeign } from '../core/foreign-text.js';

/**
 * @template {import('../core/events.js').Companion|undefined} C
 * @param {{ code: string, companion: C, name?: string }} brought
 * @returns {Promise<{ code: string, companion: C|import('../core/events.js').Companion }|null>} null where nobody wants
 *   it any more, having seen what is left out
 * @throws {Error} with what the server says
 */
export async function inOurLanguage({ code, companion, name }) {
  if (!looksForeign(code)) return { code, companion };
  const { bringIn } = await import('./import.js');
  return bringIn(code, name);
}
