/** What the diagram is: title, description, counts, and its outline, which is the picture in words. */
import { h } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { outlineOf } from '../core/outline-summary.js';
import { counted, namedLanes } from '../core/phrases.js';
import { changedPhrase } from '../core/times.js';

/**
 * @param {{ bus: import('../core/event-bus.js').EventBus, state: import('../core/state.js').PageState,
 *   stage: { element(ref: import('../core/events.js').Ref): SVGGElement|null },
 *   chosen: () => void }} parts `chosen` brings the picture into sight
 */
export function createCard({ bus, state, stage, chosen }) {
  const { data } = state;
  const element = h('section', { class: 'viewer-card', 'aria-label': 'About this diagram' });
  /** The rows of the outline, by node. @type {Map<string, Element>} */ let rows = new Map();
  let told = data.changed_at;

  /** @param {string} id */
  function reveal(id) {
    chosen();
    // After the canvas has its size, which it does not have while it is out of sight.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => bus.emit('reveal.requested', { ref: { kind: 'node', id }, origin: 'outline' })),
    );
  }

  /** @param {import('../core/outline-summary.js').OutlineNode} node */
  function row(node) {
    const light = (/** @type {boolean} */ on) =>
      stage.element({ kind: 'node', id: node.id })?.classList.toggle('echo', on);
    const button = h(
      'button',
      {
        type: 'button',
        class: 'viewer-row',
        'data-node': node.id,
        onclick: () => reveal(node.id),
        onpointerenter: () => light(true),
        onpointerleave: () => light(false),
        onfocus: () => light(true),
        onblur: () => light(false),
      },
      h('span', { class: `log-shape ${node.shape}` }, icon(node.shape)),
      h(
        'span',
        {},
        h('span', { class: 'viewer-name' }, node.name),
        h('span', { class: 'viewer-ways small-text muted' }, node.summary),
      ),
    );
    return h('li', {}, button);
  }

  function build() {
    const { diagram } = state.picture;
    const decisions = diagram.nodes.filter((node) => node.shape === 'diamond').length;
    const changed = data.changed_at ? changedPhrase(new Date(data.changed_at), new Date()) : '';
    const lanes = outlineOf(diagram).map((lane) =>
      h(
        'section',
        { class: 'viewer-lane' },
        h('h3', {}, h('span', {}, lane.label), h('span', { class: 'viewer-count' }, String(lane.nodes.length))),
        h('ol', {}, ...lane.nodes.map(row)),
      ),
    );
    rows = new Map(
      lanes.flatMap((lane) =>
        [...lane.querySelectorAll('.viewer-row')].map(
          (row) => /** @type {[string, Element]} */ ([`node-${row.getAttribute('data-node')}`, row]),
        ),
      ),
    );
    element.replaceChildren(
      h(
        'div',
        { class: 'viewer-about' },
        h('h1', {}, data.title),
        data.companion.description && h('p', {}, data.companion.description),
        h(
          'p',
          { class: 'viewer-counts' },
          h(
            'span',
            { class: 'viewer-figures' },
            ...[
              counted(namedLanes(diagram.lanes).length, 'lane'),
              counted(diagram.nodes.length, 'node'),
              counted(decisions, 'decision'),
            ].map((figure) => h('span', {}, figure)),
          ),
          changed && h('span', {}, `Changed ${changed}`),
        ),
      ),
      h(
        'div',
        { class: 'viewer-outline' },
        h('h2', {}, 'Outline'),
        ...lanes,
        lanes.length === 0 && h('p', { class: 'muted' }, 'There are no lanes in this diagram yet.'),
      ),
    );
  }

  const active = (/** @type {string} */ id) =>
    stage.element({ kind: 'node', id })?.classList.contains('run-active') ?? false;
  /** @type {Element|undefined} */ let current;
  bus.on('run.moved', () => {
    current?.removeAttribute('aria-current');
    // What is out of sight is not in the page.
    current = [...rows].find(([id]) => active(id.slice('node-'.length)))?.[1];
    current?.setAttribute('aria-current', 'step');
  });

  bus.on('picture.changed', () => {
    // Another shape of the same diagram tells nothing new.
    if (told === data.changed_at) return;
    told = data.changed_at;
    const focused = element.contains(document.activeElement) && document.activeElement?.getAttribute('data-node');
    const outline = () => element.querySelector('.viewer-outline') ?? element;
    const [top, within] = [element.scrollTop, outline().scrollTop];
    build();
    [element.scrollTop, outline().scrollTop] = [top, within];
    const again = focused && rows.get(`node-${focused}`);
    if (again instanceof HTMLElement) again.focus({ preventScroll: true });
  });
  build();
  return element;
}
