/**
 * A finger that rests does what a mouse does with Shift or by dragging what a finger would pan: the canvas hears
 * `longpress`.
 */
import { slipped } from '../picture/slip.js';

/** Milliseconds a finger rests. */
const REST = 450;

/** @typedef {CustomEvent<{ down: PointerEvent }>} LongPress   with the press that began it */

/** @param {import('./gesture-context.js').GestureContext} context @returns {() => void} stops listening */
export function listenForLongPresses(context) {
  const { canvas } = context.stage;
  const stop = new AbortController();
  const { signal } = stop;
  /** @type {{ down: PointerEvent, timer: ReturnType<typeof setTimeout> }|null} */ let resting = null;

  const forget = () => {
    if (resting) clearTimeout(resting.timer);
    resting = null;
  };
  /** @param {PointerEvent} down */
  const rested = (down) => {
    resting = null;
    if (!context.locked && context.tool === 'select')
      canvas.dispatchEvent(new CustomEvent('longpress', { detail: { down } }));
  };

  canvas.addEventListener(
    'pointerdown',
    (down) => {
      forget();
      if (down.pointerType === 'touch' && down.isPrimary && !context.inFloats(down))
        resting = { down, timer: setTimeout(() => rested(down), REST) };
    },
    { signal },
  );
  window.addEventListener(
    'pointermove',
    (event) => {
      if (resting && event.pointerId === resting.down.pointerId && slipped(resting.down, event)) forget();
    },
    { signal },
  );
  window.addEventListener('pointerup', forget, { signal });
  window.addEventListener('pointercancel', forget, { signal });
  canvas.addEventListener('pinchstart', forget, { signal });
  // The browser's own menu would take the finger away.
  canvas.addEventListener(
    'contextmenu',
    (event) => {
      if (canvas.dataset.pointer === 'touch') event.preventDefault();
    },
    { signal },
  );
  return () => {
    stop.abort();
    forget();
  };
}
