/** Selecting by pointer: click, Shift click, marquee; double click renames or adds. */
import { overlaps } from '../core/boxes.js';
import { h } from '../core/dom.js';
import { addNode } from '../core/operations.js';
import { startDrag, swallowClick } from './drag.js';
import { isDouble } from '../picture/slip.js';

/** @typedef {{ event: PointerEvent, hit: ReturnType<import('./gesture-context.js').GestureContext['hit']> }} Pressed */

/**
 * @param {import('./gesture-context.js').GestureContext} context
 * @param {import('./rename.js').Rename} rename
 * @returns {() => void} stops listening
 */
export function listenForSelection(context, rename) {
  const { canvas, floats } = context.stage;
  const stop = new AbortController();
  const { signal } = stop;

  // A click belongs to what was pressed: the hand may have slipped since, and a second press may find the view moved by
  // the first.
  /** @type {Pressed|null} */ let pressed = null;
  /** @type {Pressed|null} */ let first = null;

  canvas.addEventListener(
    'pointerdown',
    (event) => {
      if (event.isPrimary) pressed = context.inFloats(event) ? null : { event, hit: context.hit(event) };
    },
    { signal, capture: true },
  );

  canvas.addEventListener(
    'click',
    (event) => {
      if (context.locked || context.tool === 'hand' || context.inFloats(event) || event.button !== 0) return;
      const before = first;
      first = context.tool === 'select' ? pressed : null;
      if (context.tool !== 'select') return;
      const adds = event.shiftKey || event.ctrlKey || event.metaKey;
      if (before && pressed && !adds && isDouble(before.event, pressed.event, event.detail)) {
        first = null;
        twice(before.hit);
        return;
      }
      const { ref } = (event.detail > 0 && pressed?.hit) || context.hit(event);
      context.cameFrom = null;
      if (!ref) {
        if (!event.shiftKey && context.state.selection.length) context.select([]);
      } else context.select(adds ? toggled(context.state.selection, ref) : [ref]);
    },
    { signal },
  );

  /** @param {Pressed['hit']} hit what a double click began on */
  function twice({ ref, lane, point }) {
    if (ref) rename.open(ref);
    else if (lane)
      context.edit(addNode(lane.id, 'rectangle', context.nodeBefore(lane.id, point)), {
        selectCreated: true,
        renameCreated: true,
      });
  }

  canvas.addEventListener(
    'pointerdown',
    (event) => {
      if (!context.mayDrag(event) || context.hit(event).ref) return;
      drawMarquee(event, event.shiftKey ? context.state.selection : []);
    },
    { signal },
  );

  canvas.addEventListener(
    'longpress',
    (event) => {
      const { down } = /** @type {import('./long-press.js').LongPress} */ (event).detail;
      const { ref } = context.hit(down);
      if (!ref) drawMarquee(down, [], { atOnce: true });
      else if (ref.kind !== 'lane') {
        first = null;
        swallowClick(true);
        context.select(toggled(context.state.selection, ref));
        context.say(`${context.state.selection.length} selected`);
      }
    },
    { signal },
  );

  /**
   * @param {PointerEvent} down
   * @param {import('./gesture-context.js').Ref[]} kept what stays selected besides
   * @param {{ atOnce?: boolean }} [options]
   */
  function drawMarquee(down, kept, options) {
    const from = context.stage.pointOf(down);
    const marquee = h('div', { class: 'marquee' });
    startDrag(
      context.stage,
      down,
      {
        start: () => floats.append(marquee),
        move: (now) => {
          const box = between(from, context.stage.pointOf(now));
          const corner = context.stage.toScreen(box);
          marquee.style.transform = `translate(${corner.x}px, ${corner.y}px)`;
          marquee.style.width = `${box.width * context.stage.viewport.scale}px`;
          marquee.style.height = `${box.height * context.stage.viewport.scale}px`;
          const caught = inside(context, box).filter((ref) => !kept.some((other) => other.id === ref.id));
          context.select([...kept, ...caught]);
        },
        drop: () => context.say(`${context.state.selection.length} selected`),
        end: () => marquee.remove(),
      },
      options,
    );
  }
  return () => stop.abort();
}

/** @param {import('./gesture-context.js').Ref[]} selection @param {import('./gesture-context.js').Ref} ref */
function toggled(selection, ref) {
  const others = selection.filter((other) => other.kind !== ref.kind || other.id !== ref.id);
  return others.length < selection.length ? others : [...selection, ref];
}

/**
 * The nodes a marquee touches and the edges between them.
 * @param {import('./gesture-context.js').GestureContext} context
 * @param {import('../core/events.js').Box} box
 * @returns {import('./gesture-context.js').Ref[]}
 */
function inside(context, box) {
  const nodes = new Set(context.geometry.nodes.filter((node) => overlaps(node, box)).map((node) => node.id));
  const edges = context.geometry.edges.filter((edge) => nodes.has(edge.source) && nodes.has(edge.target));
  return [
    ...[...nodes].map((id) => ({ kind: /** @type {const} */ ('node'), id })),
    ...edges.map(({ id }) => ({ kind: /** @type {const} */ ('edge'), id })),
  ];
}

/**
 * @param {import('./gesture-context.js').Point} a
 * @param {import('./gesture-context.js').Point} b
 * @returns {import('../core/events.js').Box}
 */
const between = (a, b) => ({
  x: Math.min(a.x, b.x),
  y: Math.min(a.y, b.y),
  width: Math.abs(a.x - b.x),
  height: Math.abs(a.y - b.y),
});
