/** Dragging a lane's header to another place in the order of the lanes; a line shows where it would go. */
import { startDrag } from './drag.js';

/** @param {import('./desk.js').Desk} desk @param {import('./preview.js').Preview} preview @returns {() => void} stops listening */
export function listenForLaneOrder(desk, preview) {
  const { canvas } = desk.stage;
  const stop = new AbortController();
  canvas.addEventListener('pointerdown', (event) => {
    if (desk.locked || desk.tool !== 'select' || event.button !== 0 || event.pointerType === 'touch' || desk.inFloats(event)) return;
    const { ref } = desk.hit(event);
    if (ref?.kind !== 'lane') return;
    const { id } = ref;
    startDrag(desk.stage, event, {
      start: () => desk.select([ref]),
      move: (now) => {
        const gap = gapAt(desk.geometry.lanes, desk.stage.pointOf(now).y);
        const own = desk.geometry.lanes.find((lane) => lane.id === id);
        preview.show({ border: { x: 0, y: gap.y, width: desk.geometry.width, height: 0 }, ...(own ? { lane: own } : {}) });
      },
      drop: (now) => {
        const { lanes } = desk.geometry;
        const { before } = gapAt(lanes, desk.stage.pointOf(now).y);
        const place = lanes.findIndex((lane) => lane.id === id);
        if (before !== id && before !== (lanes[place + 1]?.id ?? null)) desk.edit([{ op: 'move_lane', id, before }]);
      },
      end: () => preview.clear(),
    });
  }, { signal: stop.signal });
  return () => stop.abort();
}

/**
 * The border between lanes that is nearest to a height.
 * @param {{ id: string, y: number, height: number }[]} lanes @param {number} y @returns {{ before: string|null, y: number }} the lane below it, null below the last
 */
export function gapAt(lanes, y) {
  const below = lanes.find((lane) => y < lane.y + lane.height / 2);
  const last = lanes[lanes.length - 1];
  return below ? { before: below.id, y: below.y } : { before: null, y: last ? last.y + last.height : 0 };
}
