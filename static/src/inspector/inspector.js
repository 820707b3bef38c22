/**
 * The pane at the right: the fields of what is selected, or of the document. Every change of it is an edit of the text.
 */
import { h } from '../core/dom.js';
import { moveFocus } from '../core/focus.js';
import { icon } from '../core/icons.js';
import { SHAPES } from '../core/operations.js';
import { shapeIcon } from '../core/shape-icon.js';
import { counted } from '../core/phrases.js';
import { createEdgeForm } from './edge-form.js';
import { createLaneForm } from './lane-form.js';
import { createNodeForm } from './node-form.js';
import { createDocumentForm, createLoopForm, createSeveralForm } from './other-forms.js';

/**
 * @typedef {import('../core/events.js').Ref} Ref
 * @typedef {import('../core/events.js').Edit} Edit
 * @typedef {{ element: HTMLElement, update: () => void }} Form
 */

/** A node's shape tells more. */
const HEADINGS = /** @type {const} */ ({
  node: { title: 'Node', drawn: 'rectangle' },
  edge: { title: 'Edge', drawn: 'connect' },
  lane: { title: 'Lane', drawn: 'lane' },
  loop: { title: 'Loop', drawn: 'loop' },
});

/**
 * @param {HTMLElement} container
 * @param {import('./parts.js').Page & { edit: Edit }} parts
 * @returns {{ destroy: () => void }}
 */
export function createInspector(container, { edit, ...page }) {
  const { bus, state } = page;
  const heading = h('h2', {});
  const picture = h('span', { class: 'inspector-icon' });
  const name = h('code', { class: 'chip inspector-id' });
  const body = h('div', { class: 'pane-body inspector-body', tabindex: -1, 'data-heir': '.stage' });
  const head = h(
    'div',
    { class: 'pane-head' },
    picture,
    heading,
    name,
    h('span', { class: 'spacer' }),
    h(
      'button',
      {
        class: 'icon-button inspector-close',
        type: 'button',
        'aria-label': 'Close the inspector',
        onclick: () => bus.emit('action.requested', { name: 'toggle-inspector' }),
      },
      icon('chevron-right'),
    ),
  );
  container.classList.add('inspector');
  container.append(head, body);

  /** @type {{ key: string, refs: Ref[], form: Form }|null} */ let shown = null;

  /** @param {Ref[]} selection @returns {Form} */
  function formFor(selection) {
    const [only, another] = selection;
    if (!only) return createDocumentForm(page);
    if (another) return createSeveralForm(page, edit);
    const { kind, id } = only;
    if (kind === 'node') return createNodeForm(page, id, edit);
    if (kind === 'edge') return createEdgeForm(page, id, edit);
    return kind === 'lane' ? createLaneForm(page, id, edit) : createLoopForm(page, id, edit);
  }

  /** @param {Ref[]} selection @returns {{ title: string, id: string, drawn: Node|null }} */
  function headingFor(selection) {
    const [only, another] = selection;
    if (!only) return { title: 'Diagram', id: '', drawn: icon('file') };
    if (another) return { title: `${counted(selection.length, 'part')} selected`, id: '', drawn: null };
    const { kind, id } = only;
    const node = kind === 'node' && state.find({ kind, id });
    if (node) return { title: SHAPES[node.shape].name, id, drawn: shapeIcon(node.shape) };
    const { title, drawn } = HEADINGS[kind];
    return { title, id, drawn: icon(drawn) };
  }

  function show() {
    const selection = state.selection.filter((ref) => state.find(ref));
    const key = selection.length > 1 ? 'several' : selection.map((ref) => `${ref.kind} ${ref.id}`).join();
    if (shown?.key !== key) {
      const gone = shown?.refs.some((ref) => !state.find(ref)) ?? false;
      shown = { key, refs: selection, form: formFor(selection) };
      const focused = body.contains(document.activeElement);
      body.replaceChildren(shown.form.element);
      // Where a part was removed, the work goes on on the canvas (`data-heir`).
      if (focused && !gone) moveFocus(body);
    }
    const { title, id, drawn } = headingFor(selection);
    heading.textContent = title;
    name.textContent = id;
    name.hidden = id === '';
    picture.replaceChildren(...(drawn ? [drawn] : []));
    shown.form.update();
  }

  const stops = [
    bus.on('selection.changed', show),
    bus.on('picture.changed', show),
    bus.on('problems.changed', show),
    bus.on('edit.refused', show),
    bus.on('title.changed', show),
    bus.on('run.changed', ({ active }) => {
      body.inert = active;
    }),
  ];
  show();
  return {
    destroy() {
      for (const stop of stops) stop();
      container.replaceChildren();
    },
  };
}
