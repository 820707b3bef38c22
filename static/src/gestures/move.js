/**
 * Dragging nodes along their lane or into another one: the lane lights up, and where they will stand is shown before
 * the drop.
 */
import { s } from '../core/dom.js';
import { shifted } from '../core/layout-hints.js';
import { moveTo } from '../core/operations.js';
import { startDrag } from './drag.js';
import { landing, visibleStep } from './landing.js';
import { centre } from '../picture/sides.js';

/**
 * @param {import('./desk.js').Desk} desk
 * @param {import('./preview.js').Preview} preview
 * @param {import('./foresight.js').Foresight} foresight
 * @param {import('./rename.js').Rename} rename @returns {() => void} stops listening
 */
export function listenForMoves(desk, preview, foresight, rename) {
  const { canvas, overlay } = desk.stage;
  const stop = new AbortController();
  canvas.addEventListener(
    'pointerdown',
    (event) => {
      if (desk.locked || desk.tool !== 'select' || event.button !== 0 || desk.inFloats(event)) return;
      const { node } = desk.hit(event);
      if (node) take(event, node);
    },
    { signal: stop.signal },
  );
  rename.carry = (down, id) => {
    const node = desk.nodeBox(id);
    if (node && desk.tool === 'select') take(down, node, { atOnce: true });
  };

  /**
   * @param {PointerEvent} down
   * @param {import('../core/events.js').Geometry['nodes'][number]} node
   * @param {{ atOnce?: boolean }} [options]
   */
  function take(down, node, options) {
    const start = desk.stage.pointOf(down);
    const ghosts = s('g', { class: 'drawing ghosts' });
    /** @type {string[]} */ let ids = [];
    const target = (/** @type {PointerEvent} */ now) => {
      const lane = desk.laneAt(desk.stage.pointOf(now));
      return lane && moveTo(desk.diagram, ids, lane.id).length > 0 ? lane : null;
    };
    const landed = (/** @type {PointerEvent} */ now) => {
      const at = desk.stage.pointOf(now);
      const from = centre(node);
      const lane = desk.laneAt(at);
      return lane?.id === node.lane
        ? landing(desk.geometry, node.id, { x: from.x + at.x - start.x, y: from.y + at.y - start.y }, given(desk))
        : null;
    };
    /** @type {PointerEvent|null} */ let held = null;
    const show = (/** @type {PointerEvent} */ now) => {
      held = now;
      const at = desk.stage.pointOf(now);
      ghosts.setAttribute('transform', `translate(${at.x - start.x} ${at.y - start.y})`);
      const lane = target(now);
      if (lane) {
        const operations = moveTo(desk.diagram, ids, lane.id);
        const seen = foresight.of(
          operations,
          mateOf(desk, lane.id, node),
          () => {
            if (held) show(held);
          },
          lane.id,
        );
        preview.show({
          lane,
          foreseen: seen !== null,
          nodes: seen?.moved.map((one) => ({ box: one, shape: one.shape })) ?? [],
        });
        return;
      }
      foresight.rest();
      const place = landed(now);
      preview.show(place ? { nodes: [{ box: place.box, shape: node.shape }] } : {});
    };
    startDrag(
      desk.stage,
      down,
      {
        start: () => {
          const selected = desk.state.selection.filter((ref) => ref.kind === 'node').map((ref) => ref.id);
          ids = selected.includes(node.id) ? selected : [node.id];
          if (ids !== selected) desk.select([{ kind: 'node', id: node.id }]);
          ghosts.append(...ids.flatMap((id) => desk.stage.element({ kind: 'node', id }) ?? []).map(ghostOf));
          overlay.append(ghosts);
        },
        move: show,
        drop: (now) => {
          const lane = target(now);
          if (lane) desk.edit(moveTo(desk.diagram, ids, lane.id));
          else shift(desk, ids, landed(now));
        },
        end: () => {
          held = null;
          foresight.rest();
          ghosts.remove();
          preview.clear();
        },
      },
      options,
    );
  }
  return () => stop.abort();
}

/**
 * Moves nodes by columns and rows.
 * @param {import('./desk.js').Desk} desk
 * @param {string[]} ids
 * @param {{ columns: number, rows: number }|null} by
 */
export function shift(desk, ids, by) {
  if (!by || desk.locked) return;
  desk.bus.emit('layout.requested', { change: shifted(ids, by) });
}

/**
 * Moves nodes by a step that can be seen.
 * @param {import('./desk.js').Desk} desk
 * @param {string[]} ids
 * @param {{ columns: number, rows: number }} by
 */
export function nudge(desk, ids, by) {
  const rows =
    by.rows === 0
      ? [0]
      : ids.map((id) => visibleStep(desk.geometry, id, by.rows, given(desk))).filter((seen) => seen !== 0);
  if (rows.length === 0) {
    if (!desk.locked) desk.bus.emit('toast.requested', { message: 'The node is already at that end of its lane.' });
    return;
  }
  const nearest = rows.reduce((least, one) => (Math.abs(one) < Math.abs(least) ? one : least));
  shift(desk, ids, { ...by, rows: nearest });
}

/**
 * The node of a lane that stands nearest to where another one is in the flow.
 * @param {import('./desk.js').Desk} desk
 * @param {string} lane
 * @param {{ column: number }} node
 * @returns {string|null}
 */
function mateOf({ geometry }, lane, { column }) {
  const mates = geometry.nodes.filter((other) => other.lane === lane);
  return mates.toSorted((a, b) => Math.abs(a.column - column) - Math.abs(b.column - column))[0]?.id ?? null;
}

/**
 * How far hands have moved nodes.
 * @param {import('./desk.js').Desk} desk
 * @returns {import('./levels.js').Given}
 */
const given = (desk) => desk.state.data.companion.layout?.nodes ?? {};

/** @param {SVGGElement} group @returns {SVGGElement} a copy without ids, above the drawing */
function ghostOf(group) {
  const ghost = /** @type {SVGGElement} */ (group.cloneNode(true));
  ghost.removeAttribute('id');
  return ghost;
}
