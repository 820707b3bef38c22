/**
 * One drag with one pointer: begins after a few pixels, so that a click stays a click; Escape, a second finger, a lost
 * pointer, or a move without a pressed button cancels it.
 * @typedef {{ start?: (event: PointerEvent) => void, move: (event: PointerEvent) => void, drop: (event: PointerEvent)
 *   => void, end: () => void }} DragSteps
 *   `end` comes last in every drag that began, dropped or cancelled
 */
import { slipped } from '../picture/slip.js';

const EDGE = 28;
const EDGE_SPEED = 9;

/**
 * @param {import('../picture/stage.js').Stage} stage
 * @param {PointerEvent} down
 * @param {DragSteps} steps
 * @param {{ atOnce?: boolean }} [options] `atOnce`: it begins before the pointer moves
 */
export function startDrag(stage, down, steps, { atOnce = false } = {}) {
  const { canvas } = stage;
  const stop = new AbortController();
  const { signal } = stop;
  let began = false;
  let last = down;
  let frame = 0;

  const finish = (/** @type {boolean} */ dropped) => {
    stop.abort();
    cancelAnimationFrame(frame);
    if (!began) return;
    canvas.classList.remove('dragging');
    if (dropped) swallowClick(false);
    try {
      if (dropped) steps.drop(last);
    } finally {
      steps.end();
    }
  };
  /** Moves the view while the pointer is held at its edge. */
  const follow = () => {
    const area = canvas.getBoundingClientRect();
    const push = (/** @type {number} */ at, /** @type {number} */ from, /** @type {number} */ to) =>
      at < from + EDGE ? EDGE_SPEED : at > to - EDGE ? -EDGE_SPEED : 0;
    const dx = push(last.clientX, area.left + stage.viewport.headerWidth, area.right);
    const dy = push(last.clientY, area.top, area.bottom);
    if (dx || dy) {
      stage.viewport.panBy(dx, dy);
      steps.move(last);
    }
    frame = requestAnimationFrame(follow);
  };
  const begin = () => {
    began = true;
    canvas.setPointerCapture(down.pointerId);
    canvas.classList.add('dragging');
    steps.start?.(last);
    frame = requestAnimationFrame(follow);
  };
  window.addEventListener(
    'pointermove',
    (event) => {
      if (event.pointerId !== down.pointerId) return;
      // The release was heard by somebody else, such as a menu of the browser: where it was is not known.
      if (event.buttons === 0) return finish(false);
      last = event;
      if (!began) {
        if (!slipped(down, event)) return;
        begin();
      }
      steps.move(event);
    },
    { signal },
  );
  window.addEventListener(
    'pointerup',
    (event) => {
      if (event.pointerId === down.pointerId) finish(true);
    },
    { signal },
  );
  window.addEventListener(
    'pointercancel',
    (event) => {
      if (event.pointerId === down.pointerId) finish(false);
    },
    { signal },
  );
  canvas.addEventListener('pinchstart', () => finish(false), { signal });
  window.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Escape' || !began) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      swallowClick(true);
      finish(false);
    },
    { signal, capture: true },
  );
  if (atOnce) {
    begin();
    steps.move(last);
  }
}

/**
 * Drops the click that the release of this pointer brings, which would select; `held`: it is still down.
 * @param {boolean} held
 */
export function swallowClick(held) {
  const stop = new AbortController();
  const options = { capture: true, once: true, signal: stop.signal };
  const release = () => setTimeout(() => stop.abort());
  window.addEventListener(
    'click',
    (event) => {
      event.stopImmediatePropagation();
      event.preventDefault();
    },
    options,
  );
  if (held) window.addEventListener('pointerup', release, options);
  else release();
}
