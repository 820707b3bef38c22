/** The part of the diagram that is pointed at during a run, with what can be done there: a bar beside it, and keys. */
import { overlaps } from '../core/boxes.js';
import { h, s } from '../core/dom.js';
import { middleOf } from '../core/way.js';
import { outline } from './mark-shapes.js';

/**
 * @typedef {import('./breakpoints.js').Part} Part
 * @typedef {import('./marks.js').Stage & { canvas: HTMLElement, refAt(target: EventTarget|null):
 *   import('../core/events.js').Ref|null }} RunStage
 * @typedef {(diagram: import('../core/events.js').DiagramInfo, part: Part, close: () => void) => HTMLElement[]} Details
 * @typedef {{ name: string, keys: string, icon: () => Node, pressed?: boolean, run: () => void }} Act
 */
const GAP = 12;
const MARGIN = 8;
/** Room at the foot of a narrow canvas, where the controls have round corners and a button over them, in px. */
const FOOT = 72;
const NARROW = 600;
/** What speaks against covering the part or a choice, in px of distance from the part. */
const COVERED = 2000;

/**
 * @param {{ stage: RunStage, state: import('../core/state.js').PageState, walk?: (from: string|null,
 *   key: string, cameFrom: string|null) => string|null, say: (part: Part) => void, actsOn: (part: Part) => Act[],
 *   details?: Details }} parts `walk`: the node to which an arrow key leads; `details`: what the bar tells of a part
 */
export function createChosenPart({ stage, state, walk, say, actsOn, details }) {
  /** @type {Part|null} */ let part = null;
  /** The node from which the arrow keys led to it. @type {string|null} */ let cameFrom = null;
  const bar = h('div', {
    class: `part-bar float${details ? ' told' : ''}`,
    role: 'group',
    'aria-label': 'Chosen part',
    'data-scrolls': true,
    hidden: true,
  });
  const ring = s('g', { class: 'run-chosen-ring', 'aria-hidden': 'true' });
  stage.floats.append(bar);
  stage.overlay.append(ring);

  /** @param {Part|null} next */
  function choose(next) {
    cameFrom = null;
    if (part) stage.element(part)?.classList.remove('run-chosen');
    part = next && state.find(next) ? next : null;
    const box = part?.kind === 'node' ? stage.box(part) : null;
    const shape = part?.kind === 'node' ? state.find({ kind: 'node', id: part.id })?.shape : null;
    ring.replaceChildren(...(box && shape ? [outline(box, shape, 5)] : []));
    if (part) stage.element(part)?.classList.add('run-chosen');
    show();
  }

  function show() {
    const focused = bar.contains(document.activeElement)
      ? /** @type {HTMLElement} */ (document.activeElement).dataset.key
      : null;
    bar.hidden = !part;
    if (!part) {
      bar.replaceChildren();
      if (focused) stage.canvas.focus({ preventScroll: true });
      return;
    }
    bar.replaceChildren(
      ...(details?.(state.picture.diagram, part, () => choose(null)) ?? []),
      ...actsOn(part).map(({ name, keys, icon, pressed, run }) =>
        h(
          'button',
          {
            type: 'button',
            class: 'button',
            'data-key': `part ${name}`,
            'aria-pressed': pressed === undefined ? null : String(pressed),
            'aria-keyshortcuts': keys,
            title: `${name} (${keys})`,
            onclick: run,
          },
          icon(),
          h('span', {}, name),
        ),
      ),
    );
    const again = focused && bar.querySelector(`[data-key="${CSS.escape(focused)}"]`);
    if (again instanceof HTMLElement) again.focus();
    place();
  }

  /** As near to the part as it can be where it covers neither it nor a choice; above it rather than below. */
  function place() {
    if (!part) return;
    const box = part.kind === 'node' ? stage.box(part) : null;
    const point = part.kind === 'edge' ? middle(part.id) : null;
    const from = box ?? (point && { ...point, width: 0, height: 0 });
    if (!from) return;
    const { viewport } = stage;
    const start = stage.toScreen(from);
    const end = stage.toScreen({ x: from.x + from.width, y: from.y + from.height });
    const { offsetWidth: width, offsetHeight: height } = bar;
    const corner = stage.floats.getBoundingClientRect();
    const free = [{ ...start, width: end.x - start.x, height: end.y - start.y }];
    for (const choice of stage.floats.querySelectorAll('.choice-float')) {
      const rect = choice.getBoundingClientRect();
      free.push({ x: rect.x - corner.x, y: rect.y - corner.y, width: rect.width, height: rect.height });
    }
    const foot = viewport.canvas.width < NARROW ? FOOT : MARGIN;
    const [last, lowest] = [viewport.canvas.width - width - MARGIN, viewport.canvas.height - height - foot];
    const [left, top] = [(start.x + end.x - width) / 2, (start.y + end.y - height) / 2];
    let least = Infinity;
    for (const y of [start.y - GAP - height, end.y + GAP, top, MARGIN, lowest])
      for (const x of [left, end.x + GAP, start.x - GAP - width, MARGIN, last]) {
        const there = {
          x: Math.round(Math.max(MARGIN, Math.min(last, x))),
          y: Math.round(Math.max(MARGIN, Math.min(lowest, y))),
          width,
          height,
        };
        const covered = free.filter((one) => overlaps(one, there)).length;
        const cost = covered * COVERED + Math.hypot(there.x - left, there.y - top);
        if (cost >= least) continue;
        least = cost;
        bar.style.transform = `translate(${there.x}px, ${there.y}px)`;
      }
  }

  /** @param {string} id */
  function middle(id) {
    const edge = state.picture.geometry.edges.find((one) => one.id === id);
    return edge ? middleOf(edge.pieces ?? [edge.points]) : null;
  }

  /** @param {MouseEvent} event */
  function onClick(event) {
    if (!state.running || event.button !== 0 || event.composedPath().includes(stage.floats)) return;
    const ref = stage.refAt(event.target);
    const next = ref && (ref.kind === 'node' || ref.kind === 'edge') ? { kind: ref.kind, id: ref.id } : null;
    const same = next && part && next.kind === part.kind && next.id === part.id;
    choose(same ? null : next);
  }
  stage.canvas.addEventListener('click', onClick);

  return {
    get part() {
      return part;
    },
    choose,
    show,
    place,
    /** Goes on to the node to which an arrow key leads. @param {string|null} from @param {string} key */
    walk(from, key) {
      const here = part?.kind === 'node' ? part.id : from;
      const next = walk?.(here, key, cameFrom);
      if (!next) return;
      const goal = /** @type {const} */ ({ kind: 'node', id: next });
      choose(goal);
      cameFrom = here;
      const box = stage.box(goal);
      if (box) stage.viewport.reveal(box);
      say(goal);
    },
    destroy() {
      choose(null);
      stage.canvas.removeEventListener('click', onClick);
      bar.remove();
      ring.remove();
    },
  };
}
