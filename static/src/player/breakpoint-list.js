/** The breakpoints of the diagram as a list: each with when the run pauses there, to change and to remove. */
import { byTouch, h } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { capitalized } from '../core/phrases.js';
import { LIMITS } from './breakpoints.js';
import { edgePhrase } from './pauses.js';

/**
 * @typedef {import('./breakpoints.js').Breakpoint} Breakpoint
 * @typedef {import('./breakpoints.js').When} When
 */
const NODE_WHENS = /** @type {const} */ ({
  always: 'Every time',
  visits: 'After visits',
  waits: 'When it waits for others',
  reply: 'At a reply',
});
const EDGE_WHENS = /** @type {const} */ ({ always: 'Every time', visits: 'After visits', reply: 'At a reply' });

/** @param {import('./breakpoints.js').Breakpoints} points @param {() => void} changed */
export function createBreakpointList(points, changed) {
  const rows = h('ul', { class: 'breakpoint-rows', 'aria-label': 'Breakpoints' });
  const none = h(
    'p',
    { class: 'now-words' },
    byTouch()
      ? 'A run pauses at a breakpoint. Tap a node or an edge on the diagram, then Pause here.'
      : 'A run pauses at a breakpoint. Select a node or an edge and press B, or click it during a run.',
  );
  const clear = h(
    'button',
    {
      type: 'button',
      class: 'button breakpoint-clear',
      onclick: () => {
        points.clear();
        changed();
      },
    },
    'Remove all',
  );
  const element = h(
    'div',
    { class: 'breakpoint-list', 'data-heir': '.player-tabs [aria-selected="true"]' },
    none,
    rows,
    clear,
  );
  let shown = '';

  /** @param {Breakpoint} point @param {import('./log-lines.js').Names} names */
  function row(point, names) {
    const name = point.kind === 'edge' ? capitalized(edgePhrase(point.id, names)) : names.node(point.id);
    const set = (/** @type {{ when?: When, visits?: number }} */ change) => {
      points.set(point, change);
      changed();
    };
    const when = /** @type {HTMLSelectElement} */ (
      h(
        'select',
        {
          class: 'input',
          'aria-label': `When to pause: ${name}`,
          'data-key': `when ${point.id}`,
          onchange: () => set({ when: /** @type {When} */ (when.value) }),
        },
        ...Object.entries(point.kind === 'edge' ? EDGE_WHENS : NODE_WHENS).map(([value, words]) =>
          h('option', { value, selected: value === point.when }, words),
        ),
      )
    );
    const visits = /** @type {HTMLInputElement} */ (
      h('input', {
        class: 'input',
        type: 'number',
        min: 1,
        max: LIMITS.visits,
        value: point.visits,
        'aria-label': `Number of visits: ${name}`,
        'data-key': `visits ${point.id}`,
        onchange: () => set({ visits: visits.valueAsNumber }),
      })
    );
    return h(
      'li',
      {},
      h('span', { class: 'pause-icon' }, icon('breakpoint')),
      h('span', { class: 'breakpoint-name' }, name),
      when,
      point.when === 'visits' && visits,
      h(
        'button',
        {
          type: 'button',
          class: 'icon-button',
          'aria-label': `Remove the breakpoint: ${name}`,
          title: 'Remove',
          onclick: () => {
            points.remove(point);
            changed();
          },
        },
        icon('close'),
      ),
    );
  }

  return {
    element,
    /** @param {import('./log-lines.js').Names} names @param {Breakpoint[]} present those of parts that are there */
    show(names, present) {
      const key = JSON.stringify([
        present,
        present.map(({ kind, id }) => (kind === 'edge' ? edgePhrase(id, names) : names.node(id))),
      ]);
      if (key === shown) return;
      shown = key;
      const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.key : undefined;
      const within = element.contains(document.activeElement);
      const made = present.map((point) => row(point, names));
      rows.replaceChildren(...made);
      none.hidden = present.length > 0;
      clear.hidden = present.length === 0;
      if (!within) return;
      const again = focused && rows.querySelector(`[data-key="${CSS.escape(focused)}"]`);
      const next = again || rows.querySelector('button');
      if (next instanceof HTMLElement) next.focus();
    },
  };
}
