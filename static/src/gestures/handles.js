/**
 * What stands around a node: a dot on each side to connect from, and "+" beside the free sides of the selected one;
 * dots at the ends of a selected edge.
 */
import { overlaps } from '../core/boxes.js';
import { byTouch, h } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { SHAPES, addBeside } from '../core/operations.js';
import { besideBox } from './connect.js';
import { anchor, SIDES } from '../picture/sides.js';

const PLUS_AWAY = 24;
const BESIDE_GAP = 46;
/** Pixels around a node in which it counts as hovered, so that its handles can be reached. */
const HOVER = 16;
/** Pixels around a handle that belong to it. */
const REACH = { mouse: 10, touch: 20 };
/** From this width of a node on, in pixels, its handles are there. */
const ROOMY = 40;
/** Pixels from the middle of "+" that belong to it by touch; a node so near would get no touch of its own. */
const PLUS_REACH = 20;
/** Pixels of a node, across, that its handles leave to it. */
const LEFT_TO_NODE = { mouse: 16, touch: 28 };

/**
 * @typedef {{ element: HTMLElement, position: () => import('./gesture-context.js').Point, across: number,
 *   grip?: Grip }} Placed `across`: the width of the node at which it is, in drawing units
 */
/**
 * @typedef {{ layer: HTMLElement, node: string|null, press: (event: PointerEvent) => void }} Grip what a press on a
 *   handle does; `node`: the one on whose side it is
 */

/**
 * @param {import('./gesture-context.js').GestureContext} context
 * @param {import('./connect.js').Connector} connector
 * @param {import('./preview.js').Preview} preview
 * @param {import('./server-preview.js').ServerPreview} serverPreview
 * @returns {{ takes: (event: PointerEvent) => boolean, stop: () => void }} `takes`: whether a press would take a handle
 */
