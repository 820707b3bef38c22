/** Addresses of our own pages and answers; a proxy may have put all of them under a prefix, which the page tells. */

/** @returns {string} the prefix, without a slash at its end; empty where there is none */
export const prefix = () => globalThis.document?.documentElement.dataset.prefix ?? '';

/** @param {string} path one of ours, such as `/new` @returns {string} */
export const at = (path) => `${prefix()}${path}`;

/** @param {string} path @returns {string} what can be sent to somebody */
export const wholeAddress = (path) => `${location.origin}${at(path)}`;
