/**
 * A page for tests in Node: happy-dom with the sizes, frames and measures that a browser gives and no layout does here.
 * It is imported before what it is for: some modules look at the page as soon as they are loaded.
 */
import { Window } from 'happy-dom';

/** The width and height of every element, in pixels. */
export const SIZE = { width: 800, height: 600 };

const window = new Window();
export const page = /** @type {any} */ (window);

let last = 0;
/** @type {Map<number, (time: number) => void>} */ let waiting = new Map();

/** Lets the frame come for which the page waits. */
export function nextFrame() {
  const due = waiting;
  waiting = new Map();
  for (const paint of due.values()) paint(performance.now());
}

const FROM_PAGE = ['document', 'Element', 'HTMLElement', 'HTMLButtonElement', 'HTMLInputElement', 'SVGElement', 'Node'];
for (const name of [...FROM_PAGE, 'DOMParser', 'Event', 'CustomEvent'])
  /** @type {any} */ (globalThis)[name] = page[name];
Object.assign(globalThis, {
  window,
  devicePixelRatio: 1,
  innerWidth: SIZE.width,
  innerHeight: SIZE.height,
  addEventListener: window.addEventListener.bind(window),
  location: window.location,
  history: window.history,
  getComputedStyle: window.getComputedStyle.bind(window),
  matchMedia: () => ({ matches: false, addEventListener() {} }),
  CSS: { escape: (/** @type {string} */ name) => name },
  ResizeObserver: class {
    observe() {}
    disconnect() {}
  },
  requestAnimationFrame: (/** @type {(time: number) => void} */ paint) => {
    waiting.set((last += 1), paint);
    return last;
  },
  cancelAnimationFrame: (/** @type {number} */ frame) => waiting.delete(frame),
});
for (const [name, value] of Object.entries({ clientWidth: SIZE.width, clientHeight: SIZE.height }))
  Object.defineProperty(page.HTMLElement.prototype, name, { configurable: true, get: () => value });
Object.assign(page.Element.prototype, {
  getBoundingClientRect: () => ({ x: 0, y: 0, left: 0, top: 0, right: SIZE.width, bottom: SIZE.height, ...SIZE }),
  setPointerCapture() {},
  releasePointerCapture() {},
});
page.HTMLCanvasElement.prototype.getContext = () => ({
  measureText: (/** @type {string} */ { length }) => ({
    ...{ width: length, actualBoundingBoxLeft: 0, actualBoundingBoxRight: length },
    ...{ actualBoundingBoxAscent: 1, actualBoundingBoxDescent: 0 },
  }),
});
