/** Keeps an HTML element over a point of the drawing while the view moves. */

/**
 * @param {import('./gesture-context.js').GestureContext} context @param {HTMLElement} element
 * @param {() => import('../picture/viewport-math.js').Point} position in pixels of the canvas
 * @returns {() => void} removes it
 */
export function floatOver(context, element, position) {
  const settle = () => {
    const { x, y } = position();
    element.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
  };
  context.stage.floats.append(element);
  settle();
  const stop = context.bus.on('viewport.changed', settle);
  return () => {
    stop();
    element.remove();
  };
}
