/**
 * What the gestures share: the stage, the diagram as it is, the tool in hand, and how to ask for a change.
 * @typedef {import('../core/events.js').Ref} Ref
 * @typedef {import('../core/events.js').Shape} Shape
 * @typedef {import('../picture/viewport-math.js').Point} Point
 * @typedef {'select'|'hand'|'connect'|Shape} Tool
 * @typedef {{ stage: import('../picture/stage.js').Stage, bus: import('../core/event-bus.js').EventBus, state:
 *   import('../core/state.js').PageState, ask: import('./edits.js').Ask }} Parts `ask`: changes the text
 */
import { contains } from '../core/boxes.js';
import { centre, distanceTo } from '../picture/sides.js';
import { Edits } from './edits.js';
import { TypedAhead } from './typed-ahead.js';

export class GestureContext {
  /** @type {Tool} */ tool = 'select';
  /** The node from which the keyboard came to the selected one. @type {string|null} */ cameFrom = null;
  /**
   * Where the palette stands unless it gives way, in pixels of the canvas; null while it is not shown.
   * @type {() => import('../core/events.js').Box|null}
   */
  palette = () => null;
  typedAhead = new TypedAhead();
  /** @type {Set<(tool: Tool) => void>} */ #toolListeners = new Set();

  /** @param {Parts} parts */
  constructor({ stage, bus, state, ask }) {
    this.stage = stage;
    this.bus = bus;
    this.state = state;
    this.edits = new Edits(this, ask);
  }

  get diagram() {
    return this.state.picture.diagram;
  }

  get geometry() {
    return this.state.picture.geometry;
  }

  /** Whether time runs down and lanes stand. */
  get upright() {
    return this.geometry.direction === 'down';
  }

  /** Nothing on the canvas changes the text while a run is open. */
  get locked() {
    return this.state.running;
  }

  /** The only selected part, or null; after an edit the selection may name what is gone. @returns {Ref|null} */
  get single() {
    const [ref, ...more] = this.state.selection;
    return ref && more.length === 0 && this.state.find(ref) ? ref : null;
  }

  /** @param {Tool} tool */
  setTool(tool) {
    this.tool = tool;
    this.stage.canvas.dataset.tool = tool;
    for (const listener of this.#toolListeners) listener(tool);
  }

  /** @param {(tool: Tool) => void} listener */
  onTool(listener) {
    this.#toolListeners.add(listener);
  }

  /** @param {Ref[]} selection */
  select(selection) {
    this.state.select(selection, 'canvas');
  }

  /**
   * Asks for a change of the text.
   * @param {object[]} operations @param {import('../core/events.js').EditOptions} [options]
   * @returns {Promise<import('../core/events.js').EditOutcome>} never rejected; a refusal is told already
   */
  edit(operations, options) {
    return this.edits.ask(operations, options);
  }

  /**
   * Shows what was typed and is not in the diagram, so that it can be taken elsewhere.
   * @param {string} typed
   * @param {string} why
   */
  giveBack(typed, why) {
    const copy = async () => {
      try {
        await navigator.clipboard.writeText(typed);
      } catch {
        this.bus.emit('toast.requested', {
          message: `This browser does not let pages write to the clipboard. Your text: ${typed}`,
        });
      }
    };
    this.bus.emit('toast.requested', {
      message: `“${typed}” is not in the diagram: ${why}`,
      action: { label: 'Copy the text', run: copy },
    });
  }

  /** Tells screen readers. @param {string} text */
  say(text) {
    this.bus.emit('speech.requested', { message: text });
  }

  /**
   * Whether a press of a mouse or pen may begin a drag with the select tool; a finger presses long for it.
   * @param {PointerEvent} event @returns {boolean}
   */
  mayDrag(event) {
    const byHand = event.button === 0 && event.pointerType !== 'touch';
    return byHand && !this.locked && this.tool === 'select' && !this.inFloats(event);
  }

  /** Whether an event came from what floats over the drawing; its target may be gone by now. @param {Event} event */
  inFloats(event) {
    return event.composedPath().includes(this.stage.floats);
  }

  /** @param {string} id */
  nodeBox(id) {
    return this.geometry.nodes.find((node) => node.id === id) ?? null;
  }

  /** @param {Point} point in drawing units @param {number} [margin] */
  nodeAt(point, margin = 0) {
    return this.geometry.nodes.findLast((node) => contains(node, point, margin)) ?? null;
  }

  /**
   * The lane at a point; folded, the band of it there, with the lane's own id.
   * @param {Point} point in drawing units
   */
  laneAt(point) {
    const { lanes, rows = 1 } = this.geometry;
    const index = lanes.findIndex((lane) => contains(lane, point));
    const [band, lane] = [lanes[index], lanes[index % (lanes.length / rows)]];
    return band && lane ? { ...band, id: lane.id } : null;
  }

  /**
   * What is under a pointer: a node before an edge or a loop's badge before a lane's header; `lane` is the band it
   * stands in.
   * @param {MouseEvent} event
   */
  hit(event) {
    const point = this.stage.pointOf(event);
    const target = event.target instanceof Element ? event.target : null;
    const lane = this.laneAt(point);
    const sticky = target?.closest('.lane-header');
    const node = sticky ? null : this.nodeAt(point);
    /** @type {Ref|null} */ let ref = node && { kind: 'node', id: node.id };
    if (!ref) {
      const found = this.stage.refAt(target);
      if (
        found?.kind === 'edge' ||
        found?.kind === 'loop' ||
        (found?.kind === 'lane' && target?.closest('.header, .lane-header'))
      )
        ref = found;
    }
    return { point, ref, node, lane };
  }

  /** The edge that passes a point. @param {Point} point in drawing units @param {number} reach in drawing units */
  edgeNear(point, reach) {
    return this.geometry.edges.findLast((edge) => distanceTo(edge.points, point) <= reach) ?? null;
  }

  /**
   * The node of a lane that a new one at this point follows in the text.
   * @param {string} lane
   * @param {Point} point
   * @returns {string|undefined}
   */
  nodeBefore(lane, point) {
    const along = this.upright ? 'y' : 'x';
    return this.geometry.nodes
      .filter((node) => node.lane === lane && centre(node)[along] <= point[along])
      .sort((a, b) => b[along] - a[along])[0]?.id;
  }
}
