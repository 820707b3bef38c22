/** The keys of a run. They work wherever the focus is, except where it is typed or a dialog or menu is open. */

/**
 * @typedef {{ toggle: () => void, step: () => void, back: () => void, toStart: () => void, toEnd: () => void, choose:
 *   (figure: number) => void, close: () => void }} KeyActions
 * @param {() => boolean} active @param {KeyActions} actions @returns {() => void} stops listening
 */
export function listenForKeys(active, actions) {
  /** @param {KeyboardEvent} event */
  const onKey = (event) => {
    if (!active() || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target instanceof Element ? event.target : null;
    if (target?.closest('input, textarea, select, [contenteditable="true"], [role="menu"], dialog')) return;
    if (target?.closest('[role="slider"]') && /^(Arrow|Page|Home|End)/.test(event.key)) return;
    const act = actionOf(event.key, target, actions);
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  // Before the canvas, whose own arrow keys walk along the flow while nothing runs.
  document.addEventListener('keydown', onKey, true);
  return () => document.removeEventListener('keydown', onKey, true);
}

/** @param {string} key @param {Element|null} target @param {KeyActions} actions @returns {(() => void)|null} */
function actionOf(key, target, actions) {
  // A button or link answers to Space itself.
  if (key === ' ') return target?.closest('button, a[href], summary') ? null : actions.toggle;
  if (/^[1-9]$/.test(key)) return () => actions.choose(Number(key));
  return (
    {
      ArrowRight: actions.step,
      ArrowLeft: actions.back,
      Home: actions.toStart,
      End: actions.toEnd,
      Escape: actions.close,
    }[key] ?? null
  );
}
