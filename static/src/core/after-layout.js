/**
 * Work that asks where things are or scrolls, done when the browser has laid out the page for the next frame and before
 * it paints. Anywhere else after a change, asking would make it lay out the page for that alone.
 */
import { h } from './dom.js';

/** @type {HTMLElement|null} */ let probe = null;
/** @type {Set<() => void>} */ let waiting = new Set();
let asked = false;

function work() {
  const due = waiting;
  waiting = new Set();
  for (const act of due) act();
}

/** Changes the size of an element that nobody sees: the browser tells of that between layout and painting. */
function change() {
  asked = false;
  if (!probe) {
    probe = h('div', { class: 'layout-probe', 'aria-hidden': 'true' });
    document.body.append(probe);
    new ResizeObserver(work).observe(probe);
  }
  probe.style.width = probe.style.width === '1px' ? '2px' : '1px';
}

/**
 * Does something once, in the next frame, however often it is asked for until then.
 * @param {() => void} act the same function each time
 */
export function afterLayout(act) {
  waiting.add(act);
  if (asked) return;
  asked = true;
  requestAnimationFrame(change);
}
