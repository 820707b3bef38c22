/** Styles that only some pages need: they are fetched beside the scripts that need them. */
import { at, h } from './dom.js';

/**
 * @param {string} name of a file of the bundle, such as `history.css`
 * @returns {Promise<void>} fulfilled when the styles are there, or cannot be had
 */
export function loadStyles(name) {
  const plain = at(`/static/${name}`);
  if (document.querySelector(`link[href^="${plain}"]`)) return Promise.resolve();
  // With the hash in the address browsers keep the file, and fetch it again when it changes.
  const hashed = document.documentElement.dataset.styles?.split(' ').find((style) => style.startsWith(`${name}?`));
  const href = at(`/static/${hashed ?? name}`);
  return new Promise((done) => {
    const link = h('link', { rel: 'stylesheet', href, onload: () => done(), onerror: () => done() });
    document.head.append(link);
  });
}
