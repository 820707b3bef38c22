/**
 * The stage: the server's picture, the view on it, and the layers above it. Editor and viewer use it; gestures live
 * elsewhere.
 * @typedef {import('../core/events.js').Ref} Ref
 * @typedef {import('../core/events.js').Box} Box
 * @typedef {import('./viewport-math.js').Point} Point
 * @typedef {ReturnType<typeof createStage>} Stage
 */
import { afterPaint } from '../core/after-paint.js';
import { h, s } from '../core/dom.js';
import { UNNAMED, counted, namedLanes } from '../core/phrases.js';
import { partsOf } from './changes.js';
import { Culling, cullable } from './culling.js';
import { DrawnPicture } from './drawn-picture.js';
import { GiveWay } from './give-way.js';
import { StickyHeaders } from './headers.js';
import { keptClear } from './kept-clear.js';
import { lightLoops } from './loops.js';
import { Minimap } from './minimap.js';
import { Motion } from './motion.js';
import { OpticalLabels } from './optical-labels.js';
import { refOf, svgId } from './picture.js';
import { listenForPresses } from './press.js';
import { nodePath } from './shapes.js';
import { around, overlaps } from '../core/boxes.js';
import { SPECK_SCALE, opticalSize, toDrawing, toScreen, touches } from './viewport-math.js';
import { listenForViewport } from './viewport-input.js';
import { Viewport, ZOOM_STEP } from './viewport.js';
import { createZoomControls } from './zoom-controls.js';

const HEADER = 110;
/** How far the dots of the ground are apart at 100 %. */
const GROUND = 24;
const OUTLINE_GAP = 3.5;

/** @param {number} length in pixels of the page @returns {number} the same in whole pixels of the screen */
const whole = (length) => Math.round(length * devicePixelRatio) / devicePixelRatio;

/**
 * @param {HTMLElement} container the pane; the stage fills it
 * @param {{ bus: import('../core/event-bus.js').EventBus, state: import('../core/state.js').PageState, ground?:
 *   HTMLElement }} page `ground`: what has the pane and what else floats over it
 */
