/** The breakpoints of the diagram as a list: each with when the run pauses there, to change and to remove. */
import { byTouch, h } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { capitalized, oneLine } from '../core/phrases.js';
import { LIMITS } from './breakpoints.js';
import { edgePhrase } from './pauses.js';

/**
 * @typedef {import('./breakpoints.js').Breakpoint} Breakpoint
 * @typedef {import('./breakpoints.js').When} When
 * @typedef {import('./log-lines.js').Names} Names
 */
const NODE_WHENS = /** @type {const} */ ({
  always: 'Every time',
  visits: 'After visits',
  waits: 'When it waits for others',
  reply: 'At a reply',
});
const EDGE_WHENS = /** @type {const} */ ({ always: 'Every time', visits: 'After visits', reply: 'At a reply' });

/**
 * @param {HTMLElement} element what the list is put into
 * @param {import('./breakpoints.js').Breakpoints} points @param {() => void} changed
 * @param {(part: import('./breakpoints.js').Part, names: Names) => void} add sets a breakpoint, or says why it cannot
 */
export function createBreakpointList(element, points, changed, add) {
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
  /** Also edges, at which the keyboard cannot point on the diagram. */
  const part = /** @type {HTMLSelectElement} */ (
    h('select', { class: 'input', 'aria-label': 'Node or edge to pause at', onfocus: fill, onpointerdown: fill })
  );
  const further = h(
    'form',
    {
      class: 'breakpoint-add',
      onsubmit: (/** @type {Event} */ event) => {
        event.preventDefault();
        const [kind, id = ''] = part.value.split(' ');
        if (names && (kind === 'node' || kind === 'edge')) add({ kind, id }, names);
        else part.focus();
      },
    },
    part,
    h('button', { class: 'button' }, 'Pause there'),
  );
  element.append(none, rows, clear, further);
  let shown = '';
  /** @type {Names|null} */ let names = null;
  /** @type {Names|null} */ let filled = null;

  /** There may be thousands, which nobody looks for before. */
  function fill() {
    if (filled === names) return;
    filled = names;
    offer();
  }

  function offer() {
    const known = filled;
    const name = (/** @type {string} */ id) => oneLine(known?.node(id) ?? id);
    // Without quotes, or nobody could find an option by typing how it begins.
    part.replaceChildren(
      h('option', { value: '' }, 'Choose a node or an edge'),
      ...[...(known?.nodes.keys() ?? [])].map((id) => h('option', { value: `node ${id}` }, name(id))),
      ...[...(known?.edges.values() ?? [])].map(({ id, source, target, label }) =>
        h(
          'option',
          { value: `edge ${id}` },
          `${name(source)} to ${name(target)}${label ? ` (${oneLine(label)})` : ''}`,
        ),
      ),
    );
  }
  offer();

  /** @param {Breakpoint} point @param {Names} names */
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
    /** @param {Names} now @param {Breakpoint[]} present those of parts that are there */
    show(now, present) {
      names = now;
      const key = JSON.stringify([
        present,
        present.map(({ kind, id }) => (kind === 'edge' ? edgePhrase(id, now) : now.node(id))),
      ]);
      if (key === shown) return;
      shown = key;
      const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.key : undefined;
      const within = element.contains(document.activeElement);
      const made = present.map((point) => row(point, now));
      rows.replaceChildren(...made);
      none.hidden = present.length > 0;
      clear.hidden = present.length === 0;
      if (!within || element.contains(document.activeElement)) return;
      const again = focused && rows.querySelector(`[data-key="${CSS.escape(focused)}"]`);
      const next = again || rows.querySelector('button');
      if (next instanceof HTMLElement) next.focus();
    },
  };
}
