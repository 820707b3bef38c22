/** Dragging nodes into another lane: the lane they would stand in lights up before the drop. */
import { s } from '../core/dom.js';
import { moveTo } from '../core/operations.js';
import { startDrag } from './drag.js';

/** @param {import('./desk.js').Desk} desk @param {import('./preview.js').Preview} preview @returns {() => void} stops listening */
export function listenForMoves(desk, preview) {
  const { canvas, overlay } = desk.stage;
  const stop = new AbortController();
  canvas.addEventListener('pointerdown', (event) => {
    if (desk.locked || desk.tool !== 'select' || event.button !== 0 || desk.inFloats(event)) return;
    const { node, point: from } = desk.hit(event);
    if (!node) return;
    const ghosts = s('g', { class: 'drawing ghosts' });
    /** @type {string[]} */ let ids = [];
    const target = (/** @type {PointerEvent} */ now) => {
      const lane = desk.laneAt(desk.stage.pointOf(now));
      return lane && moveTo(desk.diagram, ids, lane.id).length > 0 ? lane : null;
    };
    startDrag(desk.stage, event, {
      start: () => {
        const selected = desk.state.selection.filter((ref) => ref.kind === 'node').map((ref) => ref.id);
        ids = selected.includes(node.id) ? selected : [node.id];
        if (ids !== selected) desk.select([{ kind: 'node', id: node.id }]);
        ghosts.append(...ids.flatMap((id) => desk.stage.element({ kind: 'node', id }) ?? []).map(ghostOf));
        overlay.append(ghosts);
      },
      move: (now) => {
        const at = desk.stage.pointOf(now);
        ghosts.setAttribute('transform', `translate(${at.x - from.x} ${at.y - from.y})`);
        const lane = target(now);
        preview.show(lane ? { lane } : {});
      },
      drop: (now) => {
        const lane = target(now);
        if (lane) desk.edit(moveTo(desk.diagram, ids, lane.id));
      },
      end: () => {
        ghosts.remove();
        preview.clear();
      },
    });
  }, { signal: stop.signal });
  return () => stop.abort();
}

/** @param {SVGGElement} group @returns {SVGGElement} a copy without ids, above the drawing */
function ghostOf(group) {
  const ghost = /** @type {SVGGElement} */ (group.cloneNode(true));
  ghost.removeAttribute('id');
  return ghost;
}
