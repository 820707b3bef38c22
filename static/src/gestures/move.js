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
 * @param {import('./gesture-context.js').GestureContext} context
 * @param {import('./preview.js').Preview} preview
 * @param {import('./server-preview.js').ServerPreview} serverPreview
 * @param {import('./rename.js').Rename} rename @returns {() => void} stops listening
 */
export function listenForMoves(context, preview, serverPreview, rename) {
  const { canvas, overlay } = context.stage;
  const stop = new AbortController();
  canvas.addEventListener(
    'pointerdown',
    (event) => {
      if (context.locked || context.tool !== 'select' || event.button !== 0 || context.inFloats(event)) return;
      const { node } = context.hit(event);
      if (node) take(event, node);
    },
    { signal: stop.signal },
  );
  rename.carry = (down, id) => {
    const node = context.nodeBox(id);
    if (node && context.tool === 'select') take(down, node, { atOnce: true });
  };

  /**
   * @param {PointerEvent} down
   * @param {import('../core/events.js').Geometry['nodes'][number]} node
   * @param {{ atOnce?: boolean }} [options]
   */
  function take(down, node, options) {
    const start = context.stage.pointOf(down);
    const ghosts = s('g', { class: 'drawing ghosts' });
    /** @type {string[]} */ let ids = [];
    const target = (/** @type {PointerEvent} */ now) => {
      const lane = context.laneAt(context.stage.pointOf(now));
      return lane && moveTo(context.diagram, ids, lane.id).length > 0 ? lane : null;
    };
    const landed = (/** @type {PointerEvent} */ now) => {
      const at = context.stage.pointOf(now);
      const from = centre(node);
      const lane = context.laneAt(at);
      return lane?.id === node.lane
        ? landing(context.geometry, node.id, { x: from.x + at.x - start.x, y: from.y + at.y - start.y }, given(context))
        : null;
    };
    /** @type {PointerEvent|null} */ let held = null;
    const show = (/** @type {PointerEvent} */ now) => {
      held = now;
      const at = context.stage.pointOf(now);
      ghosts.setAttribute('transform', `translate(${at.x - start.x} ${at.y - start.y})`);
      const lane = target(now);
      if (lane) {
        const operations = moveTo(context.diagram, ids, lane.id);
        const seen = serverPreview.of(
          operations,
          mateOf(context, lane.id, node),
          () => {
            if (held) show(held);
          },
          lane.id,
        );
        preview.show({
          lane,
          confirmed: seen !== null,
          nodes: seen?.moved.map((one) => ({ box: one, shape: one.shape })) ?? [],
        });
        return;
      }
      serverPreview.rest();
      const shown = landed(now);
      preview.show(shown ? { nodes: [{ box: shown.box, shape: node.shape }] } : {});
    };
    startDrag(
      context.stage,
      down,
      {
        start: () => {
          const selected = context.state.selection.filter((ref) => ref.kind === 'node').map((ref) => ref.id);
          ids = selected.includes(node.id) ? selected : [node.id];
          if (ids !== selected) context.select([{ kind: 'node', id: node.id }]);
          ghosts.append(...ids.flatMap((id) => context.stage.element({ kind: 'node', id }) ?? []).map(ghostOf));
          overlay.append(ghosts);
        },
        move: show,
        drop: (now) => {
          const lane = target(now);
          if (lane) context.edit(moveTo(context.diagram, ids, lane.id));
          else shift(context, ids, landed(now));
        },
        end: () => {
          held = null;
          serverPreview.rest();
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
 * @param {import('./gesture-context.js').GestureContext} context
 * @param {string[]} ids
 * @param {{ columns: number, rows: number }|null} by
 */
export function shift(context, ids, by) {
  if (!by || context.locked) return;
  context.bus.emit('layout.requested', { change: shifted(ids, by) });
}

/**
 * Moves nodes by a step that can be seen.
 * @param {import('./gesture-context.js').GestureContext} context
 * @param {string[]} ids
 * @param {{ columns: number, rows: number }} by
 */
export function nudge(context, ids, by) {
  const rows =
    by.rows === 0
      ? [0]
      : ids.map((id) => visibleStep(context.geometry, id, by.rows, given(context))).filter((seen) => seen !== 0);
  if (rows.length === 0) {
    if (!context.locked)
      context.bus.emit('toast.requested', { message: 'The node is already at that end of its lane.' });
    return;
  }
  const nearest = rows.reduce((least, one) => (Math.abs(one) < Math.abs(least) ? one : least));
  shift(context, ids, { ...by, rows: nearest });
}

/**
 * The node of a lane that stands nearest to where another one is in the flow.
 * @param {import('./gesture-context.js').GestureContext} context
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
 * @param {import('./gesture-context.js').GestureContext} context
 * @returns {import('./levels.js').Given}
 */
const given = (context) => context.state.data.companion.layout?.nodes ?? {};

/** @param {SVGGElement} group @returns {SVGGElement} a copy without ids, above the drawing */
function ghostOf(group) {
  const ghost = /** @type {SVGGElement} */ (group.cloneNode(true));
  ghost.removeAttribute('id');
  return ghost;
}
