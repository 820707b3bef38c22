/** Keeps an HTML element over a place of the drawing while the view moves. */

/**
 * @param {import('./desk.js').Desk} desk @param {HTMLElement} element
 * @param {() => import('../picture/viewport-math.js').Point} place in pixels of the canvas
 * @returns {() => void} removes it
 */
export function floatOver(desk, element, place) {
  const settle = () => {
    const { x, y } = place();
    element.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
  };
  desk.stage.floats.append(element);
  settle();
  const stop = desk.bus.on('viewport.changed', settle);
  return () => {
    stop();
    element.remove();
  };
}
