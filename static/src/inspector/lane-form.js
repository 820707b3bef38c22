/** The fields of one lane. */
import { h } from '../core/dom.js';
import { relabel, shiftLane } from '../core/operations.js';
import { counted } from '../core/phrases.js';
import { textField } from './fields.js';
import { action, refill, section } from './parts.js';

/**
 * @param {import('./parts.js').Page} page
 * @param {string} id
 * @param {import('../core/events.js').Edit} edit
 */
export function createLaneForm({ bus, state }, id, edit) {
  const label = textField(
    'Label',
    (value) => edit(relabel({ kind: 'lane', id }, value, state.find({ kind: 'lane', id })?.label ?? '')),
    { lines: true, placeholder: id === '' ? 'Name a lane for these nodes' : '' },
  );
  const name = textField('Id in the code', (value) => edit([{ op: 'update_lane', id, new_id: value }]));
  const order = h('div', {});
  const element = h(
    'div',
    {},
    section(null, label.element, name.element),
    order,
    section(
      null,
      action(
        'trash',
        'Delete with its nodes',
        'Del',
        () => bus.emit('action.requested', { name: 'delete-selection' }),
        'danger',
      ),
    ),
  );

  /** @param {-1|1} by @param {string} label @param {boolean} possible */
  const shift = (by, label, possible) =>
    h(
      'button',
      {
        class: 'button small',
        type: 'button',
        'data-key': label,
        disabled: !possible,
        onclick: () => edit(shiftLane(state.picture.diagram, id, by)),
      },
      label,
    );
  return {
    element,
    update() {
      const lane = state.find({ kind: 'lane', id });
      if (!lane) return;
      const { lanes, nodes } = state.picture.diagram;
      const index = lanes.findIndex((item) => item.id === id);
      const [before, after] =
        state.picture.geometry.direction === 'down' ? ['Move left', 'Move right'] : ['Move up', 'Move down'];
      label.show(lane.label);
      name.show(lane.id);
      name.element.hidden = order.hidden = lane.id === '';
      refill(
        order,
        section(
          'Order',
          h(
            'p',
            { class: 'muted' },
            `${index + 1} of ${counted(lanes.length, 'lane')}, ${counted(nodes.filter((node) => node.lane === id).length, 'node')} in it`,
          ),
          h('div', { class: 'row' }, shift(-1, before, index > 0), shift(1, after, index < lanes.length - 1)),
        ),
      );
    },
  };
}
