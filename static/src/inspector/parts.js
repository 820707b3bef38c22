/** Parts that several forms of the inspector share: links to other parts, rows of actions, sections. */
import { h } from '../core/dom.js';
import { moveFocus } from '../core/focus.js';
import { icon } from '../core/icons.js';
import { shapeIcon } from '../core/shape-icon.js';
import { oneLine } from '../core/phrases.js';

/**
 * @typedef {import('../core/events.js').Ref} Ref
 * @typedef {import('../core/events.js').EdgeInfo} EdgeInfo
 * @typedef {{ bus: import('../core/event-bus.js').EventBus, state: import('../core/state.js').PageState }} Page
 */

/**
 * Selects a part for somebody who works in the inspector: canvas and code follow.
 * @param {Page} page
 * @param {Ref} ref
 */
export function go({ bus, state }, ref) {
  bus.emit('echo.changed', { ref: null });
  state.select([ref], 'inspector');
}

/**
 * Links to the nodes at the other ends of edges, each with its edge's label; pointing at one lights it up on the
 * canvas.
 * @param {Page} page
 * @param {EdgeInfo[]} edges
 * @param {'source'|'target'} end the end that a link leads to
 * @returns {HTMLElement}
 */
export function links(page, edges, end) {
  const rows = edges.map((edge) => {
    const node = page.state.find({ kind: 'node', id: edge[end] });
    const name = node ? oneLine(node.text || node.label || node.id) : edge[end];
    /** @type {Ref} */ const ref = { kind: 'node', id: edge[end] };
    const link = h(
      'button',
      { class: 'link-row', type: 'button', 'data-key': `${end}-${edge.id}`, title: name, onclick: () => go(page, ref) },
      icon(end === 'source' ? 'arrow-left' : 'arrow-right'),
      node ? shapeIcon(node.shape, 16) : null,
      h('span', { class: 'link-name' }, name),
    );
    const label = h(
      'button',
      {
        class: edge.label ? 'chip edge-chip' : 'chip edge-chip blank',
        type: 'button',
        'data-key': `edge-${edge.id}`,
        title: 'The edge',
        'aria-label': `Edge ${oneLine(edge.label) || `${edge.source} to ${edge.target}`}`,
        onclick: () => go(page, { kind: 'edge', id: edge.id }),
      },
      edge.label || icon('connect', 12),
    );
    echoes(page, link, ref);
    echoes(page, label, { kind: 'edge', id: edge.id });
    return h('li', {}, link, label);
  });
  return h('ul', { class: 'links' }, ...rows);
}

/**
 * Links to parts.
 * @param {Page} page
 * @param {{ ref: Ref, name: string, drawn: Node|null }[]} parts
 * @returns {HTMLElement}
 */
export function partLinks(page, parts) {
  return h(
    'ul',
    { class: 'links' },
    ...parts.map(({ ref, name, drawn }) => {
      const link = h(
        'button',
        {
          class: 'link-row',
          type: 'button',
          'data-key': `${ref.kind}-${ref.id}`,
          title: name,
          onclick: () => go(page, ref),
        },
        drawn,
        h('span', { class: 'link-name' }, name),
      );
      echoes(page, link, ref);
      return h('li', {}, link);
    }),
  );
}

/**
 * @param {Page} page
 * @param {HTMLElement} element
 * @param {Ref} ref lights up on the canvas while the element is pointed at or has the focus
 */
function echoes({ bus }, element, ref) {
  for (const on of ['pointerenter', 'focus']) element.addEventListener(on, () => bus.emit('echo.changed', { ref }));
  for (const off of ['pointerleave', 'blur'])
    element.addEventListener(off, () => bus.emit('echo.changed', { ref: null }));
}

/**
 * @param {import('../core/icons.js').IconName} name
 * @param {string} label
 * @param {string} keys
 * @param {() => void} run
 * @param {string} [look]
 */
export const action = (name, label, keys, run, look = '') =>
  h(
    'button',
    { class: `action ${look}`, type: 'button', 'data-key': label, onclick: run },
    icon(name),
    h('span', {}, label),
    keys ? h('span', { class: 'key', 'aria-hidden': 'true' }, keys) : null,
  );

/** @param {string|null} title @param {...(Node|null)} children */
export const section = (title, ...children) =>
  h(
    'section',
    { class: 'inspector-section' },
    title === null ? null : h('h3', { class: 'section-title' }, title),
    ...children,
  );

/**
 * Fills a part anew and gives the focus back to what had it.
 * @param {HTMLElement} container
 * @param {...(Node|null|false)} children
 */
export function refill(container, ...children) {
  const focused = container.contains(document.activeElement) ? document.activeElement?.getAttribute('data-key') : null;
  container.replaceChildren(...children.filter((child) => child instanceof Node));
  if (!focused) return;
  const same = container.querySelector(`[data-key="${CSS.escape(focused)}"]:not(:disabled)`);
  moveFocus(/** @type {HTMLElement|null} */ (same ?? container.querySelector('button:not(:disabled)')));
}
