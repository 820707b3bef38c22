/** The diagram as a list, lane by lane and in the order of the flow: the whole document for small screens and screen readers. */
import { h } from '../core/dom.js';
import { SHAPES } from '../core/operations.js';
import { laneName } from '../core/words.js';

/**
 * @param {HTMLElement} container
 * @param {{ bus: import('../core/event-bus.js').EventBus, state: import('../core/state.js').PageState, chosen: () => void }} options
 */
export function createOutline(container, { bus, state, chosen }) {
  const body = h('div', { class: 'pane-body outline-body' });
  container.append(h('div', { class: 'pane-head' }, h('h2', {}, 'Outline')), body);

  /** @param {import('../core/events.js').Ref} ref */
  function choose(ref) {
    // The canvas must be in sight and know its size, which takes a frame, before it can scroll to a part.
    chosen();
    state.select([ref], 'outline');
    requestAnimationFrame(() => requestAnimationFrame(() => bus.emit('reveal.requested', { ref, origin: 'outline' })));
  }

  function show() {
    const { lanes, nodes, edges } = state.picture.diagram;
    const places = new Map(state.picture.geometry.nodes.map((node) => [node.id, node]));
    const names = new Map(nodes.map((node) => [node.id, node.text]));
    const leaving = groupedBy(edges, (edge) => edge.source);
    const standing = groupedBy(nodes, (node) => node.lane);
    const waysFrom = (/** @type {string} */ id) => (leaving.get(id) ?? [])
      .map((edge) => `${edge.label ? `${edge.label}: ` : 'then '}${names.get(edge.target) ?? edge.target}`);
    const byFlow = (/** @type {{id: string}} */ a, /** @type {{id: string}} */ b) => {
      const [p, q] = [places.get(a.id), places.get(b.id)];
      return p && q ? p.x + p.width / 2 - q.x - q.width / 2 || p.y - q.y : 0;
    };
    if (lanes.length === 0) body.replaceChildren(h('p', { class: 'outline-empty muted' }, 'There is nothing here yet.'));
    else body.replaceChildren(...lanes.map((lane) => h('section', { class: 'outline-lane' },
      h('h3', { class: 'section-title' }, laneName(lane)),
      h('ul', {}, ...(standing.get(lane.id) ?? []).sort(byFlow).map((node) => h('li', {},
        h('button', { class: `outline-node shape-${node.shape}`, type: 'button', onclick: () => choose({ kind: 'node', id: node.id }) },
          h('span', { class: 'outline-name' }, node.text), h('span', { class: 'small-text muted' },
            [SHAPES[node.shape].name, ...waysFrom(node.id)].join(' · ')))))))));
  }

  bus.on('picture.changed', show);
}

/** @template T @param {T[]} items @param {(item: T) => string} keyOf @returns {Map<string, T[]>} in the order they came */
function groupedBy(items, keyOf) {
  /** @type {Map<string, T[]>} */ const groups = new Map();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
