/** The part of the diagram that is pointed at during a run, with what can be done there: a bar beside it, and keys. */
import { h, s } from '../core/dom.js';
import { middleOf } from '../core/way.js';
import { outline } from './mark-shapes.js';

/**
 * @typedef {import('./breakpoints.js').Part} Part
 * @typedef {import('./marks.js').Stage & { canvas: HTMLElement, refAt(target: EventTarget|null):
 *   import('../core/events.js').Ref|null }} RunStage
 * @typedef {{ name: string, keys: string, icon: () => Node, pressed?: boolean, run: () => void }} Act
 */
const GAP = 12;
const MARGIN = 8;

/**
 * @param {{ stage: RunStage, state: import('../core/state.js').PageState, walk?: (from: string|null,
 *   key: string, cameFrom: string|null) => string|null, say: (part: Part) => void, actsOn: (part: Part) => Act[] }}
 *   parts `walk`: the node to which an arrow key leads
 */
export function createChosenPart({ stage, state, walk, say, actsOn }) {
  /** @type {Part|null} */ let part = null;
  /** The node from which the arrow keys led to it. @type {string|null} */ let cameFrom = null;
  const bar = h('div', { class: 'part-bar float', role: 'group', 'aria-label': 'Chosen part', hidden: true });
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

  /** Above the part where there is room, else below it. */
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
    const above = start.y - GAP - height;
    const left = Math.max(MARGIN, Math.min(viewport.canvas.width - width - MARGIN, (start.x + end.x - width) / 2));
    const y = above >= MARGIN ? above : Math.min(viewport.canvas.height - height - MARGIN, end.y + GAP);
    bar.style.transform = `translate(${Math.round(left)}px, ${Math.round(y)}px)`;
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