export function createStage(container, { bus, state, ground = container }) {
  const world = /** @type {SVGGElement} */ (s('g', { class: 'world' }));
  const rings = /** @type {SVGGElement} */ (s('g', { class: 'rings' }));
  const overlay = /** @type {SVGGElement} */ (s('g', { class: 'overlay' }));
  // The camera is a box of HTML: moving it paints, while a transform inside the SVG would lay out every word anew at
  // every step of a zoom.
  // What is over the drawing is apart from it: a mark that comes or goes neither lays out nor paints the drawing.
  const camera = h(
    'div',
    { class: 'camera', 'aria-hidden': 'true' },
    ...[world, rings, overlay].map((layer) => s('svg', { class: 'stage-svg', width: 1, height: 1 }, layer)),
  );
  const dots = h('div', { class: 'dots', 'aria-hidden': 'true' });
  const culling = new Culling();
  const motion = new Motion();
  const optical = new OpticalLabels();
  const headers = new StickyHeaders();
  const floats = h('div', { class: 'floats' });
  const viewport = new Viewport(paint);
  const minimap = new Minimap(viewport);
  const zoom = createZoomControls(viewport);
  const canvas = h(
    'div',
    { class: 'stage', tabindex: 0, role: 'application', 'aria-roledescription': 'diagram' },
    dots,
    camera,
    headers.element,
    floats,
  );
  const pane = h('div', { class: 'stage-pane' }, canvas, zoom.element, minimap.element);

  const giveWay = new GiveWay(pane, {
    clear: () => keptClear({ state, viewport, world, floats, box: (id) => parts.get(id)?.extent ?? null }),
    mayMove: () => !viewport.pressed,
  });
  const zoomBox = giveWay.add(zoom.element, ['start', 'middle', 'top'], false, () =>
    viewport.holdsWhole ? nodesIn(viewport.view) : [],
  );
  viewport.coversNodes = (view) => {
    const box = zoomBox();
    return box !== null && nodesIn(view).some((node) => overlaps(node, box));
  };
  giveWay.add(minimap.element, ['end', 'top'], true);

  const giveWaySoon = () => giveWay.soon();

  const loops = lightLoops(() => drawing.groups, canvas);

  const drawing = new DrawnPicture(world);
  /** Around what is selected. @type {SVGElement[]} */ const outlines = [];
  /** @type {import('../core/events.js').Geometry|null} */ let shown = null;
  /** @type {Map<string, import('./changes.js').Part>} */ let parts = new Map();
  /** A run has the canvas to itself; afterwards the view is as it was. @type {(() => void)|null} */ let goBack = null;

  /** @param {import('./viewport-math.js').View} view */
  function paint(view) {
    // In three dimensions it is a layer of its own, which the browser moves without painting it again: by whole pixels,
    // since between them it would draw every line anew.
    camera.style.transform = `translate3d(${whole(view.x)}px, ${whole(view.y)}px, 0) scale(${view.scale})`;
    optical.paint(view.scale);
    canvas.dataset.size = opticalSize(view.scale);
    canvas.classList.toggle('specks', view.scale < SPECK_SCALE);
    const apart = GROUND * Math.max(0.5, view.scale);
    const size = `${apart}px ${apart}px`;
    if (dots.style.backgroundSize !== size) dots.style.backgroundSize = size;
    dots.style.transform = `translate3d(${whole(view.x % apart)}px, ${whole(view.y % apart)}px, 0)`;
    culling.paint(view, viewport.canvas);
    headers.paint(view, viewport.canvas);
    viewport.headerWidth = headers.width;
    viewport.headerHeight = headers.strip;
    pane.classList.toggle('under-strip', headers.strip > 0);
    pane.classList.toggle('beside-pane', viewport.covered.right > 0);
    minimap.paint();
    zoom.paint();
    if (viewport.rests) giveWay.soon();
    bus.emit('viewport.changed', { scale: view.scale });
  }

  /** @param {'load'|'text'|'edit'} reason */
  function showCurrent(reason) {
    const { svg, geometry } = state.picture;
    if (!svg) return;
    const before = { ...drawing.show(svg, geometry), parts };
    const { groups } = drawing;
    optical.show(geometry, groups);
    parts = partsOf(geometry);
    canvas.setAttribute(
      'aria-label',
      `${state.data.title || 'Diagram'}: ${counted(namedLanes(state.picture.diagram.lanes).length, 'lane')}, ${counted(state.picture.diagram.nodes.length, 'node')}`,
    );
    culling.show(cullable(geometry, groups), drawing.root?.querySelector(':scope > .graph') ?? null);
    const drawn = headerWidth(geometry);
    headers.show(geometry, drawn);
    viewport.header = { drawn, sticky: headers.stickyWidth(1) };
    minimap.show(geometry);
    viewport.setDrawing(
      geometry,
      selectionBox() ?? startBox(geometry),
      reason !== 'load' && (shown?.nodes.length ?? 0) > 0,
    );
    // Another shape of the page is another picture: nobody could follow its parts, and the view on the old one says
    // nothing.
    const reshaped =
      shown !== null && (shown.direction !== geometry.direction || (shown.rows ?? 1) > 1 !== (geometry.rows ?? 1) > 1);
    if (reshaped && viewport.mode === 'fit') viewport.show(viewport.view, 'fit');
    else if (reshaped) viewport.reopen();
    const glides = shown !== null && reason !== 'load' && !reshaped;
    if (glides && before.root)
      motion.show({ ...before, root: before.root }, { root: drawing.root ?? before.root, groups, parts }, (box) =>
        touches(viewport.view, box, viewport.canvas),
      );
    else motion.finish();
    shown = geometry;
    markSelection();
    culling.paint(viewport.view, viewport.canvas, true);
    paint(viewport.view);
    if (glides) headers.glide(motion);
  }

  /** @param {import('./viewport-math.js').View} view @returns {Box[]} the nodes in pixels of the canvas */
  const nodesIn = (view) =>
    state.picture.geometry.nodes.map((node) => ({
      ...toScreen(view, node),
      width: node.width * view.scale,
      height: node.height * view.scale,
    }));

  /** Nothing moves under a press. */
  function stand() {
    viewport.pressed = true;
    viewport.halt();
    motion.finish();
  }

  function measure() {
    const size = { width: canvas.clientWidth, height: canvas.clientHeight };
    viewport.header.sticky = headers.stickyWidth(1);
    viewport.resize(size);
  }

  /**
   * @param {import('../core/events.js').Geometry} geometry
   * @returns {number} in drawing units; the geometry JSON has only whole lanes
   */
  function headerWidth(geometry) {
    if (geometry.direction === 'down') return 0;
    const first =
      geometry.lanes[0] && drawing.groups.get(`header-${geometry.lanes[0].id || UNNAMED}`)?.querySelector('rect');
    return Number(first?.getAttribute('width')) || HEADER;
  }

  /** @param {import('../core/events.js').Geometry} geometry @returns {Box|null} */
  function startBox(geometry) {
    const entered = new Set(geometry.edges.map((edge) => edge.target));
    return geometry.nodes.find((node) => node.shape === 'circle' && !entered.has(node.id)) ?? geometry.nodes[0] ?? null;
  }

  /** @returns {Box|null} */
  function selectionBox() {
    const found = state.selection.flatMap((ref) => box(ref) ?? []);
    return found.length ? around(found) : null;
  }

  /** Marks what is selected, and what hangs on a selected node. */
  function markSelection() {
    // Also of what is out of sight, and so not in the page.
    for (const group of drawing.groups.values()) group.classList.remove('selected', 'linked');
    for (const outline of outlines.splice(0)) outline.remove();
    for (const header of headers.element.querySelectorAll('.selected')) header.classList.remove('selected');
    canvas.classList.toggle(
      'has-selection',
      state.selection.some((ref) => ref.kind !== 'lane'),
    );
    for (const ref of state.selection) {
      drawing.groups.get(svgId(ref))?.classList.add('selected');
      if (ref.kind === 'lane')
        headers.element.querySelector(`[data-lane="${CSS.escape(ref.id)}"]`)?.classList.add('selected');
      const node = ref.kind === 'node' && shown?.nodes.find((item) => item.id === ref.id);
      if (!node) continue;
      const outline = s('path', { class: 'outline', d: nodePath(node, OUTLINE_GAP) });
      drawing.groups.get(svgId(ref))?.append(outline);
      outlines.push(outline);
      for (const edge of state.picture.diagram.edges) {
        if (edge.source === ref.id || edge.target === ref.id)
          drawing.groups.get(`edge-${edge.id}`)?.classList.add('linked');
      }
    }
    loops.update();
  }

  /** @param {Ref} ref @returns {Box|null} */
  const box = (ref) => parts.get(svgId(ref))?.extent ?? null;

  /** @type {Partial<Record<import('../core/events.js').ActionName, () => void>>} */
  const actions = {
    fit: () => viewport.fit(),
    'fit-selection': () => viewport.fitSelection(),
    'zoom-100': () => viewport.zoomTo(1),
    'zoom-in': () => viewport.zoomBy(ZOOM_STEP),
    'zoom-out': () => viewport.zoomBy(1 / ZOOM_STEP),
  };
  viewport.selectionBox = selectionBox;
  container.append(pane);
  const observer = new ResizeObserver(measure);
  observer.observe(canvas);
  const stops = [
    () => observer.disconnect(),
    () => viewport.destroy(),
    () => loops.stop(),
    listenForPresses(pane, {
      busy: state.busy,
      except: zoom.element,
      began: stand,
      ended: () => {
        viewport.pressed = false;
        viewport.goOn();
        giveWay.soon();
      },
    }),
    () => giveWay.stop(),
    listenForViewport(canvas, viewport, { mayUseSpace: () => !state.running, ground }),
    bus.on('picture.changed', ({ reason }) => showCurrent(reason)),
    bus.on('picture.stale', ({ stale }) => canvas.classList.toggle('stale', stale)),
    bus.on('selection.changed', ({ selection, origin }) => {
      markSelection();
      giveWay.soon();
      const selected = selectionBox();
      if (selected && origin !== 'canvas' && selection[0]?.kind !== 'lane') viewport.reveal(selected);
    }),
    bus.on('reveal.requested', ({ ref, origin }) => {
      const found = box(ref);
      if (found && origin !== 'canvas') viewport.reveal(found);
    }),
    bus.on('echo.changed', ({ ref }) => {
      for (const group of drawing.groups.values()) group.classList.remove('echo');
      if (ref) drawing.groups.get(svgId(ref))?.classList.add('echo');
    }),
    bus.on('action.requested', ({ name }) => actions[name]?.()),
    bus.on('run.moved', () => afterPaint(giveWaySoon)),
    bus.on('run.changed', ({ active }) => {
      if (active === (goBack !== null)) return;
      if (goBack) goBack();
      goBack = active ? viewport.reopen() : null;
    }),
  ];
  measure();
  showCurrent('load');

  return {
    /** What fills the container; tools float in it. */ pane,
    /**
     * Lets what floats over the pane go out of the way of what must be seen; see `GiveWay.add`.
     * @param {HTMLElement} element
     * @param {string[]} positions as CSS has them, the usual one first
     * @param {boolean} [hides]
     */
    givesWay: (element, positions, hides) => giveWay.add(element, positions, hides),
    /** What takes the keyboard and the pointer: one tab stop. */ canvas,
    /** An SVG group above the drawing, in its units. */ overlay,
    /** The same between both, for what never rests. */ rings,
    /** An HTML layer above the drawing, inside the canvas. */ floats,
    viewport,
    /** @param {Ref} ref @returns {SVGGElement|null} its group in the picture */
    element: (ref) => drawing.groups.get(svgId(ref)) ?? null,
    /** Its box in drawing units. */ box,
    /**
     * Lets an element of `floats` come along with the part beside which it stands, where that moves elsewhere.
     * @param {Element} element
     * @param {Ref} ref
     */
    comeAlong: (element, ref) => motion.take(element, svgId(ref), viewport.scale),
    /** From drawing units to pixels of `floats`. @param {Point} point */
    toScreen: (point) => toScreen(viewport.view, point),
    /** From pixels of `floats` to drawing units. @param {Point} point */
    toDrawing: (point) => toDrawing(viewport.view, point),
    /**
     * Where a pointer stands, in drawing units.
     * @param {{ clientX: number, clientY: number }} event
     * @returns {Point}
     */
    pointOf: (event) => {
      const corner = canvas.getBoundingClientRect();
      return toDrawing(viewport.view, { x: event.clientX - corner.left, y: event.clientY - corner.top });
    },
    /**
     * The part of the picture under an element that a pointer hit.
     * @param {EventTarget|null} target
     * @returns {Ref|null}
     */
    refAt: (target) => (target instanceof Element ? refOf(target) : null),
    destroy() {
      for (const stop of stops) stop();
      pane.remove();
    },
  };
}
