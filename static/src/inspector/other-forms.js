/** What stands in the inspector when not one part is selected: several, a loop, or the document. */
import { h } from '../core/dom.js';
import { duplicate, moveTo, SHAPES } from '../core/operations.js';
import { selectField, textField } from './fields.js';
import { action, counted, refill, section } from './parts.js';

/** @param {import('./parts.js').Page} page @param {(operations: object[], then?: object) => void} edit */
export function createSeveralForm({ bus, state }, edit) {
  const nodes = () => state.selection.filter((ref) => ref.kind === 'node').map((ref) => ref.id);
  const counts = h('p', { class: 'muted' });
  const lane = selectField('Lane', (value) => { if (value) edit(moveTo(state.picture.diagram, nodes(), value)); });
  const copy = action('copy', 'Duplicate', 'Ctrl D', () => edit(duplicate(state.picture.diagram, state.selection), { selectCreated: true }));
  const element = h('div', {}, section(null, counts, lane.element),
    section(null, copy, action('trash', 'Delete all', 'Del', () => bus.emit('action.requested', { name: 'delete-selection' }), 'danger')));
  return {
    element,
    update() {
      const { selection } = state;
      const kinds = /** @type {const} */ (['lane', 'node', 'edge']);
      counts.textContent = kinds.map((kind) => ({ kind, count: selection.filter((ref) => ref.kind === kind).length }))
        .filter(({ count }) => count > 0).map(({ kind, count }) => counted(count, kind === 'edge' ? 'connection' : kind)).join(', ');
      const homes = new Set(nodes().map((id) => state.find({ kind: 'node', id })?.lane));
      lane.element.hidden = copy.hidden = homes.size === 0;
      lane.offer([...(homes.size > 1 ? [{ value: '', label: 'Several lanes' }] : []), ...state.picture.diagram.lanes.map((item) => ({ value: item.id, label: item.label || item.id }))]);
      lane.show(homes.size === 1 ? [...homes][0] : '');
    },
  };
}

/** @param {import('./parts.js').Page} page @param {string} id */
export function createLoopForm({ state }, id) {
  const body = h('div', {});
  return {
    element: body,
    /** @param {import('../core/events.js').LoopInfo} loop */
    update(loop) {
      const names = loop.nodes.map((node) => state.find({ kind: 'node', id: node })?.text || node);
      refill(body, section('Condition', h('p', {}, loop.condition || `Loop ${id}`)), section('Steps in it', h('p', {}, names.join(', ') || 'None')));
    },
  };
}

/** @param {import('./parts.js').Page} page */
export function createDocumentForm({ bus, state }) {
  const description = () => state.data.companion?.description ?? '';
  const title = textField('Title', (value) => bus.emit('title.changed', { title: value, description: description() }), { placeholder: 'Untitled' });
  const about = textField('Description', (value) => bus.emit('title.changed', { title: state.data.title, description: value }), { lines: true, placeholder: 'What does this show, and for whom?' });
  const facts = h('dl', { class: 'facts' });
  const element = h('div', {}, section(null, title.element, about.element), section('In this diagram', facts), section(null,
    h('p', { class: 'muted small-text' }, 'Select a step, a connection or a lane to see and change it here. Double click a step to rename it; drag from a dot on its side to connect it.')));
  return {
    element,
    update() {
      const { lanes, nodes, edges } = state.picture.diagram;
      title.show(state.data.title ?? '');
      about.show(description());
      const shapes = /** @type {import('../core/events.js').Shape[]} */ (Object.keys(SHAPES)).map((shape) => ({ name: `${SHAPES[shape].name}s`, count: nodes.filter((node) => node.shape === shape).length }));
      const rows = [{ name: 'Lanes', count: lanes.length }, ...shapes.filter(({ count }) => count > 0), { name: 'Connections', count: edges.length }];
      facts.replaceChildren(...rows.flatMap(({ name, count }) => [h('dt', {}, name), h('dd', {}, String(count))]));
    },
  };
}
