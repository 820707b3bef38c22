/**
 * The card of a part of the drawing, with its texts at full length: by click or tap, by the arrow keys on the drawing,
 * from the outline.
 * It follows the selection. In a run, which has none, the player shows what it says of nodes and edges, and the card is
 * that of lanes and loops. What it says is told to screen readers.
 * @typedef {import('../core/events.js').Ref} Ref
 * @typedef {import('../core/events.js').Box} Box
 */
import { composes } from '../core/composition.js';
import { h } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { partDetails } from './part-details.js';

/**
 * What the card says of a part, for others to show.
 * @param {import('../core/events.js').DiagramInfo} diagram @param {Ref} ref @param {() => void} close
 * @returns {HTMLElement[]}
 */
export function detailsOf(diagram, ref, close) {
  const details = partDetails(diagram, ref);
  return details ? partsOf(details, close) : [];
}

/** @param {import('./part-details.js').PartDetails} details @param {() => void} close */
const partsOf = ({ shape, title, rows }, close) => [
  h(
    'div',
    { class: 'details-head' },
    shape && h('span', { class: `log-shape ${shape}` }, icon(shape)),
    h('h2', {}, title),
    h(
      'button',
      { type: 'button', class: 'icon-button', 'aria-label': 'Close the details', onclick: close },
      icon('close'),
    ),
  ),
  h('dl', {}, ...rows.flatMap(([name, said]) => [h('dt', {}, name), h('dd', {}, said)])),
];

const GAP = 12;
const MARGIN = 8;
const ARROWS = new Set(['ArrowRight', 'ArrowLeft', 'ArrowDown', 'ArrowUp']);

/**
 * @param {{ bus: import('../core/event-bus.js').EventBus, state: import('../core/state.js').PageState,
 *   stage: { canvas: HTMLElement, floats: HTMLElement, box(ref: Ref): Box|null, refAt(target: EventTarget|null):
 *   Ref|null,
 *     pointOf(event: MouseEvent): { x: number, y: number }, toScreen(point: { x: number, y: number }): { x: number, y:
 *     number }, viewport: { scale: number } },
 *   walk: (from: string|null, key: string) => string|null }} parts `walk`: the node to which a key leads
 */
export function createDetails({ bus, state, stage, walk }) {
  const { canvas, floats } = stage;
  const live = h('p', { class: 'visually-hidden', role: 'status' });
  const card = h('section', {
    class: 'viewer-details float',
    'aria-label': 'Details',
    'data-scrolls': true,
    hidden: true,
  });
  /** @type {Ref|null} */ let shown = null;
  /** Where an edge was pressed: its box may be as large as the drawing. @type {Box|null} */ let pressed = null;
  floats.append(card);
  canvas.after(live);

  /** @param {Ref} ref @param {Box|null} [at] @param {string} [origin] */
  function open(ref, at = null, origin = 'details') {
    pressed = at;
    if (state.running) show(ref);
    else state.select([ref], origin);
  }

  function close() {
    if (card.contains(document.activeElement)) canvas.focus({ preventScroll: true });
    if (state.running) show(null);
    else state.select([], 'details');
  }

  /** @param {Ref|null} ref */
  function show(ref) {
    const details = ref && partDetails(state.picture.diagram, ref);
    // In a run the player shows a node or an edge itself, with what can be done there.
    const isCard = details && !(state.running && (ref?.kind === 'node' || ref?.kind === 'edge'));
    shown = isCard ? ref : null;
    card.hidden = !isCard;
    live.textContent = details
      ? [details.title, ...details.rows.map(([name, said]) => `${name}: ${said.replaceAll('\n', ', ')}`)].join('. ')
      : '';
    if (!isCard) return;
    card.replaceChildren(
      ...partsOf(details, close),
      ref && ref.kind === 'node'
        ? h(
            'div',
            { class: 'details-acts' },
            act('Run to here', 'run-to-here'),
            act('How do I get there?', 'get-there'),
          )
        : '',
    );
    card.scrollTop = 0;
    place();
  }

  /** @param {string} words @param {import('../core/events.js').ActionName} name */
  const act = (words, name) =>
    h('button', { type: 'button', class: 'button', onclick: () => bus.emit('action.requested', { name }) }, words);

  /** Beside the part where there is room, else below or above it; a narrow page has it at its foot (css). */
  function place() {
    const box = shown && (pressed ?? stage.box(shown));
    if (!box) return;
    const start = stage.toScreen(box);
    const [wide, high] = [box.width * stage.viewport.scale, box.height * stage.viewport.scale];
    const { offsetWidth: width, offsetHeight: height } = card;
    const beside = { y: start.y + high / 2 - height / 2 };
    const over = { x: start.x + wide / 2 - width / 2 };
    const choices = [
      { ...beside, x: start.x + wide + GAP },
      { ...beside, x: start.x - GAP - width },
      { ...over, y: start.y + high + GAP },
      { ...over, y: start.y - GAP - height },
    ];
    const [last, lowest] = [canvas.clientWidth - width - MARGIN, canvas.clientHeight - height - MARGIN];
    const clamped = choices.map(({ x, y }) => ({
      x,
      y,
      shownX: Math.max(MARGIN, Math.min(last, x)),
      shownY: Math.max(MARGIN, Math.min(lowest, y)),
    }));
    const chosen =
      clamped.find((choice, index) => (index < 2 ? choice.x === choice.shownX : choice.y === choice.shownY)) ??
      clamped[0];
    if (chosen) card.style.transform = `translate(${Math.round(chosen.shownX)}px, ${Math.round(chosen.shownY)}px)`;
  }

  /** @param {MouseEvent} event */
  function onClick(event) {
    const target = event.target instanceof Element ? event.target : null;
    if (!target || event.button !== 0 || event.composedPath().includes(floats)) return;
    const found = stage.refAt(target);
    const ref = found?.kind === 'lane' && !target.closest('.header, .lane-header') ? null : found;
    if (!ref || (shown?.kind === ref.kind && shown.id === ref.id)) {
      if (shown) close();
    } else
      open(
        ref,
        ref.kind === 'edge' || ref.kind === 'lane' ? { ...stage.pointOf(event), width: 0, height: 0 } : null,
        'canvas',
      );
  }

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    if (event.target !== canvas || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (event.key !== 'Enter' && !(shown && ARROWS.has(event.key))) return;
    const from = shown?.kind === 'node' ? shown.id : null;
    const next = event.key === 'Enter' && from ? from : walk(from, event.key);
    event.preventDefault();
    event.stopImmediatePropagation();
    if (next) open({ kind: 'node', id: next });
  }

  canvas.addEventListener('click', onClick);
  // Before the view, which the arrows move where no card is open.
  canvas.addEventListener('keydown', onKey, true);
  addEventListener(
    'keydown',
    (event) => {
      if (
        event.key !== 'Escape' ||
        !shown ||
        composes(event) ||
        (event.target instanceof Element && event.target.closest('dialog, [role="menu"]'))
      )
        return;
      event.preventDefault();
      event.stopPropagation();
      close();
    },
    true,
  );
  document.addEventListener('pointerdown', (event) => {
    if (shown && event.target instanceof Element && !canvas.contains(event.target)) close();
  });
  bus.on('selection.changed', ({ selection }) => show(selection.length === 1 ? (selection[0] ?? null) : null));
  bus.on('reveal.requested', ({ ref, origin }) => {
    if (origin === 'outline') open(ref);
  });
  bus.on('picture.changed', () => {
    pressed = null;
    if (shown) show(shown);
  });
  bus.on('viewport.changed', place);
}
