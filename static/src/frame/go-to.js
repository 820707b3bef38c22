/** The outline of the document as a list to pick from: a few letters find a lane or node, Enter goes there. */
import { composes } from '../core/composition.js';
import { h } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { openDialog } from '../dialogs/dialog.js';
import { laneName, oneLine } from '../core/phrases.js';

/** @typedef {import('../core/events.js').Ref} Ref */
const MOST = 200;
const ICONS = /** @type {const} */ ({
  circle: 'circle',
  rectangle: 'rectangle',
  diamond: 'diamond',
  taskbox: 'taskbox',
});

/** @param {{ diagram: import('../core/events.js').DiagramInfo, chosen: (ref: Ref) => void }} options */
export function openGoTo({ diagram, chosen }) {
  if (document.querySelector('.go-to-dialog')) return;
  const entries = entriesOf(diagram);
  const input = /** @type {HTMLInputElement} */ (
    h('input', {
      class: 'input',
      role: 'combobox',
      'aria-label': 'Lane or node',
      'aria-expanded': 'true',
      'aria-controls': 'go-to-list',
      'aria-autocomplete': 'list',
      autocomplete: 'off',
      spellcheck: 'false',
      placeholder: 'Type a part of a label or id',
    })
  );
  const list = h('ul', { class: 'go-to-list', id: 'go-to-list', role: 'listbox', 'aria-label': 'Lanes and nodes' });
  const dialog = openDialog({ title: 'Go to', body: [input, list], className: 'go-to-dialog' });
  /** @type {ReturnType<typeof entriesOf>} */ let shown = [];
  let at = 0;

  function show() {
    const wanted = input.value.trim().toLowerCase();
    shown = entries.filter(({ searched }) => searched.includes(wanted)).slice(0, MOST);
    at = 0;
    list.replaceChildren(
      ...shown.map((entry, index) =>
        h(
          'li',
          {
            class: `go-to-item go-to-${entry.ref.kind}`,
            role: 'option',
            id: `go-to-${index}`,
            onclick: () => choose(index),
          },
          icon(entry.icon),
          h('span', { class: 'go-to-name' }, entry.name),
          h('span', { class: 'muted small-text' }, entry.ref.id),
        ),
      ),
    );
    if (shown.length === 0) list.append(h('li', { class: 'go-to-none muted' }, 'No lane or node matches.'));
    mark();
  }

  function mark() {
    for (const [index, item] of [...list.children].entries())
      item.setAttribute('aria-selected', String(index === at && shown.length > 0));
    input.setAttribute('aria-activedescendant', shown.length > 0 ? `go-to-${at}` : '');
    list.children[at]?.scrollIntoView({ block: 'nearest' });
  }

  /** @param {number} index */
  function choose(index) {
    const entry = shown[index];
    if (!entry) return;
    // Closing gives the focus back to where it was; going there comes after.
    dialog.element.addEventListener('close', () => chosen(entry.ref));
    dialog.close();
  }

  input.addEventListener('input', show);
  input.addEventListener('keydown', (event) => {
    if (composes(event)) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && shown.length > 0) {
      at = (at + step + shown.length) % shown.length;
      mark();
    } else if (event.key === 'Enter') choose(at);
    else return;
    event.preventDefault();
  });
  show();
  input.focus();
}

/** @param {import('../core/events.js').DiagramInfo} diagram */
function entriesOf(diagram) {
  return diagram.lanes.flatMap((lane) => [
    {
      ref: /** @type {Ref} */ ({ kind: 'lane', id: lane.id }),
      name: laneName(lane),
      icon: /** @type {import('../core/icons.js').IconName} */ ('lane'),
      searched: `${laneName(lane)} ${lane.id}`.toLowerCase(),
    },
    ...diagram.nodes
      .filter((node) => node.lane === lane.id)
      .map((node) => ({
        ref: /** @type {Ref} */ ({ kind: 'node', id: node.id }),
        name: oneLine(node.text),
        icon: /** @type {import('../core/icons.js').IconName} */ (ICONS[node.shape]),
        searched: `${oneLine(node.text)} ${node.id}`.toLowerCase(),
      })),
  ]);
}
