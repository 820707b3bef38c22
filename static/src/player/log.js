/**
 * The steps of a run, one a row; a click goes there. Only the rows in sight are in the page, so that a long run stays
 * quick.
 * @typedef {import('./log-lines.js').LogLine} LogLine
 * @typedef {import('./log-lines.js').Lines} Lines
 */
import { afterLayout } from '../core/after-layout.js';
import { afterPaint } from '../core/after-paint.js';
import { byTouch, h } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { windowOf } from './player-maths.js';
import { iconOf } from './log-lines.js';

const ROW = byTouch() ? 44 : 24;

/** @param {import('./run-session.js').RunSession} session */
export function createLog(session) {
  const rows = h('ol', { class: 'log-rows' });
  const element = h('div', { class: 'player-log', role: 'region', 'aria-label': 'Log', tabindex: -1 }, rows);
  /** @type {Lines} */ let lines = [];
  /** @type {Map<number, HTMLElement>} */ const shown = new Map();
  // Kept here because asking the page for them after a change would make it lay itself out.
  let scrolled = 0;
  let height = 0;
  element.addEventListener(
    'scroll',
    () => {
      scrolled = element.scrollTop;
      look();
    },
    { passive: true },
  );
  new ResizeObserver(([entry]) => {
    height = entry?.contentRect.height ?? height;
    fill();
  }).observe(element);

  function scroll() {
    element.scrollTop = scrolled;
  }

  /** @param {LogLine} line */
  function row(line) {
    const marks = [
      line.chip && h('span', { class: 'log-chip' }, line.chip),
      line.by && h('span', { class: 'log-by' }, line.by),
    ];
    const button = h(
      'button',
      {
        type: 'button',
        class: 'log-row',
        'data-node': line.node,
        onclick: () => {
          session.pause();
          session.seek(line.position);
        },
      },
      h('span', { class: 'log-step' }, line.step === null ? '' : String(line.step)),
      h('span', { class: `log-shape ${line.shape ?? ''}` }, icon(iconOf(line.shape))),
      h('span', { class: 'log-words' }, line.sentence, line.notes.length > 0 && h('small', {}, line.notes.join(' · '))),
      ...marks,
      line.step !== null && h('span', { class: 'log-lane' }, line.lane),
    );
    button.title = [line.sentence, ...line.notes].join(' · ');
    const item = h('li', { 'aria-posinset': line.position + 1, 'aria-setsize': lines.length }, button);
    item.style.top = `${line.position * ROW}px`;
    item.style.height = `${ROW}px`;
    return item;
  }

  /** Shows the rows in sight, and soon those beside them. */
  function look() {
    const { from, to } = windowOf(scrolled, height, ROW, lines.length, 0);
    add(from, to);
    mark();
    // Rows that are ready before they come into sight cost nobody a frame.
    afterPaint(fill);
  }

  /** Brings the row of the position into sight, with those next to it. */
  function follow() {
    const top = session.position * ROW;
    const most = Math.max(0, lines.length * ROW - height);
    const wanted = Math.min(
      most,
      Math.max(0, top - ROW < scrolled ? top - ROW : Math.max(scrolled, top + 2 * ROW - height)),
    );
    if (wanted !== scrolled) {
      scrolled = wanted;
      afterLayout(scroll);
    }
    fill();
  }

  function fill() {
    const { from, to } = windowOf(scrolled, height, ROW, lines.length);
    for (const [index, item] of shown) {
      // The row that has the focus stays, or the keyboard would lose its place.
      if ((index >= from && index < to) || item.contains(document.activeElement)) continue;
      item.remove();
      shown.delete(index);
    }
    add(from, to);
    mark();
  }

  /** @param {number} from @param {number} to */
  function add(from, to) {
    for (let index = from; index < to; index += 1) {
      const line = lines.at(index);
      if (!line || shown.has(index)) continue;
      const item = row(line);
      shown.set(index, item);
      const next = [...shown.keys()]
        .filter((other) => other > index)
        .reduce((least, other) => Math.min(least, other), Infinity);
      rows.insertBefore(item, shown.get(next) ?? null);
    }
  }

  function mark() {
    for (const [index, item] of shown) {
      const button = /** @type {HTMLElement} */ (item.firstElementChild);
      const current = index === session.position;
      if (current) button.setAttribute('aria-current', 'step');
      else button.removeAttribute('aria-current');
      button.classList.toggle('later', index > session.position);
    }
  }

  return {
    element,
    /** @param {Lines} next @param {Iterable<string>} lanes their names; their column is as wide as the longest */
    load(next, lanes) {
      lines = next;
      rows.style.setProperty('--lane', `${3 + Math.max(0, ...[...lanes].map((name) => name.length))}ch`);
      shown.clear();
      rows.replaceChildren();
      rows.style.height = `${lines.length * ROW}px`;
      this.show();
    },
    /** Marks the row of the position and brings it into sight, after what the step changes on the drawing. */
    show() {
      afterPaint(follow);
    },
  };
}
