/** The tools at the top of the canvas. A shape is clicked and then a point on the canvas, or dragged there. */
import { byTouch, h } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { SHAPES, addNode, firstNode, insertIntoEdge } from '../core/operations.js';
import { shapeIcon } from '../core/shape-icon.js';
import { startDrag } from './drag.js';

/**
 * @typedef {import('../core/events.js').Shape} Shape
 * @typedef {import('./gesture-context.js').Tool} Tool
 */
/** @type {Shape[]} in the order of their keys 1 to 4 */
export const SHAPE_ORDER = ['circle', 'rectangle', 'diamond', 'taskbox'];
const SIZES = {
  circle: { width: 52, height: 52 },
  rectangle: { width: 136, height: 48 },
  diamond: { width: 120, height: 68 },
  taskbox: { width: 136, height: 48 },
};

/** Pixels from an edge within which a shape goes into it. */
const REACH = 10;

/**
 * What to do with a tool in hand, '' where that is plain; a device may get or lose its mouse.
 * @param {Tool} tool
 * @returns {string}
 */
function hintFor(tool) {
  if (tool === 'connect')
    return `Drag from one node to another, or ${byTouch() ? 'tap' : 'click'} one and then the other`;
  const shape = SHAPE_ORDER.find((one) => one === tool);
  return shape ? `${byTouch() ? 'Tap' : 'Click'} in a lane or on an edge to add ${SHAPES[shape].one}` : '';
}

/**
 * @param {import('./gesture-context.js').GestureContext} context
 * @param {import('./preview.js').Preview} preview
 * @param {import('./server-preview.js').ServerPreview} serverPreview
 * @returns {() => void} stops
 */
