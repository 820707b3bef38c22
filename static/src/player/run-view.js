/**
 * Keeps in sight what a run is about: the active node, at a decision with the nodes that its branches lead to.
 * @typedef {import('../core/events.js').Box} Box
 */
import { around } from '../core/boxes.js';

const ROOM = { x: 56, y: 48 };
/** The share of the canvas that a decision with its targets may take. */
const MOST = 0.7;

export class RunView {
  #stage;
  #drawing;

  /** @param {import('./marks.js').Stage} stage @param {() => { width: number, height: number }} drawing */
  constructor(stage, drawing) {
    this.#stage = stage;
    this.#drawing = drawing;
  }

  /**
   * @param {import('./run-model.js').RunModel|null} model
   * @param {boolean} centre into the middle, not only into sight
   */
  reveal(model, centre) {
    const node = model?.state.active ?? model?.state.fired;
    const box = node ? this.#stage.box({ kind: 'node', id: node }) : null;
    if (!model || !box) return;
    const targets = model.decisionAt()?.options.flatMap((option) => option.targets) ?? [];
    const all = around([box, ...targets.flatMap((id) => this.#stage.box({ kind: 'node', id }) ?? [])]);
    const { viewport } = this.#stage;
    const fits =
      all.width * viewport.scale < viewport.canvas.width * MOST &&
      all.height * viewport.scale < viewport.canvas.height * MOST;
    viewport.reveal(withRoom(fits && !centre ? all : box, this.#drawing()), { centre });
  }
}

/**
 * Room for rings and buttons, not beyond the drawing: one that is in sight as a whole need not move.
 * @param {Box} box
 * @param {{ width: number, height: number }} drawing
 * @returns {Box}
 */
function withRoom({ x, y, width, height }, drawing) {
  const [left, top] = [Math.max(0, x - ROOM.x), Math.max(0, y - ROOM.y)];
  const [right, bottom] = [Math.min(drawing.width, x + width + ROOM.x), Math.min(drawing.height, y + height + ROOM.y)];
  return { x: left, y: top, width: right - left, height: bottom - top };
}
