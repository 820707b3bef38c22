/**
 * What must be seen, whatever floats over the canvas: the selection with its handles and its bar, the active node of a
 * run, its choices and where they lead.
 * @typedef {import('../core/events.js').Box} Box
 */
import { toScreen } from './viewport-math.js';

/** Pixels that handles take around what is selected. */
const HANDLES = 24;
/** Pixels that the ring of an active node takes. */
const RING = 16;

/**
 * @param {{ state: import('../core/state.js').PageState, viewport: import('./viewport.js').Viewport, world: Element,
 *   floats: HTMLElement,
 *   box: (id: string) => Box|null }} parts `box` by the id in the drawing
 * @returns {Box[]} in pixels of the canvas
 */
export function keptClear({ state, viewport, world, floats, box }) {
  /** @param {Box|null|undefined} found in units of the drawing @param {number} around @returns {Box[]} */
  const shown = (found, around) => {
    if (!found) return [];
    const { x, y } = toScreen(viewport.view, found);
    return [
      {
        x: x - around,
        y: y - around,
        width: found.width * viewport.scale + 2 * around,
        height: found.height * viewport.scale + 2 * around,
      },
    ];
  };
  const corner = floats.getBoundingClientRect();
  const beside = [...floats.querySelectorAll('.node-bar:not([hidden], .away, .gives-way), .choice-float')].map(
    (element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      return { x: x - corner.x, y: y - corner.y, width, height };
    },
  );
  if (state.running) {
    const open = new Set([...world.querySelectorAll('.run-open')].map(({ id }) => id));
    const targets = state.picture.diagram.edges.filter(({ id }) => open.has(`edge-${id}`)).map(({ target }) => target);
    return [
      ...shown(box(world.querySelector('.run-active')?.id ?? ''), RING),
      ...targets.flatMap((id) => shown(box(`node-${id}`), 0)),
      ...beside,
    ];
  }
  const { edges, loops = [] } = state.picture.geometry;
  const selected = state.selection.flatMap(({ kind, id }) => {
    if (kind === 'node') return shown(box(`node-${id}`), HANDLES);
    if (kind === 'loop') return shown(loops.find((loop) => loop.id === id)?.badge, 0);
    // An edge may cross the whole drawing: its ends can be taken hold of, and its label is renamed.
    const edge = kind === 'edge' ? edges.find((one) => one.id === id) : null;
    const ends = edge ? [...edge.points.slice(0, 1), ...edge.points.slice(-1)] : [];
    return [...ends.flatMap(([x, y]) => shown({ x, y, width: 0, height: 0 }, HANDLES)), ...shown(edge?.label_box, 0)];
  });
  return [...selected, ...beside];
}
