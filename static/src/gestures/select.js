/** Selecting by pointer: click, Shift click, marquee; double click renames or adds. */
import { h } from '../core/dom.js';
import { addNode } from '../core/operations.js';
import { startDrag, swallowClick } from './drag.js';
import { overlaps } from '../picture/sides.js';
import { isDouble } from '../picture/slip.js';

/** @typedef {{ event: PointerEvent, hit: ReturnType<import('./desk.js').Desk['hit']> }} Pressed */

/**
 * @param {import('./desk.js').Desk} desk
 * @param {import('./rename.js').Rename} rename
 * @returns {() => void} stops listening
 */
export function listenForSelection(desk, rename) {
  const { canvas, floats } = desk.stage;
  const stop = new AbortController();
  const { signal } = stop;

  // A click belongs to what was pressed: the hand may have slipped since, and a second press may find the view moved by
  // the first.
  /** @type {Pressed|null} */ let pressed = null;
  /** @type {Pressed|null} */ let first = null;

  canvas.addEventListener(
    'pointerdown',
    (event) => {
      if (event.isPrimary) pressed = desk.inFloats(event) ? null : { event, hit: desk.hit(event) };
    },
    { signal, capture: true },
  );

  canvas.addEventListener(
    'click',
    (event) => {
      if (desk.locked || desk.tool === 'hand' || desk.inFloats(event) || event.button !== 0) return;
      const before = first;
      first = desk.tool === 'select' ? pressed : null;
      if (desk.tool !== 'select') return;
      const adds = event.shiftKey || event.ctrlKey || event.metaKey;
      if (before && pressed && !adds && isDouble(before.event, pressed.event, event.detail)) {
        first = null;
        twice(before.hit);
        return;
      }
      const { ref } = (event.detail > 0 && pressed?.hit) || desk.hit(event);
      desk.cameFrom = null;
      if (!ref) {
        if (!event.shiftKey && desk.state.selection.length) desk.select([]);
      } else desk.select(adds ? toggled(desk.state.selection, ref) : [ref]);
    },
    { signal },
  );

  /** @param {Pressed['hit']} hit what a double click began on */
  function twice({ ref, lane, point }) {
    if (ref) rename.open(ref);
    else if (lane)
      desk.edit(addNode(lane.id, 'rectangle', desk.nodeBefore(lane.id, point)), {
        selectCreated: true,
        renameCreated: true,
      });
  }

  canvas.addEventListener(
    'pointerdown',
    (event) => {
      if (!desk.mayDrag(event) || desk.hit(event).ref) return;
      drawMarquee(event, event.shiftKey ? desk.state.selection : []);
    },
    { signal },
  );

  canvas.addEventListener(
    'longpress',
    (event) => {
      const { down } = /** @type {import('./long-press.js').LongPress} */ (event).detail;
      const { ref } = desk.hit(down);
      if (!ref) drawMarquee(down, [], { atOnce: true });
      else if (ref.kind !== 'lane') {
        first = null;
        swallowClick(true);
        desk.select(toggled(desk.state.selection, ref));
        desk.say(`${desk.state.selection.length} selected`);
      }
    },
    { signal },
  );

  /**
   * @param {PointerEvent} down
   * @param {import('./desk.js').Ref[]} kept what stays selected besides
   * @param {{ atOnce?: boolean }} [options]
   */
  function drawMarquee(down, kept, options) {
    const from = desk.stage.pointOf(down);
    const marquee = h('div', { class: 'marquee' });
    startDrag(
      desk.stage,
      down,
      {
        start: () => floats.append(marquee),
        move: (now) => {
          const box = between(from, desk.stage.pointOf(now));
          const corner = desk.stage.toScreen(box);
          marquee.style.transform = `translate(${corner.x}px, ${corner.y}px)`;
          marquee.style.width = `${box.width * desk.stage.viewport.scale}px`;
          marquee.style.height = `${box.height * desk.stage.viewport.scale}px`;
          const caught = inside(desk, box).filter((ref) => !kept.some((other) => other.id === ref.id));
          desk.select([...kept, ...caught]);
        },
        drop: () => desk.say(`${desk.state.selection.length} selected`),
        end: () => marquee.remove(),
      },
      options,
    );
  }
  return () => stop.abort();
}

/** @param {import('./desk.js').Ref[]} selection @param {import('./desk.js').Ref} ref */
function toggled(selection, ref) {
  const others = selection.filter((other) => other.kind !== ref.kind || other.id !== ref.id);
  return others.length < selection.length ? others : [...selection, ref];
}

/**
 * The nodes a marquee touches and the edges between them.
 * @param {import('./desk.js').Desk} desk
 * @param {import('../core/events.js').Box} box
 * @returns {import('./desk.js').Ref[]}
 */
function inside(desk, box) {
  const nodes = new Set(desk.geometry.nodes.filter((node) => overlaps(node, box)).map((node) => node.id));
  const edges = desk.geometry.edges.filter((edge) => nodes.has(edge.source) && nodes.has(edge.target));
  return [
    ...[...nodes].map((id) => ({ kind: /** @type {const} */ ('node'), id })),
    ...edges.map(({ id }) => ({ kind: /** @type {const} */ ('edge'), id })),
  ];
}

/**
 * @param {import('./desk.js').Point} a
 * @param {import('./desk.js').Point} b
 * @returns {import('../core/events.js').Box}
 */
const between = (a, b) => ({
  x: Math.min(a.x, b.x),
  y: Math.min(a.y, b.y),
  width: Math.abs(a.x - b.x),
  height: Math.abs(a.y - b.y),
});
