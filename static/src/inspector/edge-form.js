/** The fields of one edge: its label, and where it leaves and arrives. */
import { h } from '../core/dom.js';
import { selectField, sideField, textField } from './fields.js';
import { action, links, refill, section } from './parts.js';
import { oneLine } from '../core/phrases.js';

/**
 * @param {import('./parts.js').Page} page
 * @param {string} id
 * @param {import('../core/events.js').Edit} edit
 */
export function createEdgeForm(page, id, edit) {
  const { bus, state } = page;
  const update = (/** @type {string} */ name) => (/** @type {string} */ value) =>
    edit([{ op: 'update_edge', id, [name]: value }]);
  const label = textField('Label', update('label'), { lines: true, placeholder: 'When is this branch taken?' });
  const source = selectField('From', update('source'));
  const target = selectField('To', update('target'));
  const sides = {
    source: sideField('Source side', update('source_side')),
    target: sideField('Target side', update('target_side')),
  };
  const ends = h('div', {});
  const element = h(
    'div',
    {},
    section(null, label.element),
    section(
      null,
      h('div', { class: 'field-pair' }, source.element, sides.source.element),
      h('div', { class: 'field-pair' }, target.element, sides.target.element),
    ),
    ends,
    section(
      null,
      action('inspector', 'Options of runs…', '', () => bus.emit('action.requested', { name: 'run-options' })),
      action('trash', 'Delete', 'Del', () => bus.emit('action.requested', { name: 'delete-selection' }), 'danger'),
    ),
  );
  return {
    element,
    update() {
      const edge = state.find({ kind: 'edge', id });
      if (!edge) return;
      const nodes = state.picture.diagram.nodes.map((node) => ({
        value: node.id,
        label: `${oneLine(node.text || node.label || 'Unnamed')} (${node.id})`,
      }));
      label.show(edge.label);
      for (const field of [source, target]) field.offer(nodes);
      source.show(edge.source);
      target.show(edge.target);
      sides.source.show(edge.source_side);
      sides.target.show(edge.target_side);
      refill(
        ends,
        section(
          'Between',
          links(page, [{ ...edge, label: '' }], 'source'),
          links(page, [{ ...edge, label: '' }], 'target'),
        ),
      );
    },
  };
}
