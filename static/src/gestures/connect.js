/** Connecting nodes: by dragging from a side, by two clicks, by keys; and taking an edge's end elsewhere. */
import { OPPOSITE, SHAPES, addBeside, connect, edgeLike } from '../core/operations.js';
import { usualSides } from '../core/usual-sides.js';
import { startDrag } from './drag.js';
import { aimedSide, anchor, centre, nearestSide, SIDES } from '../picture/sides.js';

/**
 * @typedef {import('../core/events.js').Side} Side
 * @typedef {import('./gesture-context.js').Point} Point
 */
/** Pixels around a node that still aim at it. */
const AIM = 12;
/** The size of the activity that a drop on empty ground would add, in drawing units. */
const FRESH = { width: 136, height: 48 };

export class Connector {
  #context;
  #preview;
  /** The node a connection begins at, while one is being aimed by keys or clicks. @type {string|null} */ source = null;
  /** @type {string|null} */ target = null;

  #serverPreview;

  /**
   * @param {import('./gesture-context.js').GestureContext} context
   * @param {import('./preview.js').Preview} preview
   * @param {import('./server-preview.js').ServerPreview} serverPreview
   */
  constructor(context, preview, serverPreview) {
    this.#context = context;
    this.#serverPreview = serverPreview;
    this.#preview = preview;
  }

