/** What stands in the inspector when not one part is selected: several, a loop, or the document. */
import { byTouch, h } from '../core/dom.js';
import { letGo, movedAmong } from '../core/layout-hints.js';
import { addLoop, duplicate, moveTo, relabel, SHAPES } from '../core/operations.js';
import { shapeIcon } from '../core/shape-icon.js';
import { counted, laneName, namedLanes } from '../core/phrases.js';
import { selectField, textField } from './fields.js';
import { action, partLinks, refill, section } from './parts.js';

/** @param {import('./parts.js').Page} page @param {import('../core/events.js').Edit} edit */
export function createSeveralForm({ bus, state }, edit) {
  const nodes = () => state.selection.filter((ref) => ref.kind === 'node').map((ref) => ref.id);
  const counts = h('p', { class: 'muted' });
  const lane = selectField('Lane', (value) => {
    if (value) edit(moveTo(state.picture.diagram, nodes(), value));
  });
  const copy = action('copy', 'Duplicate', 'Ctrl D', () =>
    edit(duplicate(state.picture.diagram, state.selection), { selectCreated: true }),
  );
  const release = action('undo', 'Reset the positions', '', () =>
    bus.emit('layout.requested', { change: letGo(nodes()) }),
  );
  const then = { selectCreated: true, renameCreated: true };
  const loop = action('loop', 'Add a loop', '', () => edit(addLoop(state.picture.diagram, state.selection), then));
  const extract = action('lane', 'New lane from these', '', () =>
    bus.emit('action.requested', { name: 'extract-lane' }),
  );
  const element = h(
    'div',
    {},
    section(null, counts, lane.element),
    section(
      null,
      loop,
      copy,
      extract,
      release,
      action('trash', 'Delete all', 'Del', () => bus.emit('action.requested', { name: 'delete-selection' }), 'danger'),
    ),
  );
  return {
    element,
    update() {
      const { selection } = state;
      const kinds = /** @type {const} */ (['lane', 'node', 'edge']);
      counts.textContent = kinds
        .map((kind) => ({ kind, count: selection.filter((ref) => ref.kind === kind).length }))
        .filter(({ count }) => count > 0)
        .map(({ kind, count }) => counted(count, kind))
        .join(', ');
      const homes = new Set(nodes().map((id) => state.find({ kind: 'node', id })?.lane));
      lane.element.hidden = copy.hidden = extract.hidden = homes.size === 0;
      loop.hidden = nodes().length < 2;
      release.hidden = movedAmong(state.data.companion.layout, nodes()).length === 0;
      lane.offer([
        ...(homes.size > 1 || homes.has('')
          ? [{ value: '', label: homes.size > 1 ? 'Several lanes' : laneName(undefined) }]
          : []),
        ...namedLanes(state.picture.diagram.lanes).map((item) => ({ value: item.id, label: laneName(item) })),
      ]);
      const [home = ''] = homes;
      lane.show(homes.size === 1 ? home : '');
    },
  };
}

/**
 * @param {import('./parts.js').Page} page
 * @param {string} id
 * @param {import('../core/events.js').Edit} edit
 */
export function createLoopForm(page, id, edit) {
  const { bus, state } = page;
  const condition = textField('Condition', (condition) => edit(relabel({ kind: 'loop', id }, condition, '')), {
    placeholder: 'How often, or until when?',
  });
  const steps = h('div', {});
  const element = h(
    'div',
    {},
    section(null, condition.element),
    steps,
    section(
      null,
      action(
        'trash',
        'Delete the loop',
        'Del',
        () => bus.emit('action.requested', { name: 'delete-selection' }),
        'danger',
      ),
    ),
  );
  return {
    element,
    update() {
      const loop = state.find({ kind: 'loop', id });
      if (!loop) return;
      condition.show(loop.condition);
      const nodes = loop.nodes.map((name) => {
        const facts = state.find({ kind: 'node', id: name });
        return {
          ref: /** @type {const} */ ({ kind: 'node', id: name }),
          name: facts?.text || name,
          drawn: facts ? shapeIcon(facts.shape, 16) : null,
        };
      });
      refill(steps, section('Nodes in it', partLinks(page, nodes)));
    },
  };
}

/** @param {import('./parts.js').Page} page */
export function createDocumentForm({ bus, state }) {
  const description = () => state.data.companion?.description ?? '';
  const title = textField('Title', (value) => bus.emit('title.changed', { title: value, description: description() }), {
    placeholder: 'Untitled',
  });
  const about = textField(
    'Description',
    (value) => bus.emit('title.changed', { title: state.data.title, description: value }),
    { lines: true, rows: 2, placeholder: 'What does this show, and for whom?' },
  );
  const facts = h('dl', { class: 'facts' });
  const element = h(
    'div',
    {},
    section(null, title.element, about.element),
    section('In this diagram', facts),
    section(
      null,
      h(
        'p',
        { class: 'muted small-text' },
        `Select a node, an edge or a lane to see and change it here. ${byTouch() ? 'Double-tap' : 'Double-click'} a node to rename it. Drag from a dot on its side to connect it, or drag the node to move it.`,
      ),
    ),
  );
  return {
    element,
    update() {
      const { lanes, nodes, edges } = state.read;
      title.show(state.data.title ?? '');
      about.show(description());
      const shapes = /** @type {import('../core/events.js').Shape[]} */ (Object.keys(SHAPES)).map((shape) => ({
        name: SHAPES[shape].many,
        count: nodes.filter((node) => node.shape === shape).length,
      }));
      const rows = [
        { name: 'Lanes', count: namedLanes(lanes).length },
        ...shapes.filter(({ count }) => count > 0),
        { name: 'Edges', count: edges.length },
      ];
      facts.replaceChildren(...rows.flatMap(({ name, count }) => [h('dt', {}, name), h('dd', {}, String(count))]));
    },
  };
}
