/**
 * Addresses of our own pages and answers; a proxy may have put all of them under a prefix, which the page tells. And
 * how the page at an address came to be shown.
 */

/** @returns {string} the prefix, without a slash at its end; empty where there is none */
export const prefix = () => globalThis.document?.documentElement.dataset.prefix ?? '';

/** @param {string} path one of ours, such as `/new` @returns {string} */
export const at = (path) => `${prefix()}${path}`;

/** @param {string} path @returns {string} what can be sent to somebody */
export const wholeAddress = (path) => `${location.origin}${at(path)}`;

/** Whether the person was here before: the page was loaded again, or Back or Forward led to it. @returns {boolean} */
export function cameBack() {
  const [entry] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType('navigation'));
  return entry?.type === 'reload' || entry?.type === 'back_forward';
}
