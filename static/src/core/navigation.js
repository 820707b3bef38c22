/** How the page came to be shown. */

/** Whether the person was here before: the page was loaded again, or Back or Forward led to it. @returns {boolean} */
export function cameBack() {
  const [entry] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType('navigation'));
  return entry?.type === 'reload' || entry?.type === 'back_forward';
}
