/**
 * The arithmetic of the view, pure. A view maps drawing units to pixels of the canvas: screen = drawing * scale + (x,
 * y).
 * @typedef {{ x: number, y: number, scale: number }} View
 * @typedef {{ width: number, height: number }} Size
 * @typedef {{ left: number, top: number, right: number, bottom: number }} Insets   pixels kept free at the edges
 * @typedef {import('../core/events.js').Box} Box
 * @typedef {{ x: number, y: number }} Point
 */
export const MIN_SCALE = 0.02;
export const MAX_SCALE = 4;
/** Below this scale text and lines are drawn larger than the drawing says. */
export const SMALL_SCALE = 0.7;
/** Below this scale only shapes and lane names are shown. */
export const TINY_SCALE = 0.35;
/** Below this scale what is drawn are specks: their outlines would be thinner than anybody sees. */
export const SPECK_SCALE = 0.1;
/** Canvases that a movement passes. */
const LONGEST_WAY = 1.5;
/** Pixels of the drawing that panning always leaves in sight. */
const KEPT_IN_SIGHT = 80;

/** @type {Insets} */
export const NO_INSETS = { left: 0, top: 0, right: 0, bottom: 0 };
/** What nobody sees: half a pixel, and a thousandth of a scale. */
const UNSEEN = { pixels: 0.5, scale: 0.001 };

/** @param {View} a @param {View} b @returns {boolean} whether nobody sees that they differ */
export const isSame = (a, b) =>
  Math.abs(a.x - b.x) < UNSEEN.pixels &&
  Math.abs(a.y - b.y) < UNSEEN.pixels &&
  Math.abs(a.scale - b.scale) < UNSEEN.scale * b.scale;

/** @param {number} scale */
export const clampScale = (scale) => Math.min(MAX_SCALE, Math.max(MIN_SCALE, scale));

/** @param {View} view @param {Point} point in drawing units @returns {Point} in pixels of the canvas */
export const toScreen = (view, point) => ({ x: point.x * view.scale + view.x, y: point.y * view.scale + view.y });

/** @param {View} view @param {Point} point in pixels of the canvas @returns {Point} in drawing units */
export const toDrawing = (view, point) => ({ x: (point.x - view.x) / view.scale, y: (point.y - view.y) / view.scale });

/**
 * Zooms so that the drawing under `anchor` stays where it is.
 * @param {View} view
 * @param {number} scale
 * @param {Point} anchor in pixels
 * @returns {View}
 */
export function zoomAt(view, scale, anchor) {
  const next = clampScale(scale);
  const under = toDrawing(view, anchor);
  return { scale: next, x: anchor.x - under.x * next, y: anchor.y - under.y * next };
}

/** @param {Size} canvas @param {Insets} insets @returns {Box} the part of the canvas that nothing floats over */
export function freeArea(canvas, insets) {
  return {
    x: insets.left,
    y: insets.top,
    width: Math.max(1, canvas.width - insets.left - insets.right),
    height: Math.max(1, canvas.height - insets.top - insets.bottom),
  };
}

/**
 * Centres a box in the free area as large as it fits, at most at `most`; one that is too large at any scale is shown
 * from its beginning.
 * @param {Box} box
 * @param {Size} canvas
 * @param {Insets} insets
 * @param {number} [most]
 * @returns {View}
 */
export function fitBox(box, canvas, insets, most = 1) {
  const area = freeArea(canvas, insets);
  const scale = clampScale(Math.min(most, area.width / Math.max(1, box.width), area.height / Math.max(1, box.height)));
  return {
    scale,
    x: area.x + Math.max(0, area.width - box.width * scale) / 2 - box.x * scale,
    y: area.y + Math.max(0, area.height - box.height * scale) / 2 - box.y * scale,
  };
}

/**
 * Moves the view as little as needed to show a box; a box larger than the free area is shown from its top left corner.
 * @param {View} view
 * @param {Box} box
 * @param {Size} canvas
 * @param {Insets} insets
 * @returns {View} the same object when the box is in sight
 */
