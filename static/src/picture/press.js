/**
 * While something in the pane is pressed, nothing moves beneath it but by the hand itself. The wheel counts as pressed
 * for as
 * long as it turns: two fingers on a trackpad tell nothing else of themselves.
 */
const WHEEL_REST = 200;

/**
 * @param {HTMLElement} pane
 * @param {{ busy: import('../core/busy.js').Busy, except: Element, began: () => void, ended: () => void }} options
 *   `except`: what moves the view by
 *   itself when pressed; `began` with the first of several pointers
 *   (before anybody else hears of it), `ended` with the last
 * @returns {() => void} stops listening
 */
export function listenForPresses(pane, { busy, except, began, ended }) {
  const stop = new AbortController();
  const options = { capture: true, signal: stop.signal };
  /** @type {Map<number, () => void>} */ const pressed = new Map();
  /** @type {ReturnType<typeof setTimeout>|undefined} */ let wheel;
  let letWheelGo = () => {};

  pane.addEventListener(
    'pointerdown',
    (event) => {
      if (pressed.has(event.pointerId) || (event.target instanceof Node && except.contains(event.target))) return;
      const first = pressed.size === 0;
      pressed.set(event.pointerId, busy.hold('hand'));
      if (first) began();
    },
    options,
  );

  /** @param {PointerEvent} event */
  const release = ({ pointerId }) => {
    const letGo = pressed.get(pointerId);
    if (!letGo) return;
    pressed.delete(pointerId);
    if (pressed.size === 0) ended();
    // The click that comes with the release belongs to the picture that was pressed.
    setTimeout(letGo);
  };
  window.addEventListener('pointerup', release, options);
  window.addEventListener('pointercancel', release, options);
  // A release that the page never heard of, such as one in a menu of the browser.
  window.addEventListener(
    'pointermove',
    (event) => {
      if (event.buttons === 0) release(event);
    },
    options,
  );

  pane.addEventListener(
    'wheel',
    () => {
      if (wheel === undefined) letWheelGo = busy.hold('hand');
      clearTimeout(wheel);
      wheel = setTimeout(() => {
        wheel = undefined;
        letWheelGo();
      }, WHEEL_REST);
    },
    { ...options, passive: true },
  );

  return () => {
    stop.abort();
    clearTimeout(wheel);
    letWheelGo();
    for (const letGo of pressed.values()) letGo();
  };
}
