/** All steps of a run on one line: what was passed, choices as diamonds, pauses, what is unknown dotted. A slider. */
import { h } from '../core/dom.js';
import { positionAfterKey, positionAt, shareOf, knownShare } from './player-maths.js';

/** More steps than this are drawn as one line. */
const MOST_SEGMENTS = 60;
const MOST_DIAMONDS = 120;

/**
 * @param {import('./run-session.js').RunSession} session
 * @param {() => string} position what a screen reader says of the position
 */
export function createScrubber(session, position) {
  const known = h('div', { class: 'scrubber-known' });
  const done = h('div', { class: 'scrubber-done' });
  const marks = h('div', { class: 'scrubber-marks' });
  const thumb = h('div', { class: 'scrubber-thumb' });
  const rail = h('div', { class: 'scrubber-rail' }, h('div', { class: 'scrubber-future' }), known, done, marks, thumb);
  const element = h(
    'div',
    {
      class: 'scrubber',
      role: 'slider',
      tabindex: 0,
      'aria-label': 'Step of the run',
      'aria-valuemin': 1,
      onkeydown: onKey,
      onpointerdown: onDown,
      onpointermove: onMove,
    },
    rail,
  );
  /** @type {import('./run-model.js').RunModel|null} */ let drawn = null;
  /** @type {import('./pauses.js').Pauses|null} */ let drawnPauses = null;
  /** @type {{ at: number }|null} */ let drawnFlag = null;

  const open = () => session.model?.trace.status === 'waiting';

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    const goal = positionAfterKey(event.key, session.position, session.last);
    if (goal === null || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    session.pause();
    session.seek(goal);
  }

  /** @param {PointerEvent} event */
  function onDown(event) {
    if (event.button !== 0 || !session.model) return;
    element.setPointerCapture(event.pointerId);
    session.pause();
    follow(event);
  }

  /** @param {PointerEvent} event */
  function onMove(event) {
    if (element.hasPointerCapture(event.pointerId)) follow(event);
  }

  /** @param {PointerEvent} event */
  function follow(event) {
    const box = rail.getBoundingClientRect();
    session.seek(positionAt((event.clientX - box.left) / box.width, session.last, open()));
  }

  /** @param {number} share */
  const percent = (share) => `${(share * 100).toFixed(3)}%`;

  function drawMarks() {
    const { model, last } = session;
    drawn = model;
    drawnPauses = session.pauses();
    drawnFlag = session.checkpoint;
    known.style.width = percent(knownShare(last, open()));
    if (!model) {
      marks.replaceChildren();
      return;
    }
    /** @param {string} kind @param {number} position */
    const mark = (kind, position) => {
      const made = h('i', { class: kind });
      made.style.left = percent(shareOf(position, last, open()));
      return made;
    };
    const gaps =
      last <= MOST_SEGMENTS ? Array.from({ length: Math.max(0, last - 1) }, (_, index) => mark('gap', index + 1)) : [];
    const choices = model.decisionPositions;
    const diamonds = choices.length <= MOST_DIAMONDS ? choices.map((position) => mark('choice', position)) : [];
    const pauses = drawnPauses?.positions ?? [];
    const signs = pauses.length <= MOST_DIAMONDS ? pauses.map((position) => mark('pause', position)) : [];
    const flag = drawnFlag && drawnFlag.at <= last ? [mark('flag', drawnFlag.at)] : [];
    marks.replaceChildren(...gaps, ...diamonds, ...signs, ...flag);
  }

  return {
    element,
    show() {
      if (drawn !== session.model || drawnPauses !== session.pauses() || drawnFlag !== session.checkpoint) drawMarks();
      const share = shareOf(session.position, session.last, open());
      done.style.width = percent(share);
      thumb.style.left = percent(share);
      element.setAttribute('aria-valuemax', String(session.last + 1));
      element.setAttribute('aria-valuenow', String(session.position + 1));
      element.setAttribute('aria-valuetext', position());
      element.setAttribute('aria-disabled', String(!session.model));
    },
  };
}
