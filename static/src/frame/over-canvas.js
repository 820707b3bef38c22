/**
 * A pane that stands over the canvas, as the inspector does on all but wide pages: what is selected comes out from
 * under it when it opens.
 * @typedef {{ right: number, bottom: number }} Covered   pixels of the canvas
 */

/**
 * @param {HTMLElement} pane
 * @param {{ canvas: HTMLElement, viewport: { covered: Covered, cover: (covered: Covered) => void },
 *   reveal: () => void }} options
 *   `reveal` brings the selection into sight
 * @returns {() => void} stops
 */
export function keepFromUnder(pane, { canvas, viewport, reveal }) {
  const measure = () => {
    const before = viewport.covered;
    const now = coveredBy(pane.getBoundingClientRect(), canvas.getBoundingClientRect());
    viewport.cover(now);
    const opened = before.right + before.bottom === 0 && now.right + now.bottom > 0;
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

/** The width of the inspector with a margin, in pixels. */
const INSPECTOR = 264 + 24;

/**
 * Whether something reaches to where the inspector stands when it is over the right part of the canvas.
 * @param {import('../core/events.js').Box} box in drawing units
 * @param {{ x: number, scale: number }} view
 * @param {{ width: number }} canvas
 */
export const isUnderInspector = (box, view, canvas) =>
  (box.x + box.width) * view.scale + view.x > canvas.width - INSPECTOR;
