/** The fields of one node. */
import { captionOf } from '../core/captions.js';
import { h } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { letGo, movedPhrase } from '../core/layout-hints.js';
import { duplicate, inBetween, moveTo } from '../core/operations.js';
import { selectField, shapeField, textField } from './fields.js';
import { action, links, partLinks, refill, section } from './parts.js';
import { capitalized, laneName } from '../core/phrases.js';

const DETAILS = /** @type {const} */ (['owner', 'system', 'description']);

/**
 * @param {import('./parts.js').Page} page
 * @param {string} id
 * @param {import('../core/events.js').Edit} edit
 */
export function createNodeForm(page, id, edit) {
  const { bus, state } = page;
  const update = (/** @type {string} */ name) => (/** @type {string} */ value) =>
    edit([{ op: 'update_node', id, [name]: value }]);
  const label = textField('Label', update('label'), { lines: true });
  const shape = shapeField(update('shape'));
  const lane = selectField('Lane', (value) => edit(moveTo(state.picture.diagram, [id], value)));
  const details = DETAILS.map((name) => ({
    name,
    field: textField(capitalized(name), update(name), {
      lines: true,
      rows: name === 'description' ? 2 : 1,
    }),
  }));
  const more = /** @type {HTMLDetailsElement} */ (
    h(
      'details',
      { class: 'more-fields' },
      h('summary', {}, 'Owner, system, description'),
      ...details.map(({ field }) => field.element),
    )
  );
  const caption = textField('Caption', (value) => bus.emit('caption.requested', { id, caption: value }), {
    lines: true,
    placeholder: 'Shown when a run is here',
  });
  const flow = h('div', {});
  const byHand = h('div', {});
  const close = action(
    'close-gap',
    'Close the gap',
    '⇧ Del',
    () => bus.emit('action.requested', { name: 'close-gap' }),
    'danger',
  );
  const element = h(
    'div',
    {},
    section(null, label.element, shape.element, lane.element, caption.element, more),
    flow,
    byHand,
    section(
      null,
      action('inspector', 'Options of runs…', '', () => bus.emit('action.requested', { name: 'run-options' })),
      action('copy', 'Duplicate', 'Ctrl D', () =>
        edit(duplicate(state.picture.diagram, [{ kind: 'node', id }]), { selectCreated: true }),
      ),
      close,
      action('trash', 'Delete', 'Del', () => bus.emit('action.requested', { name: 'delete-selection' }), 'danger'),
    ),
  );

  /** @type {string|null} */ let opened = null;
  return {
    element,
    update() {
      const node = state.find({ kind: 'node', id });
      if (!node) return;
      const { lanes, edges, loops } = state.picture.diagram;
      label.show(node.label);
      close.hidden = !inBetween(state.picture.diagram, id);
      shape.show(node.shape);
      lane.offer(lanes.map((item) => ({ value: item.id, label: laneName(item) })));
      lane.show(node.lane);
      caption.show(captionOf(state.data.companion, id));
      for (const { name, field } of details) field.show(node[name]);
      if (opened !== node.shape) more.open = node.shape === 'taskbox' || DETAILS.some((name) => node[name] !== '');
      opened = node.shape;
      const incoming = edges.filter((edge) => edge.target === id);
      const outgoing = edges.filter((edge) => edge.source === id);
      const within = loops
        .filter((loop) => loop.nodes.includes(id))
        .map((loop) => ({
          ref: /** @type {const} */ ({ kind: 'loop', id: loop.id }),
          name: loop.condition || loop.id,
          drawn: icon('loop'),
        }));
      const moved = movedPhrase(state.data.companion.layout, id);
      refill(
        byHand,
        moved !== '' &&
          section(
            'Moved by hand',
            h('p', { class: 'muted' }, moved),
            action('undo', 'Reset the position', '', () => bus.emit('layout.requested', { change: letGo([id]) })),
          ),
      );
      refill(
        flow,
        incoming.length > 0 && section('Comes from', links(page, incoming, 'source')),
        section(
          'Goes to',
          outgoing.length > 0 ? links(page, outgoing, 'target') : null,
          action('plus', 'Connect to…', 'C', () => bus.emit('action.requested', { name: 'connect' }), 'accent'),
        ),
        within.length > 0 && section('In loop', partLinks(page, within)),
      );
    },
  };
}
