/** Renaming in place: a field over the node, the edge's label or the lane's header. */
import { segmentsOf } from '../core/way.js';
import { composes } from '../core/composition.js';
import { h } from '../core/dom.js';
import { relabel, labelOf } from '../core/operations.js';
import { tidied } from '../core/phrases.js';
import { floatOver } from './float.js';

/** @typedef {import('./gesture-context.js').Ref} Ref */
/**
 * @typedef {{ kind: Ref['kind'], label: string, name: string, typed?: string, finished?: boolean, commit: (label:
 *   string) => void, ended?: () => void, pulled?: (down: PointerEvent) => void }} Asked
 *   `label` is there at first; `name` tells screen readers what is asked for; `commit` gets what was written, unless
 *   Escape gave it up;
 *   `ended` comes before, and in any case; `pulled`: a press in the field means what is under it
 */

const LEAST = { width: 150, height: 40 };
/** About the height of the headers of upright lanes, in drawing units. */
const UPRIGHT_HEADER = 32;
const PADDING = 8;
/** Pixels beyond the field from where on a press in it pulls at the node; words are chosen sideways. */
const LEAVES = { x: 60, y: 16 };

export class Rename {
  /**
   * Takes a node along that is pulled at while its name is open.
   * @type {(down: PointerEvent, id: string) => void}
   */
  carry = () => {};
  #context;
  /** Keeps what is in the open field. @type {(() => void)|null} */ #commit = null;

  /** @param {import('./gesture-context.js').GestureContext} context */
  constructor(context) {
    this.#context = context;
  }

  get active() {
    return this.#commit !== null;
  }

  /**
   * @param {Ref} ref
   * @param {string} [typed] what was typed already
   * @param {boolean} [finished] Enter too
   * @returns {boolean} whether it is open, or done already
   */
  open(ref, typed = '', finished = false) {
    const context = this.#context;
    const facts = context.state.find(ref);
    const box = this.#boxOf(ref);
    if (context.locked || !facts || !box) return false;
    const shown = labelOf(facts);
    this.ask(box, {
      kind: ref.kind,
      label: shown,
      typed,
      finished,
      name: ref.kind === 'loop' ? 'Condition of the loop' : `Name of ${ref.kind} ${ref.id}`,
      commit: async (label) => {
        if (label === shown) return;
        const { refusal } = await context.edit(relabel(ref, label, shown));
        if (refusal && label) context.giveBack(label, refusal);
      },
      ...(ref.kind === 'node' ? { pulled: (/** @type {PointerEvent} */ down) => this.carry(down, ref.id) } : {}),
    });
    return true;
  }

