/**
 * Who presents, and whether this page goes along: decides without a page, so that it can be tried without one.
 * @typedef {import('../core/events.js').Shown} Shown
 * @typedef {import('../core/events.js').Place} Place
 * @typedef {import('../core/events.js').Box} Box
 * @typedef {'nobody'|'offered'|'following'|'left'|'ended'} How
 */

/** Units of the drawing around what is shown of it. */
const AROUND = 16;
/** Units by which two drawings of one size may differ. */
const SAME_SIZE = 1;

export class Followed {
  /** What the presenter shows now. @type {Shown|null} */ shown = null;
  /** @type {How} */ how = 'nobody';
  /** Who presents, or did last. */ name = '';
  #declined = '';

  /** Whose run is shown here, '' where nobody is followed. */
  get presenter() {
    return this.how === 'following' ? (this.shown?.presenter ?? '') : '';
  }

  /**
   * Takes in what a presenter shows.
   * @param {Shown} shown @param {boolean} own whether it is this page that presents
   * @returns {string} what is to be said of it, '' where nothing is
   */
  told(shown, own) {
    const { how, shown: before } = this;
    const name = shown.name || 'Somebody';
    if (own || shown.presenter === '') {
      const took = how === 'following' || how === 'left';
      this.shown = null;
      this.how = took && !own ? 'ended' : how === 'ended' && !own ? 'ended' : 'nobody';
      if (!own) this.name = name;
      return how === 'following' && !own ? endOf({ ...shown, name }) : '';
    }
    this.shown = shown;
    this.name = name;
    const isOther = shown.presenter !== before?.presenter;
    if (how === 'following') return isOther ? `${name} presents now.` : '';
    if (!isOther) return '';
    this.how = this.#declined === shown.presenter ? 'nobody' : 'offered';
    return this.how === 'offered' ? `${name} presents a run, which you can follow.` : '';
  }

  /** Goes along from now on. */
  follow() {
    if (this.shown) this.how = 'following';
  }

  /** The person goes on alone. @returns {boolean} whether they did not already */
  leave() {
    if (this.how !== 'following') return false;
    this.how = 'left';
    return true;
  }

  /** Nothing more is to be said of this presenter. */
  close() {
    this.#declined = this.shown?.presenter ?? '';
    this.how = 'nobody';
  }
}

/** @param {Shown} shown an end @returns {string} */
export const endOf = ({ name, ended }) =>
  ended === 'silent'
    ? `${name || 'Somebody'} cannot be reached any more. The run stays as it is.`
    : `${name || 'Somebody'} presents no longer. The run stays as it is.`;

/**
 * What a follower is to see: of the same drawing the same part, of another one, as where it is folded, the node that
 * stands in the middle.
 * @param {Place} place @param {{ width: number, height: number }} drawing that is here
 * @returns {{ box: Box, most: number }|{ node: string }} `most`: the largest scale
 */
export function seen(place, drawing) {
  const [width = 0, height = 0] = place.drawing;
  if (Math.abs(width - drawing.width) > SAME_SIZE || Math.abs(height - drawing.height) > SAME_SIZE)
    return { node: place.node };
  const left = Math.max(place.x, -AROUND);
  const top = Math.max(place.y, -AROUND);
  const right = Math.min(place.x + place.width, width + AROUND);
  const bottom = Math.min(place.y + place.height, height + AROUND);
  if (right <= left || bottom <= top) return { node: place.node };
  return {
    box: { x: left, y: top, width: right - left, height: bottom - top },
    most: Math.max(1, place.scale),
  };
}

/**
 * What a page sees.
 * @param {import('../picture/viewport-math.js').View} view @param {{ width: number, height: number }} canvas
 * @param {import('../core/events.js').Geometry} geometry
 * @returns {Place|null} null where nothing is drawn, or the canvas is out of sight
 */
export function placeOf(view, canvas, geometry) {
  if (canvas.width < 2 || geometry.width < 2) return null;
  const tidy = (/** @type {number} */ value) => Math.round(value * 100) / 100;
  const box = { x: -view.x / view.scale, y: -view.y / view.scale };
  const size = { width: canvas.width / view.scale, height: canvas.height / view.scale };
  const middle = { x: box.x + size.width / 2, y: box.y + size.height / 2 };
  const far = (/** @type {Box} */ node) =>
    Math.hypot(node.x + node.width / 2 - middle.x, node.y + node.height / 2 - middle.y);
  const [nearest] = [...geometry.nodes].sort((a, b) => far(a) - far(b));
  return {
    x: tidy(box.x),
    y: tidy(box.y),
    width: tidy(size.width),
    height: tidy(size.height),
    scale: Math.round(view.scale * 1000) / 1000,
    drawing: [geometry.width, geometry.height],
    node: nearest?.id ?? '',
  };
}
