/** Dragging a lane's header to another place in the order of the lanes; a line shows where it would go. */
import { startDrag } from './drag.js';
import { rowOfBands } from './landing.js';

/**
 * @param {import('./gesture-context.js').GestureContext} context
 * @param {import('./preview.js').Preview} preview
 * @returns {() => void} stops listening
 */
export function listenForLaneOrder(context, preview) {
  const { canvas } = context.stage;
  const stop = new AbortController();

  /** The bands of the lanes, on the row where a pointer is when the drawing is folded. @param {PointerEvent} event */
  const bandsAt = (event) => ({
    lanes: rowOfBands(context.geometry, context.stage.pointOf(event).y).bands,
    axis: /** @type {'x'|'y'} */ (context.upright ? 'x' : 'y'),
  });

  canvas.addEventListener(
    'pointerdown',
    (event) => {
      if (context.mayDrag(event)) take(event, context.hit(event).ref);
    },
    { signal: stop.signal },
  );
  canvas.addEventListener(
    'longpress',
    (event) => {
      const { down } = /** @type {import('./long-press.js').LongPress} */ (event).detail;
      take(down, context.hit(down).ref, { atOnce: true });
    },
    { signal: stop.signal },
  );

  /**
   * @param {PointerEvent} down
   * @param {import('./gesture-context.js').Ref|null} ref what is under it
   * @param {{ atOnce?: boolean }} [options]
   */
  function take(down, ref, options) {
    if (ref?.kind !== 'lane') return;
    const { id } = ref;
    startDrag(
      context.stage,
      down,
      {
        start: () => context.select([ref]),
        move: (now) => {
          const { lanes, axis } = bandsAt(now);
          const { at } = gapAt(lanes, context.stage.pointOf(now)[axis], axis);
          const own = lanes.find((lane) => lane.id === id);
          const { width, height } = context.geometry;
          preview.show({
            border: axis === 'y' ? { x: 0, y: at, width, height: 0 } : { x: at, y: 0, width: 0, height },
            ...(own ? { lane: own } : {}),
          });
        },
        drop: (now) => {
          const { lanes, axis } = bandsAt(now);
          const { before } = gapAt(lanes, context.stage.pointOf(now)[axis], axis);
          const index = lanes.findIndex((lane) => lane.id === id);
          if (before !== id && before !== (lanes[index + 1]?.id ?? null))
            context.edit([{ op: 'move_lane', id, before }]);
        },
        end: () => preview.clear(),
      },
      options,
    );
  }
  return () => stop.abort();
}

/**
 * The border between lanes that is nearest to a position.
 * @param {({ id: string } & import('../core/events.js').Box)[]} lanes
 * @param {number} position
 * @param {'x'|'y'} [axis] along which the lanes follow each other
 * @returns {{ before: string|null, at: number }} the lane after it, null after the last
 */
export function gapAt(lanes, position, axis = 'y') {
  const size = axis === 'y' ? 'height' : 'width';
  const after = lanes.find((lane) => position < lane[axis] + lane[size] / 2);
  const last = lanes[lanes.length - 1];
  return after ? { before: after.id, at: after[axis] } : { before: null, at: last ? last[axis] + last[size] : 0 };
}
