/** Keeps in sight what a run is about: the active node, at a decision with the nodes that its branches lead to. */
const ROOM = { x: 56, y: 48 };
/** The share of the canvas that a decision with its targets may take. */
const MOST = 0.7;

export class Sight {
  #stage;

  /** @param {import('./marks.js').Stage} stage */
  constructor(stage) {
    this.#stage = stage;
  }

  /** @param {import('./run-model.js').RunModel|null} model @param {boolean} centre into the middle, not only into sight */
  reveal(model, centre) {
    const node = model?.state.active ?? model?.state.fired;
    const box = node ? this.#stage.box({ kind: 'node', id: node }) : null;
    if (!model || !box) return;
    const targets = model.decisionAt()?.options.flatMap((option) => option.targets) ?? [];
    const all = around([box, ...targets.flatMap((id) => this.#stage.box({ kind: 'node', id }) ?? [])]);
    const { viewport } = this.#stage;
    const fits = all.width * viewport.scale < viewport.canvas.width * MOST && all.height * viewport.scale < viewport.canvas.height * MOST;
    const { x, y, width, height } = fits && !centre ? all : box;
    viewport.reveal({ x: x - ROOM.x, y: y - ROOM.y, width: width + 2 * ROOM.x, height: height + 2 * ROOM.y }, { centre });
  }
}

/** @param {import('../core/events.js').Box[]} boxes @returns {import('../core/events.js').Box} */
function around(boxes) {
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  return { x, y, width: Math.max(...boxes.map((box) => box.x + box.width)) - x, height: Math.max(...boxes.map((box) => box.y + box.height)) - y };
}
