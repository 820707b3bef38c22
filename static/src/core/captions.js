/** Captions: words that a run shows where it is at a node. The companion has them by the node's id. Pure. */

/** @typedef {import('./events.js').Companion} Companion */

export const LONGEST_CAPTION = 1000;

/** @param {Companion} companion @param {string|null|undefined} id @returns {string} '' where there is none */
export function captionOf({ captions }, id) {
  const found = id && captions && Object.hasOwn(captions, id) ? captions[id] : '';
  return typeof found === 'string' ? found : '';
}

/**
 * @param {Companion} companion
 * @param {string} id
 * @param {string} caption '' removes it
 * @returns {Record<string, unknown>} all captions then
 */
export function withCaption({ captions = {} }, id, caption) {
  const others = Object.entries(captions).filter(([other]) => other !== id);
  return Object.fromEntries(caption ? [...others, [id, caption.slice(0, LONGEST_CAPTION)]] : others);
}