  /**
   * Asks for a label in a field over a part of the drawing.
   * @param {import('../core/events.js').Box} box in drawing units @param {Asked} asked
   */
  ask(box, { kind, label: shown, name, typed = '', finished = false, commit: done, ended = () => {}, pulled }) {
    const context = this.#context;
    this.#commit?.();
    const letGo = context.state.busy.hold('hand');
    context.stage.viewport.arrive();
    context.stage.viewport.reveal(kind === 'lane' ? { ...box, x: box.x + box.width, width: 1 } : box, {
      animate: false,
    });
    const field = /** @type {HTMLTextAreaElement} */ (
      h('textarea', {
        class: `rename rename-${kind}`,
        rows: 1,
        dir: 'auto',
        spellcheck: 'false',
        'data-scrolls': true,
        maxlength: 10000,
        'aria-label': name,
      })
    );
    field.value = shown;
    const { width, height } = size(box, context.stage.viewport.scale);
    field.style.width = `${width}px`;
    const lift = floatOver(context, field, () => {
      const middle = context.stage.toScreen({ x: box.x + box.width / 2, y: box.y + box.height / 2 });
      const left = Math.max(4, Math.min(context.stage.viewport.canvas.width - width - 4, middle.x - width / 2));
      return { x: left, y: middle.y - Math.max(height, field.offsetHeight) / 2 };
    });
    const close = () => {
      if (this.#commit !== commit) return;
      this.#commit = null;
      // Before the field goes, so that the canvas knows where the focus comes from.
      if (document.activeElement === field) context.stage.canvas.focus({ preventScroll: true });
      lift();
      letGo();
      ended();
    };
    const commit = () => {
      if (this.#commit !== commit) return;
      const label = field.value === shown ? shown : tidied(field.value, kind !== 'loop');
      close();
      done(label);
    };
    this.#commit = commit;
    field.addEventListener('keydown', (event) => {
      event.stopPropagation();
      if (composes(event)) return;
      if ((event.key === 'Enter' && (!event.shiftKey || kind === 'loop')) || event.key === 'Tab') {
        event.preventDefault();
        commit();
      } else if (event.key === 'Escape') {
        event.preventDefault();
        close();
      }
    });
    if (pulled)
      listenForPulls(field, (down) => {
        commit();
        pulled(down);
      });
    field.addEventListener('input', () => grow(field, height));
    field.addEventListener('blur', commit);
    field.focus({ preventScroll: true });
    field.select();
    if (typed) field.value = typed;
    grow(field, height);
    if (finished) commit();
  }

  /** @param {Ref} ref @returns {import('../core/events.js').Box|null} where its label is, in drawing units */
  #boxOf(ref) {
    const { geometry, stage } = this.#context;
    if (ref.kind === 'edge') {
      const edge = geometry.edges.find((item) => item.id === ref.id);
      if (!edge) return null;
      if (edge.label_box) return edge.label_box;
      const middle = alongWay(edge.points);
      return { x: middle.x - 30, y: middle.y - 8, width: 60, height: 16 };
    }
    const box = stage.box(ref);
    if (ref.kind !== 'lane' || !box) return box;
    const corner = stage.toDrawing({ x: 0, y: 0 });
    if (geometry.direction === 'down') return { ...box, y: Math.max(0, corner.y), height: UPRIGHT_HEADER };
    const left = Math.max(0, corner.x);
    return { x: left, y: box.y, width: stage.viewport.header.drawn, height: box.height };
  }
}

/**
 * A press in the field chooses words; one that leaves it, or that pulls at chosen words, means what is under the field.
 * @param {HTMLElement} field @param {(down: PointerEvent) => void} pulled
 */
function listenForPulls(field, pulled) {
  /** @type {PointerEvent|null} */ let down = null;
  const pull = () => {
    if (down) pulled(down);
    down = null;
  };
  field.addEventListener('pointerdown', (event) => {
    if (event.button !== 0 || !event.isPrimary) return;
    down = event;
    // Else a mouse that leaves the field would be followed no more.
    field.setPointerCapture(event.pointerId);
  });
  field.addEventListener('pointermove', (event) => {
    const { left, top, right, bottom } = field.getBoundingClientRect();
    if (
      event.clientY < top - LEAVES.y ||
      event.clientY > bottom + LEAVES.y ||
      event.clientX < left - LEAVES.x ||
      event.clientX > right + LEAVES.x
    )
      pull();
  });
  field.addEventListener('pointerup', () => {
    down = null;
  });
  field.addEventListener('pointercancel', () => {
    down = null;
  });
  field.addEventListener('dragstart', (event) => {
    event.preventDefault();
    pull();
  });
}

/** @param {import('../core/events.js').Box} box @param {number} scale */
function size(box, scale) {
  return {
    width: Math.max(LEAST.width, Math.min(320, box.width * scale + 8)),
    height: Math.max(LEAST.height, Math.min(72, box.height * scale)),
  };
}

/**
 * Gives the field the height of its text, at least `least`, with a short text in the middle.
 * @param {HTMLTextAreaElement} field
 * @param {number} least
 */
function grow(field, least) {
  field.style.height = '0px';
  field.style.paddingBlock = `${PADDING}px`;
  const spare = Math.max(0, least - field.scrollHeight - 2);
  field.style.paddingBlock = `${PADDING + spare / 2}px`;
  field.style.height = `${field.scrollHeight + 3}px`;
}

/** @param {[number, number][]} points @returns {import('./gesture-context.js').Point} the middle of the way */
export function alongWay(points) {
  const pieces = segmentsOf(points).map(([[ax, ay], [bx, by]]) => ({
    ax,
    ay,
    bx,
    by,
    length: Math.hypot(bx - ax, by - ay),
  }));
  let rest = pieces.reduce((sum, { length }) => sum + length, 0) / 2;
  for (const { ax, ay, bx, by, length } of pieces) {
    if (rest <= length && length > 0)
      return { x: ax + ((bx - ax) * rest) / length, y: ay + ((by - ay) * rest) / length };
    rest -= length;
  }
  const [[x, y] = [0, 0]] = points;
  return { x, y };
}