export function createPalette(context, preview, serverPreview) {
  const { canvas, pane } = context.stage;
  const stop = new AbortController();
  const { signal } = stop;
  /** @type {Map<Tool, HTMLElement>} */ const buttons = new Map();
  /**
   * The point that a shape in hand is held over.
   * @type {{ event: PointerEvent|MouseEvent, shape: Shape }|null}
   */
  let held = null;

  /** @param {Tool} tool @param {Node} picture @param {string} name @param {string} key */
  function toolButton(tool, picture, name, key) {
    const button = h(
      'button',
      { class: 'tool', type: 'button', 'aria-pressed': 'false', 'data-tip': name, 'aria-keyshortcuts': key },
      picture,
      h('span', { class: 'visually-hidden' }, name),
      h('span', { class: 'tool-key', 'aria-hidden': 'true' }, key),
    );
    button.addEventListener('click', (event) => {
      context.setTool(context.tool === tool && tool !== 'select' ? 'select' : tool);
      // Who works with a pointer goes on on the canvas; a keyboard stays in the toolbar.
      if (event.detail > 0) canvas.focus({ preventScroll: true });
    });
    buttons.set(tool, button);
    return button;
  }

  /** @param {Shape} shape @param {number} index */
  function shapeButton(shape, index) {
    const button = toolButton(shape, shapeIcon(shape), SHAPES[shape].name, String(index + 1));
    button.addEventListener('pointerdown', (event) => {
      if (event.button === 0)
        startDrag(context.stage, event, {
          move: (now) => foresee(now, shape),
          drop: (now) => place(now, shape),
          end: clear,
        });
    });
    return button;
  }

  /** Shows where a click or drop would put a shape. @param {PointerEvent|MouseEvent} event @param {Shape} shape */
  function foresee(event, shape) {
    const point = context.stage.pointOf(event);
    const lane = context.laneAt(point);
    const size = SIZES[shape];
    const box = { x: point.x - size.width / 2, y: point.y - size.height / 2, ...size };
    const edge = edgeAt(point);
    const before = lane ? context.nodeBefore(lane.id, point) : undefined;
    const operations = edge ? insertIntoEdge(edge.id, shape, lane?.id) : lane ? addNode(lane.id, shape, before) : [];
    held = { event, shape };
    const seen = operations.length
      ? serverPreview.of(
          operations,
          edge?.source ?? before ?? null,
          () => {
            if (held) foresee(held.event, held.shape);
          },
          lane?.id,
        )
      : null;
    if (!operations.length) serverPreview.rest();
    context.bus.emit('echo.changed', { ref: edge && { kind: 'edge', id: edge.id } });
    preview.show({
      confirmed: seen !== null,
      nodes: [{ box: seen?.node ?? box, shape, label: SHAPES[shape].name }],
      lines: seen?.ways ?? [],
      ...(lane && !edge ? { lane } : {}),
    });
  }

  function clear() {
    held = null;
    serverPreview.rest();
    preview.clear();
    context.bus.emit('echo.changed', { ref: null });
  }

  /** @param {import('./gesture-context.js').Point} point */
  const edgeAt = (point) =>
    context.nodeAt(point) ? null : context.edgeNear(point, REACH / context.stage.viewport.scale);

  /** @param {PointerEvent|MouseEvent} event @param {Shape} shape */
  function place(event, shape) {
    const point = context.stage.pointOf(event);
    const area = canvas.getBoundingClientRect();
    const outside =
      event.clientX < area.left ||
      event.clientX > area.right ||
      event.clientY < area.top ||
      event.clientY > area.bottom;
    const lane = outside ? null : context.laneAt(point);
    const edge = outside ? null : edgeAt(point);
    if (edge) context.edit(insertIntoEdge(edge.id, shape, lane?.id), { selectCreated: true, renameCreated: true });
    else if (lane)
      context.edit(addNode(lane.id, shape, context.nodeBefore(lane.id, point)), {
        selectCreated: true,
        renameCreated: true,
      });
    else if (!outside && context.diagram.lanes.length === 0)
      context.edit(firstNode(shape), { selectCreated: true, renameCreated: true });
    else if (!outside)
      context.bus.emit('toast.requested', {
        message: `A node needs a lane. ${byTouch() ? 'Tap' : 'Click'} inside a lane.`,
      });
  }

  const lane = h(
    'button',
    {
      class: 'tool',
      type: 'button',
      'aria-label': 'Add a lane',
      'data-tip': 'Add a lane',
      onclick: () => context.bus.emit('action.requested', { name: 'add-lane' }),
    },
    icon('lane', 18),
  );
  const element = h(
    'div',
    { class: 'palette float', role: 'toolbar', 'aria-label': 'Tools' },
    toolButton('select', icon('pointer', 18), 'Select', 'V'),
    toolButton('hand', icon('hand', 18), 'Move the view', 'H'),
    h('span', { class: 'rule' }),
    ...SHAPE_ORDER.map(shapeButton),
    h('span', { class: 'divider' }),
    toolButton('connect', icon('connect', 18), 'Connect', 'C'),
    lane,
  );
  const hint = h('p', { class: 'tool-hint', hidden: true });
  pane.append(element, hint);
  context.palette = context.stage.givesWay(element, ['top', 'bottom', 'start', 'end'], true);
  arrowsWithin(element, signal);

  const isShape = (/** @type {Tool} */ tool) =>
    /** @type {Shape|null} */ (SHAPE_ORDER.find((shape) => shape === tool) ?? null);
  canvas.addEventListener(
    'pointermove',
    (event) => {
      const shape = isShape(context.tool);
      if (shape && !context.locked && event.buttons === 0 && event.pointerType !== 'touch') foresee(event, shape);
    },
    { signal },
  );
  canvas.addEventListener(
    'pointerleave',
    () => {
      if (isShape(context.tool)) clear();
    },
    { signal },
  );
  canvas.addEventListener(
    'click',
    (event) => {
      const shape = isShape(context.tool);
      if (!shape || context.locked || context.inFloats(event)) return;
      place(event, shape);
      if (!event.shiftKey) context.setTool('select');
    },
    { signal },
  );
  context.onTool((tool) => {
    clear();
    hint.textContent = hintFor(tool);
    hint.hidden = hint.textContent === '';
    for (const [name, button] of buttons) button.setAttribute('aria-pressed', String(name === tool));
  });
  const stops = [
    context.bus.on('run.changed', ({ active }) => {
      element.hidden = active;
    }),
  ];
  element.hidden = context.locked;
  return () => {
    stop.abort();
    for (const end of stops) end();
    element.remove();
    hint.remove();
  };
}

/** One tab stop; the arrow keys go from tool to tool. @param {HTMLElement} toolbar @param {AbortSignal} signal */
function arrowsWithin(toolbar, signal) {
  const buttons = /** @type {HTMLElement[]} */ ([...toolbar.querySelectorAll('button')]);
  buttons.forEach((button, index) => {
    button.tabIndex = index === 0 ? 0 : -1;
  });
  toolbar.addEventListener(
    'keydown',
    (event) => {
      const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      const from = buttons.indexOf(/** @type {HTMLElement} */ (document.activeElement));
      if (!by || from < 0) return;
      event.preventDefault();
      const next = buttons.at((from + by) % buttons.length);
      for (const button of buttons) button.tabIndex = button === next ? 0 : -1;
      next?.focus();
    },
    { signal },
  );
}
