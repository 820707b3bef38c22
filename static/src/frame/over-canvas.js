/**
 * A pane that stands over the canvas, as the inspector does on small pages: what is selected comes out from under it
 * when it opens.
 */

/**
 * @param {HTMLElement} pane
 * @param {{ canvas: HTMLElement, viewport: { covered: { right: number, bottom: number } }, reveal: () => void }}
 *   options
 *   `reveal` brings the selection into sight
 * @returns {() => void} stops
 */
export function keepFromUnder(pane, { canvas, viewport, reveal }) {
  const measure = () => {
    const before = viewport.covered;
    viewport.covered = coveredBy(pane.getBoundingClientRect(), canvas.getBoundingClientRect());
    const opened = before.right + before.bottom === 0 && viewport.covered.right + viewport.covered.bottom > 0;
    if (opened) reveal();
  };
  const observer = new ResizeObserver(measure);
  observer.observe(pane);
  return () => observer.disconnect();
}

/**
 * What a pane covers of the canvas: the whole width is covered from below, else it stands at the right.
 * @param {{ left: number, top: number, right: number, bottom: number }} pane
 * @param {{ left: number, top: number, right: number, bottom: number }} canvas
 */
export function coveredBy(pane, canvas) {
  const width = Math.min(pane.right, canvas.right) - Math.max(pane.left, canvas.left);
  const height = Math.min(pane.bottom, canvas.bottom) - Math.max(pane.top, canvas.top);
  if (width <= 0 || height <= 0) return { right: 0, bottom: 0 };
  return width >= canvas.right - canvas.left ? { right: 0, bottom: height } : { right: width, bottom: 0 };
}
