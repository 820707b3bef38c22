/** A page that holds its text in the fragment of its address gets the text and its picture, as if they came with it. */
import { api } from '../api/client.js';
import { pageData } from '../core/dom.js';
import { messageOf } from '../core/phrases.js';
import { unpackText } from '../core/text-link.js';

/**
 * @param {string} hash
 * @returns {Promise<string>} why the page stays empty, or ''
 */
export async function fillFromFragment(hash) {
  const data = /** @type {import('../core/state.js').PageData} */ (pageData());
  if (data.kind !== 'new') return '';
  let code;
  try {
    code = await unpackText(hash.slice('#code='.length), data.text_limit);
  } catch (error) {
    return messageOf(error);
  }
  const place = document.getElementById('page-data');
  try {
    const drawn = await api.render(code, {}, undefined, {});
    if (place) place.textContent = JSON.stringify({ ...data, ...drawn, code });
    return '';
  } catch (error) {
    // The text opens even where no picture can be had.
    if (place) place.textContent = JSON.stringify({ ...data, code, drawing_error: messageOf(error) });
    return '';
  }
}
