/**
 * The diagram as a list, lane by lane and in the order of the flow: the whole of it for small screens and screen
 * readers. What is chosen is
 * selected on the canvas. One tab stop; the arrow keys go from item to item.
 */
import { h } from '../core/dom.js';
import { moveFocus } from '../core/focus.js';
import { outlineOf } from '../core/outline-summary.js';

/** @typedef {import('../core/events.js').Ref} Ref */

/**
 * @param {HTMLElement} container
 * @param {{ bus: import('../core/event-bus.js').EventBus, state: import('../core/state.js').PageState, chosen: () =>
 *   void }} options `chosen` brings the canvas into sight
 * @returns {{ show(shown: boolean): void }} nothing is made while it is out of sight
 */
export function createOutline(container, { bus, state, chosen }) {
  const body = h('div', { class: 'pane-body outline-body' });
  container.append(body);
  let inSight = false;
  /** @type {import('../core/events.js').DiagramInfo|null} */ let made = null;
  /** @type {{ ref: Ref, button: HTMLElement }[]} */ let items = [];

  /** @param {Ref} ref */
  function choose(ref) {
    // The canvas must be in sight and know its size, which takes a frame, before it can scroll to a part.
    chosen();
    state.select([ref], 'outline');
    requestAnimationFrame(() => requestAnimationFrame(() => bus.emit('reveal.requested', { ref, origin: 'outline' })));
  }

  /** @param {Ref} ref @param {string} look @param {...(Node|string)} content */
  function item(ref, look, ...content) {
    const button = h(
      'button',
      { class: `outline-item ${look}`, type: 'button', tabindex: '-1', onclick: () => choose(ref) },
      ...content,
    );
    items.push({ ref, button });
    return button;
  }

  function make() {
    if (!inSight || made === state.picture.diagram) return;
    made = state.picture.diagram;
    const at = items.find(({ button }) => button === document.activeElement)?.ref;
    items = [];
    const lanes = outlineOf(made).map(({ id, label, nodes }) =>
      h(
        'section',
        { class: 'outline-lane' },
        h('h3', { class: 'section-title' }, id === '' ? label : item({ kind: 'lane', id }, 'outline-lane-name', label)),
        h(
          'ul',
          {},
          ...nodes.map((node) =>
            h(
              'li',
              {},
              item(
                { kind: 'node', id: node.id },
                `outline-node shape-${node.shape}`,
                h('span', { class: 'outline-name' }, node.name),
                h('span', { class: 'small-text muted' }, node.summary),
              ),
            ),
          ),
        ),
      ),
    );
    body.replaceChildren(
      ...(lanes.length > 0
        ? lanes
        : [h('p', { class: 'outline-empty muted' }, 'There is nothing in this diagram yet.')]),
    );
    mark();
    if (at) moveFocus(items.find(({ ref }) => same(ref, at))?.button);
  }

  /** Marks what is selected; it is where Tab comes to. @returns {HTMLElement|undefined} the first one */
  function mark() {
    const chosenNow = items
      .filter(({ ref }) => state.selection.some((other) => same(ref, other)))
      .map(({ button }) => button);
    for (const { button } of items) {
      button.tabIndex = -1;
      if (chosenNow.includes(button)) button.setAttribute('aria-current', 'true');
      else button.removeAttribute('aria-current');
    }
    const stop = chosenNow[0] ?? items[0]?.button;
    if (stop) stop.tabIndex = 0;
    return chosenNow[0];
  }

  body.addEventListener('keydown', (event) => {
    const at = items.findIndex(({ button }) => button === document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
    if (to === undefined || at < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const next = items[Math.max(0, Math.min(items.length - 1, to))];
    for (const item of items) item.button.tabIndex = item === next ? 0 : -1;
    next?.button.focus();
  });
  bus.on('picture.changed', make);
  bus.on('selection.changed', ({ origin }) => {
    const first = mark();
    if (origin !== 'outline') first?.scrollIntoView({ block: 'nearest' });
  });
  return {
    show(shown) {
      inSight = shown;
      make();
    },
  };
}

/** @param {Ref} a @param {Ref} b */
const same = (a, b) => a.kind === b.kind && a.id === b.id;
