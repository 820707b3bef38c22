/**
 * Whether a key belongs to a composition (Japanese, Chinese, Korean, accents): there Enter takes a word over and Escape
 * drops it, and neither
 * says anything to the page. 229 is what some browsers send for the key that ends one.
 * @param {KeyboardEvent} event
 */
export const composes = (event) => event.isComposing || event.keyCode === 229;
