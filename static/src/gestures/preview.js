/** What a gesture will do, drawn before it is done: dashed boxes and lines, highlighted targets. */
import { s } from '../core/dom.js';
import { nodePath } from '../picture/shapes.js';

/**
 * @typedef {import('../core/events.js').Box} Box
 * @typedef {import('../core/events.js').Shape} Shape
 * @typedef {import('../picture/viewport-math.js').Point} Point
 * @typedef {{ nodes?: { box: Box, shape: Shape, label?: string }[], lines?: Point[][], target?: Box & { shape: Shape },
 *   handles?: Point[], lane?: Box, border?: Box, confirmed?: boolean }} Scene
 *   `confirmed`: the server has said that it will be so
 */
export class Preview {
  #group = s('g', { class: 'preview' });

  /** @param {import('../picture/stage.js').Stage} stage */
  constructor(stage) {
    stage.overlay.append(this.#group);
  }

  /** @param {Scene} scene */
  show({ nodes = [], lines = [], target, handles = [], lane, border, confirmed = false }) {
    this.#group.classList.toggle('confirmed', confirmed);
    this.#group.replaceChildren(
      ...[
        lane && s('rect', { class: 'preview-lane', x: lane.x, y: lane.y, width: lane.width, height: lane.height }),
        border &&
          s('rect', {
            class: 'preview-border',
            x: border.x - 2,
            y: border.y - 2,
            width: border.width + 4,
            height: border.height + 4,
          }),
        ...lines.map(arrow),
        target && s('path', { class: 'preview-target', d: nodePath(target, 3.5) }),
        ...handles.map((handle) => s('circle', { class: 'preview-handle', cx: handle.x, cy: handle.y, r: 4 })),
        ...nodes.flatMap(({ box, shape, label }) => [
          s('path', { class: 'preview-node', d: nodePath({ ...box, shape }) }),
          label &&
            s('text', { class: 'preview-words', x: box.x + box.width / 2, y: box.y + box.height / 2 + 4 }, label),
        ]),
      ].filter((part) => part !== undefined && part !== ''),
    );
  }

  clear() {
    this.#group.classList.remove('confirmed');
    this.#group.replaceChildren();
  }
}

const HEAD = { length: 9, half: 3.5 };

/** @param {Point[]} way of straight pieces */
function arrow(way) {
  const [from, to] = way.slice(-2);
  if (!from || !to) return s('g', { class: 'preview-line' });
  const angle = Math.atan2(to.y - from.y, to.x - from.x);
  const back = { x: to.x - HEAD.length * Math.cos(angle), y: to.y - HEAD.length * Math.sin(angle) };
  const side = { x: HEAD.half * Math.sin(angle), y: -HEAD.half * Math.cos(angle) };
  return s(
    'g',
    { class: 'preview-line' },
    s('path', { d: `M${[...way.slice(0, -1), back].map(({ x, y }) => `${x} ${y}`).join('L')}` }),
    s('polygon', {
      points: `${to.x},${to.y} ${back.x + side.x},${back.y + side.y} ${back.x - side.x},${back.y - side.y}`,
    }),
  );
}
