/** A menu of the lanes over the selected nodes: moves them there, by keys or by pointer. */
import { around } from '../core/boxes.js';
import { h } from '../core/dom.js';
import { moveTo } from '../core/operations.js';
import { floatOver } from './float.js';
import { laneName } from '../core/phrases.js';

const WIDTH = 220;

/** @param {import('./gesture-context.js').GestureContext} context */
export function chooseLane(context) {
  const ids = context.state.selection.filter((ref) => ref.kind === 'node').map((ref) => ref.id);
  const boxes = ids.flatMap((id) => context.nodeBox(id) ?? []);
  if (boxes.length === 0 || context.locked) return;
  const homes = new Set(context.diagram.nodes.filter((node) => ids.includes(node.id)).map((node) => node.lane));
  const stop = new AbortController();
  const close = () => {
    stop.abort();
    if (menu.contains(document.activeElement)) context.stage.canvas.focus({ preventScroll: true });
    lift();
  };
  const items = context.diagram.lanes.map((lane) =>
    h(
      'button',
      {
        type: 'button',
        role: 'menuitemradio',
        'aria-checked': String(homes.size === 1 && homes.has(lane.id)),
        tabindex: -1,
        onclick: () => {
          close();
          context.edit(moveTo(context.diagram, ids, lane.id));
        },
      },
      laneName(lane),
    ),
  );
  const menu = h(
    'div',
    { class: 'menu lane-menu', role: 'menu', 'aria-label': 'Move to lane', 'data-scrolls': true },
    ...items,
  );
  const lift = floatOver(context, menu, () => {
    const box = around(boxes);
    const at = context.stage.toScreen({ x: box.x + box.width / 2, y: box.y + box.height });
    const { width, height } = context.stage.viewport.canvas;
    return { x: clamp(at.x - WIDTH / 2, width - WIDTH), y: clamp(at.y + 12, height - menu.offsetHeight) };
  });
  menu.addEventListener('keydown', (event) => {
    const index = items.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const to = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: items.length - 1 }[event.key];
    event.stopPropagation();
    if (to !== undefined) {
      event.preventDefault();
      items.at(to % items.length)?.focus();
    } else if (event.key === 'Escape' || event.key === 'Tab') {
      event.preventDefault();
      close();
    }
  });
  window.addEventListener(
    'pointerdown',
    (event) => {
      if (!menu.contains(/** @type {Node} */ (event.target))) close();
    },
    { capture: true, signal: stop.signal },
  );
  (items.find((item) => item.getAttribute('aria-checked') === 'true') ?? items[0])?.focus({ preventScroll: true });
}

/** @param {number} value @param {number} most */
const clamp = (value, most) => Math.max(8, Math.min(most - 8, value));
