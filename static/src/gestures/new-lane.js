/**
 * A new lane is named before it is there: the field opens at once where its header will stand, so that nothing typed
 * has to wait for the
 * server, and one operation adds the lane with its name and the id made from it.
 */
import { addLane, extractLane, freshLaneName, nodesOf } from '../core/operations.js';

/** About the thickness of an empty lane, and the height of a header of upright lanes, in drawing units. */
const THICK = 88;
const UPRIGHT = { thick: 180, header: 32 };

export class LaneMaker {
  #context;
  #preview;
  #rename;

  /**
   * @param {import('./gesture-context.js').GestureContext} context
   * @param {import('./preview.js').Preview} preview
   * @param {import('./rename.js').Rename} rename
   */
  constructor(context, preview, rename) {
    this.#context = context;
    this.#preview = preview;
    this.#rename = rename;
  }

  /** Adds a lane behind all others. */
  add() {
    const band = this.#behind(this.#context.geometry.lanes.at(-1));
    this.#ask(band, { lane: band }, addLane);
  }

  /** Gives the selected nodes a lane of their own, behind the last of theirs. */
  extract() {
    const { diagram, geometry, state, upright } = this.#context;
    const nodes = nodesOf(diagram, state.selection);
    const homes = new Set(diagram.nodes.filter((node) => nodes.includes(node.id)).map((node) => node.lane));
    const last = diagram.lanes.findLastIndex((lane) => homes.has(lane.id));
    if (nodes.length === 0) return;
    const band = this.#behind(geometry.lanes.findLast((_, index) => index % diagram.lanes.length === last));
    const border = upright ? { ...band, width: 0 } : { ...band, height: 0 };
    this.#ask(band, { border }, (label) => extractLane(nodes, label));
  }

  /**
   * @param {import('../core/events.js').Box|undefined} last
   * @returns {import('../core/events.js').Box} where a lane behind it begins
   */
  #behind(last) {
    const { stage, upright } = this.#context;
    if (last && upright) return { ...last, x: last.x + last.width, width: UPRIGHT.thick };
    if (last) return { ...last, y: last.y + last.height, height: THICK };
    const { width, height } = stage.viewport.canvas;
    const corner = stage.toDrawing({ x: width / 4, y: height / 2 });
    return { ...corner, width: width / 2 / stage.viewport.scale, height: THICK };
  }

  /**
   * @param {import('../core/events.js').Box} band
   * @param {import('./preview.js').Scene} scene
   * @param {(label: string) => object[]} operations
   */
  #ask(band, scene, operations) {
    const context = this.#context;
    if (context.locked) return;
    const corner = context.stage.toDrawing({ x: 0, y: 0 });
    const header = context.upright
      ? { ...band, y: Math.max(band.y, corner.y), height: UPRIGHT.header }
      : { ...band, x: Math.max(band.x, corner.x), width: context.stage.viewport.header.drawn };
    this.#rename.ask(header, {
      kind: 'lane',
      name: 'Name of the new lane',
      label: freshLaneName(context.diagram),
      ended: () => this.#preview.clear(),
      commit: async (label) => {
        if (!label) return;
        const { refusal } = await context.edit(operations(label), { selectCreated: true });
        if (refusal) context.giveBack(label, refusal);
      },
    });
    this.#preview.show(scene);
  }
}