  /**
   * Drags a new edge out of a node.
   * @param {PointerEvent} down
   * @param {string} id
   * @param {Side|null} side null: as is usual between the two
   * @param {() => void} [began]
   */
  drag(down, id, side, began) {
    const context = this.#context;
    const aim = (/** @type {PointerEvent} */ event) => this.#aim(event, id, side);
    const asks = (/** @type {ReturnType<typeof aim>} */ { target, lane, sides }) => {
      if (target) return connect(context.diagram, id, target.id, sides);
      return lane ? addBeside(context.diagram, id, sides.source_side, 'rectangle', { lane: lane.id }) : [];
    };
    /** @type {PointerEvent|null} */ let held = null;
    const show = (/** @type {PointerEvent} */ event) => {
      held = event;
      const box = context.nodeBox(id);
      if (!box) return;
      const aimed = aim(event);
      const { point, target, sides, lane } = aimed;
      const from = anchor(box, sides.source_side);
      const operations = asks(aimed);
      const seen = operations.length
        ? this.#serverPreview.of(operations, id, () => {
            if (held) show(held);
          })
        : null;
      if (!operations.length) this.#serverPreview.rest();
      if (target)
        this.#preview.show({
          target,
          confirmed: seen !== null,
          lines: seen?.ways ?? [[from, anchor(target, sides.target_side)]],
          handles: SIDES.map((each) => anchor(target, each)),
        });
      else if (lane && seen?.node)
        this.#preview.show({
          confirmed: true,
          lines: seen.ways,
          nodes: [{ box: seen.node, shape: 'rectangle', label: SHAPES.rectangle.fresh }],
          lane,
        });
      else if (lane)
        this.#preview.show({
          lines: [[from, anchor(fresh(point), OPPOSITE[sides.source_side])]],
          nodes: [{ box: fresh(point), shape: 'rectangle', label: SHAPES.rectangle.fresh }],
          lane,
        });
      else this.#preview.show({ lines: [[from, point]] });
    };
    startDrag(context.stage, down, {
      start: began,
      move: show,
      drop: (event) => {
        const aimed = aim(event);
        if (aimed.target) context.edit(asks(aimed), { selectCreated: true });
        else if (aimed.lane) context.edit(asks(aimed), { selectCreated: true, renameCreated: true });
      },
      end: () => {
        held = null;
        this.cancel();
      },
    });
  }

  /**
   * Drags one end of an edge to another node, or around its own.
   * @param {PointerEvent} down
   * @param {string} id
   * @param {'source'|'target'} end
   */
  reconnect(down, id, end) {
    const context = this.#context;
    const edge = context.geometry.edges.find((item) => item.id === id);
    const fixed = edge && context.nodeBox(end === 'source' ? edge.target : edge.source);
    if (!edge || !fixed) return;
    const held = anchor(fixed, end === 'source' ? edge.target_side : edge.source_side);
    const aim = (/** @type {PointerEvent} */ event) => {
      const point = context.stage.pointOf(event);
      const node = context.nodeAt(point, AIM / context.stage.viewport.scale);
      if (!node || node.id === (end === 'source' ? edge.target : edge.source))
        return { point, node: null, side: /** @type {Side} */ ('left') };
      if (node.id === edge[end]) return { point, node, side: nearestSide(node, point) };
      const [source, target] = end === 'source' ? [node.id, edge.target] : [edge.source, node.id];
      return { point, node, side: aimedSide(node, point, this.#usual(source, target)[`${end}_side`]) };
    };
    const asks = (/** @type {ReturnType<typeof aim>} */ { node, side }) =>
      !node || (node.id === edge[end] && side === edge[`${end}_side`])
        ? []
        : [{ op: 'update_edge', id, ...(node.id === edge[end] ? {} : { [end]: node.id }), [`${end}_side`]: side }];
    /** @type {PointerEvent|null} */ let last = null;
    const show = (/** @type {PointerEvent} */ event) => {
      last = event;
      const aimed = aim(event);
      const { point, node, side } = aimed;
      const free = node ? anchor(node, side) : point;
      const operations = asks(aimed);
      const seen = operations.length
        ? this.#serverPreview.of(operations, end === 'source' ? edge.target : edge.source, () => {
            if (last) show(last);
          })
        : null;
      if (!operations.length) this.#serverPreview.rest();
      this.#preview.show({
        confirmed: seen !== null,
        lines: seen?.ways ?? [end === 'source' ? [free, held] : [held, free]],
        ...(node ? { target: node, handles: SIDES.map((each) => anchor(node, each)) } : {}),
      });
    };
    startDrag(context.stage, down, {
      move: show,
      drop: async (event) => {
        const aimed = aim(event);
        const { node, side } = aimed;
        const before = context.diagram.edges.find((item) => item.id === id);
        if (!node || !before) return;
        const here = context.state.here();
        const { done } = await context.edit(asks(aimed));
        const moved = edgeLike({ ...before, [end]: node.id, [`${end}_side`]: side }, context.diagram.edges);
        if (done && here.stays && moved) context.state.selectFor([{ kind: 'edge', id: moved.id }], 'canvas');
      },
      end: () => {
        last = null;
        this.#serverPreview.rest();
        this.#preview.clear();
      },
    });
  }

  /** Begins a connection that keys or clicks aim. @param {string} source */
  begin(source) {
    this.source = source;
    this.target = null;
    this.#context.select([{ kind: 'node', id: source }]);
    this.#context.say('New edge. Choose the target with the arrow keys, connect with Enter, cancel with Escape.');
  }

  /** @param {string|null} target */
  aim(target) {
    const context = this.#context;
    if (!this.source || target === this.source) return;
    this.target = target;
    const box = context.nodeBox(this.source);
    const aimed = target === null ? null : context.nodeBox(target);
    if (!box || !aimed || !target) {
      this.#preview.clear();
      return;
    }
    const sides = this.#usual(this.source, target);
    const straight = [anchor(box, sides.source_side), anchor(aimed, sides.target_side)];
    const seen = this.#serverPreview.of(connect(context.diagram, this.source, target, sides), this.source, () =>
      this.aim(target),
    );
    this.#preview.show({ target: aimed, confirmed: seen !== null, lines: seen?.ways ?? [straight] });
  }

  /** Makes the edge that is aimed at. */
  finish() {
    const { source, target } = this;
    this.cancel();
    if (source && target)
      this.#context.edit(connect(this.#context.diagram, source, target, this.#usual(source, target)), {
        selectCreated: false,
      });
  }

  /** The sides between two nodes as they stand in the picture. @param {string} source @param {string} target */
  #usual(source, target) {
    const { diagram, geometry, upright } = this.#context;
    const columnOf = (/** @type {string} */ id) => geometry.nodes.find((node) => node.id === id)?.column ?? 0;
    return usualSides(diagram, source, target, upright, columnOf(target) - columnOf(source));
  }

  cancel() {
    this.source = null;
    this.target = null;
    this.#serverPreview.rest();
    this.#preview.clear();
    if (this.#context.tool === 'connect') this.#context.setTool('select');
  }

  /** @param {PointerEvent} event @param {string} id @param {Side|null} side */
  #aim(event, id, side) {
    const context = this.#context;
    const point = context.stage.pointOf(event);
    const found = context.nodeAt(point, AIM / context.stage.viewport.scale);
    const target = found && found.id !== id ? found : null;
    if (target) {
      const usual = this.#usual(id, target.id);
      const facing = side && side !== usual.source_side ? OPPOSITE[side] : usual.target_side;
      return {
        point,
        target,
        lane: null,
        sides: { source_side: side ?? usual.source_side, target_side: aimedSide(target, point, facing) },
      };
    }
    const source_side = side ?? nearestSide(context.nodeBox(id) ?? { ...point, ...FRESH }, point);
    return {
      point,
      target,
      lane: found ? null : context.laneAt(point),
      sides: { source_side, target_side: OPPOSITE[source_side] },
    };
  }
}

/** @param {Point} point @returns {import('../core/events.js').Box} the activity that would stand here */
const fresh = (point) => ({ x: point.x - FRESH.width / 2, y: point.y - FRESH.height / 2, ...FRESH });

/**
 * Where the activity beside a node would stand.
 * @param {import('../core/events.js').Box} box
 * @param {Side} side
 * @param {number} gap
 */
export function besideBox(box, side, gap) {
  const reach = side === 'left' || side === 'right' ? FRESH.width / 2 : FRESH.height / 2;
  return fresh(centre({ ...anchor(box, side, gap + reach), width: 0, height: 0 }));
}
