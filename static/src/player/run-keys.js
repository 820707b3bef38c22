/** The keys of a run. They work wherever the focus is, except where it is typed or a dialog or menu is open. */
import { figureOf, viewAction } from '../core/view-keys.js';

const ARROWS = new Set(['ArrowRight', 'ArrowLeft', 'ArrowUp', 'ArrowDown']);

/**
 * @typedef {Record<'toggle'|'step'|'back'|'toStart'|'toEnd'|'close'|'breakpoint'|'runTo'|'getThere'|'log'|'options'|
 *   'copyLink'|'restart'|'checkpoint'|'surprise'|'centre'|'present'|'letFollow', () => void> & { choose: (figure:
 *   number) => void, walk: (key: string) => void, speed: (by: 1|-1) => void, view: (action:
 *   import('../core/view-keys.js').ViewAction) => void }} KeyActions
 * @param {() => boolean} active @param {KeyActions} actions @returns {() => void} stops listening
 */
export function listenForKeys(active, actions) {
  /** @param {KeyboardEvent} event */
  const onKey = (event) => {
    if (!active() || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target instanceof Element ? event.target : null;
    if (target?.closest('input, textarea, select, [contenteditable="true"], [role="menu"], dialog')) return;
    if (target?.closest('[role="slider"], [role="tab"]') && /^(Arrow|Page|Home|End)/.test(event.key)) return;
    const act = actionOf(event, target, actions);
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  // Before the canvas, whose own arrow keys walk along the flow while nothing runs.
  document.addEventListener('keydown', onKey, true);
  return () => document.removeEventListener('keydown', onKey, true);
}

/**
 * @param {KeyboardEvent} event
 * @param {Element|null} target
 * @param {KeyActions} actions
 * @returns {(() => void)|null}
 */
function actionOf(event, target, actions) {
  const { key, shiftKey } = event;
  // A button or link answers to Space itself.
  if (key === ' ') return target?.closest('button, a[href], summary') ? null : actions.toggle;
  const figure = figureOf(event);
  if (figure) return () => actions.choose(figure);
  const view = viewAction(event);
  if (view) return () => actions.view(view);
  // On some keyboards these need Shift.
  if (key === '<' || key === '>') return () => actions.speed(key === '<' ? -1 : 1);
  if (shiftKey) return ARROWS.has(key) ? () => actions.walk(key) : key === 'Home' ? actions.restart : null;
  return (
    {
      ArrowRight: actions.step,
      ArrowLeft: actions.back,
      Home: actions.toStart,
      End: actions.toEnd,
      Escape: actions.close,
      b: actions.breakpoint,
      r: actions.runTo,
      g: actions.getThere,
      l: actions.log,
      k: actions.checkpoint,
      s: actions.surprise,
      c: actions.centre,
      u: actions.copyLink,
      o: actions.options,
      p: actions.present,
      f: actions.letFollow,
      PageDown: actions.step,
      PageUp: actions.back,
    }[key.length === 1 ? key.toLowerCase() : key] ?? null
  );
}
