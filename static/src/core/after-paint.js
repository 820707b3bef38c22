/**
 * Work for which nobody waits, done when the next frame has been painted: what a person looks at comes first.
 */

/** @type {Set<() => void>} */ let waiting = new Set();
let asked = false;

function work() {
  asked = false;
  const due = waiting;
  waiting = new Set();
  for (const act of due) act();
}

/**
 * Does something once, after the next frame, however often it is asked for until then.
 * @param {() => void} act the same function each time
 */
export function afterPaint(act) {
  waiting.add(act);
  if (asked) return;
  asked = true;
  // A task that a frame asks for comes when the frame has been painted.
  requestAnimationFrame(() => setTimeout(work));
}
