/**
 * Moves the view by wheel, mouse, fingers and keys. Gestures on the drawing come first: what they handle has its
 * default prevented,
 * and `viewport.pansWith` says which drags are left for panning.
 */
import { viewAction } from '../core/view-keys.js';
import { slipped } from './slip.js';
import { ZOOM_STEP } from './viewport.js';

const LINE = 16;
const PAGE = 400;
const KEY_STEP = 60;
/** Notches of a wheel would zoom too far in one go. */
const WHEEL_LIMIT = 60;
const WHEEL_ZOOM = 0.008;

/**
 * @param {HTMLElement} canvas @param {import('./viewport.js').Viewport} viewport
 * @param {{ mayUseSpace: () => boolean, ground?: HTMLElement }} options `ground`: the canvas with all that floats over
 *   it; two fingers and Ctrl with
 *   the wheel zoom the drawing there, wherever they are
 * @returns {() => void} stops listening
 */
export function listenForViewport(canvas, viewport, options) {
  const { ground = canvas } = options;
  const stop = new AbortController();
  const { signal } = stop;
  /** @type {Map<number, PointerEvent>} */ const pointers = new Map();
  /** @type {{ down: PointerEvent, x: number, y: number, moved: boolean, id: number }|null} */ let drag = null;
  let pinch = 0;
  let spaceHeld = false;

  const pointOf = (/** @type {{ clientX: number, clientY: number }} */ event) => {
    const corner = canvas.getBoundingClientRect();
    return { x: event.clientX - corner.left, y: event.clientY - corner.top };
  };
  /** The middle between two fingers, and how far apart they are. */
  const pair = () => {
    const [a, b] = [...pointers.values()].map(pointOf);
    return a && b ? { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, apart: Math.hypot(a.x - b.x, a.y - b.y) } : null;
  };

  /** @param {WheelEvent} event */
  const turn = (event) => {
    event.preventDefault();
    const unit = event.deltaMode === 1 ? LINE : event.deltaMode === 2 ? PAGE : 1;
    const dx = event.deltaX * unit;
    const dy = event.deltaY * unit;
    if (event.ctrlKey || event.metaKey) {
      viewport.zoomNow(Math.exp(-Math.max(-WHEEL_LIMIT, Math.min(WHEEL_LIMIT, dy)) * WHEEL_ZOOM), pointOf(event));
    } else if (event.shiftKey && dx === 0) viewport.panBy(-dy, 0);
    else viewport.panBy(-dx, -dy);
  };
  canvas.addEventListener(
    'wheel',
    (event) => {
      if (event.ctrlKey || event.metaKey || (event.target instanceof Element && event.target.closest('[data-scrolls]')))
        return;
      turn(event);
    },
    { signal, passive: false },
  );
  // By the position, not by the target: messages and menus lie over the drawing without being in it.
  window.addEventListener(
    'wheel',
    (event) => {
      if ((event.ctrlKey || event.metaKey) && over(ground, event) && !document.querySelector('dialog[open]'))
        turn(event);
    },
    { signal, passive: false },
  );

  ground.addEventListener(
    'pointerdown',
    (event) => {
      if (event.pointerType !== 'touch') return;
      pointers.set(event.pointerId, event);
      if (pointers.size !== 2) return;
      drag = null;
      pinch = pair()?.apart ?? 0;
      event.stopPropagation();
      canvas.dispatchEvent(new CustomEvent('pinchstart'));
    },
    { signal, capture: true },
  );

  canvas.addEventListener(
    'pointerdown',
    (event) => {
      if (event.target instanceof Element && event.target.closest('button, input, textarea, select, [data-scrolls]'))
        return;
      const forced = event.button === 1 || (event.button === 0 && spaceHeld);
      if (!forced && (event.button !== 0 || !viewport.pansWith(event))) return;
      drag = { down: event, x: event.clientX, y: event.clientY, moved: false, id: event.pointerId };
      if (forced) {
        event.preventDefault();
        event.stopPropagation();
        canvas.focus({ preventScroll: true });
      }
    },
    { signal, capture: true },
  );

  ground.addEventListener(
    'pointermove',
    (event) => {
      if (pointers.has(event.pointerId)) {
        const before = pointers.size === 2 ? pair() : null;
        pointers.set(event.pointerId, event);
        const now = before && pair();
        if (now) {
          viewport.panBy(now.x - before.x, now.y - before.y);
          if (pinch > 0) viewport.zoomNow(now.apart / pinch, now);
          pinch = now.apart;
          return;
        }
      }
      if (!drag || drag.id !== event.pointerId) return;
      if (event.buttons === 0) return release(event);
      if (!drag.moved && !slipped(drag.down, event)) return;
      if (!drag.moved) canvas.setPointerCapture(event.pointerId);
      drag.moved = true;
      canvas.classList.add('panning');
      viewport.panBy(event.clientX - drag.x, event.clientY - drag.y);
      drag.x = event.clientX;
      drag.y = event.clientY;
    },
    { signal },
  );

  const release = (/** @type {PointerEvent} */ event) => {
    pointers.delete(event.pointerId);
    pinch = 0;
    if (!drag || drag.id !== event.pointerId) return;
    if (drag.moved)
      canvas.addEventListener('click', (click) => click.stopPropagation(), {
        capture: true,
        once: true,
        signal: AbortSignal.timeout(50),
      });
    drag = null;
    canvas.classList.remove('panning');
  };
  ground.addEventListener('pointerup', release, { signal, capture: true });
  ground.addEventListener('pointercancel', release, { signal, capture: true });

  // What a resting finger takes, it moves no more.
  canvas.addEventListener(
    'longpress',
    () => {
      drag = null;
      canvas.classList.remove('panning');
    },
    { signal },
  );

  canvas.addEventListener(
    'keydown',
    (event) => {
      if (event.target !== canvas || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.code === 'Space' && options.mayUseSpace()) {
        spaceHeld = true;
        canvas.classList.add('pannable');
      } else if (!viewKey(event, viewport)) return;
      event.preventDefault();
    },
    { signal },
  );

  const releaseSpace = () => {
    spaceHeld = false;
    canvas.classList.remove('pannable');
  };
  window.addEventListener(
    'keyup',
    (event) => {
      if (event.code === 'Space') releaseSpace();
    },
    { signal },
  );
  window.addEventListener('blur', releaseSpace, { signal });
  return () => stop.abort();
}

/** @param {Element} ground @param {MouseEvent} event */
function over(ground, { clientX, clientY }) {
  const { left, right, top, bottom } = ground.getBoundingClientRect();
  return clientX >= left && clientX < right && clientY >= top && clientY < bottom;
}

/**
 * @param {KeyboardEvent} event
 * @param {import('./viewport.js').Viewport} viewport
 * @returns {boolean} whether the key belongs to the view
 */
function viewKey(event, viewport) {
  const view = {
    'zoom-100': () => viewport.zoomTo(1),
    fit: () => viewport.fit(),
    'fit-selection': () => viewport.fitSelection(),
    'zoom-in': () => viewport.zoomBy(ZOOM_STEP),
    'zoom-out': () => viewport.zoomBy(1 / ZOOM_STEP),
  };
  const keys = {
    ArrowLeft: () => viewport.panBy(KEY_STEP, 0),
    ArrowRight: () => viewport.panBy(-KEY_STEP, 0),
    ArrowUp: () => viewport.panBy(0, KEY_STEP),
    ArrowDown: () => viewport.panBy(0, -KEY_STEP),
  };
  const named = viewAction(event);
  const action = named ? view[named] : keys[/** @type {keyof typeof keys} */ (event.key)];
  action?.();
  return Boolean(action);
}