export function createHandles(context, connector, preview, serverPreview) {
  const { canvas, floats } = context.stage;
  const selected = h('div', { class: 'handles selected' });
  const hovered = h('div', { class: 'handles hovered' });
  floats.append(hovered, selected);
  /** @type {Placed[]} */ let placed = [];
  /** @type {string|null} */ let hover = null;
  const stop = new AbortController();
  const { signal } = stop;

  const settle = () => {
    // The sticky lane headers stand above the drawing, and above what belongs to it.
    selected.style.clipPath = hovered.style.clipPath = `inset(0 0 0 ${context.stage.viewport.headerWidth}px)`;
    const { scale } = context.stage.viewport;
    for (const { element, position, across } of placed) {
      const at = position();
      element.hidden =
        across * scale < ROOMY || (element.matches('.plus') && byTouch() && onNode(at, PLUS_REACH / scale));
      const { x, y } = context.stage.toScreen(at);
      element.style.transform = `translate(${x}px, ${y}px)`;
    }
  };

  /** @param {{ x: number, y: number }} point @param {number} reach @returns {boolean} whether a node is so near */
  function onNode({ x, y }, reach) {
    const area = { x: x - reach, y: y - reach, width: 2 * reach, height: 2 * reach };
    return context.geometry.nodes.some((node) => node.id !== context.single?.id && overlaps(area, node));
  }

  /** @param {HTMLElement} layer @param {string} id @param {boolean} withPlus */
  function around(layer, id, withPlus) {
    const box = context.nodeBox(id);
    if (!box) return;
    const edges = context.diagram.edges.filter((edge) => edge.source === id || edge.target === id);
    const used = new Set(
      edges.flatMap((edge) => [
        ...(edge.source === id ? [edge.source_side] : []),
        ...(edge.target === id ? [edge.target_side] : []),
      ]),
    );
    for (const side of SIDES) {
      const dot = h('div', { class: 'handle', 'data-side': side, 'data-node': id });
      add(layer, dot, box.width, () => anchor(box, side), {
        layer,
        node: id,
        press: (event) => connector.drag(event, id, side, clear),
      });
      if (withPlus && !used.has(side))
        add(layer, plus(id, side, box), box.width, () => anchor(box, side, PLUS_AWAY / context.stage.viewport.scale));
    }
  }

  /** @param {string} id @param {import('../core/events.js').Side} side @param {import('../core/events.js').Box} box */
  function plus(id, side, box) {
    const name = side === 'left' ? 'Add an activity before' : 'Add the next activity';
    const button = h(
      'button',
      {
        class: 'plus',
        type: 'button',
        tabindex: -1,
        'aria-label': `${name}, ${side}`,
        'data-tip': `${name}, or drag to connect`,
      },
      icon('plus', 14),
    );
    const operations = () => addBeside(context.diagram, id, side, 'rectangle');
    const show = () => {
      const seen = serverPreview.of(operations(), id, show);
      const [from, to] = [anchor(box, side), anchor(box, side, BESIDE_GAP)];
      const beside = seen?.node ?? besideBox(box, side, BESIDE_GAP);
      preview.show({
        confirmed: seen !== null,
        nodes: [{ box: beside, shape: 'rectangle', label: SHAPES.rectangle.fresh }],
        lines: seen?.ways ?? [side === 'left' ? [to, from] : [from, to]],
      });
    };
    button.addEventListener('pointerenter', show);
    button.addEventListener('pointerleave', () => {
      if (canvas.classList.contains('dragging')) return;
      serverPreview.rest();
      preview.clear();
    });
    button.addEventListener('pointerdown', (event) => {
      event.preventDefault();
      canvas.focus({ preventScroll: true });
      if (event.button === 0) connector.drag(event, id, side, clear);
    });
    button.addEventListener('click', () => {
      serverPreview.rest();
      preview.clear();
      context.edit(operations(), { selectCreated: true, renameCreated: true });
    });
    return button;
  }

  /** @param {string} id */
  function atEnds(id) {
    const edge = context.geometry.edges.find((item) => item.id === id);
    if (!edge) return;
    for (const [end, point, node] of /** @type {const} */ ([
      ['source', edge.points.at(0), edge.source],
      ['target', edge.points.at(-1), edge.target],
    ])) {
      if (!point) continue;
      const dot = h('div', { class: 'handle end', 'data-end': end });
      add(selected, dot, context.nodeBox(node)?.width ?? Infinity, () => ({ x: point[0], y: point[1] }), {
        layer: selected,
        node: null,
        press: (event) => connector.reconnect(event, id, end),
      });
    }
  }

  /**
   * @param {HTMLElement} layer
   * @param {HTMLElement} element
   * @param {number} across
   * @param {() => import('./gesture-context.js').Point} position
   * @param {Grip} [grip]
   */
  function add(layer, element, across, position, grip) {
    layer.append(element);
    placed.push({ element, across, position, grip });
  }

  /**
   * The handle that a press takes. Handles are no targets themselves: a click goes to what is under them.
   * @param {PointerEvent} event @returns {(Placed & { grip: Grip })|null}
   */
  function under(event) {
    if (context.locked || (context.tool !== 'select' && context.tool !== 'connect') || context.inFloats(event))
      return null;
    const kind = event.pointerType === 'touch' ? 'touch' : 'mouse';
    const point = context.stage.pointOf(event);
    const inside = context.nodeAt(point);
    const { scale } = context.stage.viewport;
    /** @type {{ found: (Placed & { grip: Grip })|null, away: number }} */ let best = { found: null, away: Infinity };
    for (const one of placed) {
      const { element, position, grip } = one;
      if (!grip || (inside && grip.node && grip.node !== inside.id) || element.offsetParent === null) continue;
      const own =
        inside && grip.node
          ? Math.max(0, Math.min(inside.width, inside.height) * scale - LEFT_TO_NODE[kind])
          : Infinity;
      const at = position();
      const away = Math.hypot(at.x - point.x, at.y - point.y) * scale;
      if (away <= Math.min(REACH[kind], own) && away < best.away) best = { found: { ...one, grip }, away };
    }
    return best.found;
  }

  /** @param {HTMLElement|undefined} element the handle that a press would take */
  function light(element) {
    for (const { element: other } of placed) other.classList.toggle('hot', other === element);
    canvas.classList.toggle('on-handle', element !== undefined);
    canvas.classList.toggle('on-end', element?.classList.contains('end') ?? false);
  }

  function clear() {
    placed = [];
    hover = null;
    selected.replaceChildren();
    hovered.replaceChildren();
    canvas.classList.remove('on-handle', 'on-end');
  }

  function showAll() {
    const hoverNow = hover;
    clear();
    if (context.locked) return;
    const single = context.single;
    if (single?.kind === 'node') around(selected, single.id, context.tool === 'select');
    if (single?.kind === 'edge') atEnds(single.id);
    if (hoverNow && hoverNow !== single?.id && context.nodeBox(hoverNow)) {
      hover = hoverNow;
      around(hovered, hoverNow, false);
    }
    settle();
  }

  canvas.addEventListener(
    'pointerdown',
    (event) => {
      canvas.dataset.pointer = event.pointerType;
      const taken = event.button === 0 && event.isPrimary && !event.defaultPrevented ? under(event) : null;
      if (!taken) return;
      event.stopPropagation();
      taken.grip.press(event);
    },
    { signal, capture: true },
  );
  canvas.addEventListener(
    'pointermove',
    (event) => {
      if (event.pointerType === 'touch' || event.buttons !== 0 || context.locked || context.tool === 'hand') return;
      const taken = under(event);
      light(taken?.element);
      if (
        taken?.grip.layer === hovered ||
        (event.target instanceof Element && event.target.closest('.handles.hovered'))
      )
        return;
      const point = context.stage.pointOf(event);
      const found = (context.nodeAt(point) ?? context.nodeAt(point, HOVER / context.stage.viewport.scale))?.id ?? null;
      if (found === hover) return;
      hover = found;
      showAll();
      light(under(event)?.element);
    },
    { signal },
  );
  canvas.addEventListener(
    'pointerleave',
    () => {
      if (hover && !canvas.classList.contains('dragging')) {
        hover = null;
        showAll();
      }
    },
    { signal },
  );

  const stops = [
    context.bus.on('viewport.changed', settle),
    context.bus.on('selection.changed', showAll),
    context.bus.on('picture.changed', () => {
      preview.clear();
      showAll();
      if (context.single) context.stage.comeAlong(selected, context.single);
      if (hover) context.stage.comeAlong(hovered, { kind: 'node', id: hover });
    }),
    context.bus.on('run.changed', showAll),
  ];
  showAll();
  return {
    takes: (event) => under(event) !== null,
    stop() {
      stop.abort();
      for (const end of stops) end();
      selected.remove();
      hovered.remove();
    },
  };
}
