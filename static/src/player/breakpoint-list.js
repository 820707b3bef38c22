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
 * @typedef {{ element: HTMLElement, show: (point: Breakpoint, name: string) => void }} Row
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
 * @param {() => void} leave goes from a field of the list back to the run, whose keys the field keeps for itself
 */
export function createBreakpointList(element, points, changed, add, leave) {
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
        if (names && (kind === 'node' || kind === 'edge')) {
          add({ kind, id }, names);
          // The next one is typed from its beginning.
          part.value = '';
        } else part.focus();
      },
    },
    part,
    h('button', { class: 'button' }, 'Pause there'),
  );
  element.append(none, rows, clear, further);
  element.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !(event.target instanceof Element) || !event.target.closest('select, input')) return;
    event.preventDefault();
    leave();
  });
  let shown = '';
  /** A row stays as long as its breakpoint: who types in it goes on typing. @type {Map<string, Row>} */
  let made = new Map();
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

  /** @param {import('./breakpoints.js').Part} part @returns {Row} */
  function row(part) {
    const set = (/** @type {{ when?: When, visits?: number }} */ change) => {
      points.set(part, change);
      changed();
    };
    const title = h('span', { class: 'breakpoint-name' });
    const when = /** @type {HTMLSelectElement} */ (
      h(
        'select',
        { class: 'input', onchange: () => set({ when: /** @type {When} */ (when.value) }) },
        ...Object.entries(part.kind === 'edge' ? EDGE_WHENS : NODE_WHENS).map(([value, words]) =>
          h('option', { value }, words),
        ),
      )
    );
    const visits = /** @type {HTMLInputElement} */ (
      h('input', {
        class: 'input',
        type: 'number',
        min: 1,
        max: LIMITS.visits,
        onchange: () => {
          set({ visits: visits.valueAsNumber });
          // What cannot be a number of visits is another one now.
          visits.value = String(points.at(part)?.visits);
        },
      })
    );
    const remove = h(
      'button',
      {
        type: 'button',
        class: 'icon-button',
        title: 'Remove',
        onclick: () => {
          points.remove(part);
          changed();
        },
      },
      icon('close'),
    );
    return {
      element: h('li', {}, h('span', { class: 'pause-icon' }, icon('breakpoint')), title, when, visits, remove),
      show(point, name) {
        title.textContent = name;
        when.setAttribute('aria-label', `When to pause: ${name}`);
        when.value = point.when;
        visits.setAttribute('aria-label', `Number of visits: ${name}`);
        visits.hidden = point.when !== 'visits';
        if (visits !== document.activeElement) visits.value = String(point.visits);
        remove.setAttribute('aria-label', `Remove the breakpoint: ${name}`);
      },
    };
  }

  return {
    /** @param {Names} now @param {Breakpoint[]} present those of parts that are there */
    show(now, present) {
      names = now;
      const named = present.map((point) => {
        const name = point.kind === 'edge' ? capitalized(edgePhrase(point.id, now)) : now.node(point.id);
        return /** @type {const} */ ([point, name]);
      });
      const key = JSON.stringify(named);
      if (key === shown) return;
      shown = key;
      const within = element.contains(document.activeElement);
      const before = made;
      made = new Map(
        named.map(([point, name]) => {
          const { kind, id } = point;
          const found = before.get(`${kind} ${id}`) ?? row({ kind, id });
          found.show(point, name);
          return [`${kind} ${id}`, found];
        }),
      );
      for (const [part, gone] of before) if (!made.has(part)) gone.element.remove();
      // One that stays in its place keeps the focus.
      [...made.values()].forEach(({ element: one }, index) => {
        if (rows.children[index] !== one) rows.insertBefore(one, rows.children[index] ?? null);
      });
      none.hidden = present.length > 0;
      clear.hidden = present.length === 0;
      if (!within || element.contains(document.activeElement)) return;
      const next = rows.querySelector('button');
      if (next instanceof HTMLElement) next.focus();
    },
  };
}