export function revealBox(view, box, canvas, insets) {
  const area = freeArea(canvas, insets);
  const shift = (
    /** @type {number} */ start,
    /** @type {number} */ length,
    /** @type {number} */ from,
    /** @type {number} */ room,
  ) => {
    if (start < from || length > room) return from - start;
    return Math.min(0, from + room - (start + length));
  };
  const corner = toScreen(view, box);
  const dx = shift(corner.x, box.width * view.scale, area.x, area.width);
  const dy = shift(corner.y, box.height * view.scale, area.y, area.height);
  return dx === 0 && dy === 0 ? view : { ...view, x: view.x + dx, y: view.y + dy };
}

/** @param {View} view @param {Box} box @param {Size} canvas @returns {boolean} whether any of a box is on the canvas */
export function touches(view, box, canvas) {
  const start = toScreen(view, box);
  const end = toScreen(view, { x: box.x + box.width, y: box.y + box.height });
  return end.x > 0 && start.x < canvas.width && end.y > 0 && start.y < canvas.height;
}

/**
 * Puts the middle of a box into the middle of the free area.
 * @param {View} view
 * @param {Box} box
 * @param {Size} canvas
 * @param {Insets} insets
 * @returns {View}
 */
export function centreBox(view, box, canvas, insets) {
  const area = freeArea(canvas, insets);
  return {
    ...view,
    x: area.x + area.width / 2 - (box.x + box.width / 2) * view.scale,
    y: area.y + area.height / 2 - (box.y + box.height / 2) * view.scale,
  };
}

/**
 * Leaves no empty ground beside a drawing that is larger than the canvas, and shows a smaller one whole.
 * @param {View} view @param {Size} drawing @param {Size} canvas @param {Insets} insets @returns {View}
 */
export function tidyView(view, drawing, canvas, insets) {
  const settle = (
    /** @type {number} */ value,
    /** @type {number} */ length,
    /** @type {number} */ from,
    /** @type {number} */ to,
  ) => {
    const end = to - length;
    return Math.min(Math.max(from, end), Math.max(Math.min(from, end), value));
  };
  return {
    ...view,
    x: settle(view.x, drawing.width * view.scale, 0, canvas.width),
    y: settle(view.y, drawing.height * view.scale, insets.top, canvas.height - insets.bottom),
  };
}

/**
 * Keeps a part of the drawing in sight.
 * @param {View} view
 * @param {Size} drawing
 * @param {Size} canvas
 * @returns {View}
 */
export function clampView(view, drawing, canvas) {
  const clamp = (/** @type {number} */ value, /** @type {number} */ length, /** @type {number} */ room) => {
    const kept = Math.min(KEPT_IN_SIGHT, length, room);
    return Math.min(room - kept, Math.max(kept - length, value));
  };
  return {
    ...view,
    x: clamp(view.x, drawing.width * view.scale, canvas.width),
    y: clamp(view.y, drawing.height * view.scale, canvas.height),
  };
}

/**
 * @param {View} view
 * @param {Size} drawing
 * @param {Size} canvas
 * @returns {boolean} whether the whole drawing is in sight
 */
export function showsAll(view, drawing, canvas) {
  return (
    view.x >= -1 &&
    view.y >= -1 &&
    view.x + drawing.width * view.scale <= canvas.width + 1 &&
    view.y + drawing.height * view.scale <= canvas.height + 1
  );
}

/**
 * Where a movement to a view may begin: what lies farther away than a canvas or so passes by unseen, and would have to
 * be drawn all the same.
 * @param {View} from @param {View} to @param {Size} canvas
 * @returns {View} the same object where it is near
 */
export function nearEnough(from, to, canvas) {
  const way = { x: to.x - from.x, y: to.y - from.y };
  const canvases = Math.max(Math.abs(way.x) / canvas.width, Math.abs(way.y) / canvas.height);
  if (from.scale !== to.scale || canvases <= LONGEST_WAY) return from;
  const share = LONGEST_WAY / canvases;
  return { ...from, x: to.x - way.x * share, y: to.y - way.y * share };
}

/** @param {View} from @param {View} to @param {number} progress 0 to 1 @returns {View} */
export function between(from, to, progress) {
  const mix = (/** @type {number} */ a, /** @type {number} */ b) => a + (b - a) * progress;
  return { x: mix(from.x, to.x), y: mix(from.y, to.y), scale: mix(from.scale, to.scale) };
}

/** @param {number} scale @returns {'full'|'small'|'tiny'} which optical sizes apply */
export function opticalSize(scale) {
  if (scale < TINY_SCALE) return 'tiny';
  return scale < SMALL_SCALE ? 'small' : 'full';
}
