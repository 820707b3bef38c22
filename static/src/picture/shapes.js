/**
 * The outlines of the four shapes, pure.
 * @typedef {import('../core/events.js').Box & { shape: import('../core/events.js').Shape }} Outlined
 */
const RADIUS = 8;

/** @param {Outlined} node @param {number} [gap] how far outside the shape @returns {string} the data of a path */
export function nodePath({ x, y, width, height, shape }, gap = 0) {
  const [left, top, wide, high] = [x - gap, y - gap, width + 2 * gap, height + 2 * gap];
  if (shape === 'circle')
    return `M${left} ${y + height / 2}a${wide / 2} ${high / 2} 0 1 0 ${wide} 0a${wide / 2} ${high / 2} 0 1 0 ${-wide} 0z`;
  if (shape === 'diamond') return diamondPath(x + width / 2, y + height / 2, width / 2, height / 2, gap);
  const r = Math.min(RADIUS + gap, wide / 2, high / 2);
  const [across, down] = [wide - 2 * r, high - 2 * r];
  const corner = (/** @type {number} */ dx, /** @type {number} */ dy) => `a${r} ${r} 0 0 1 ${dx} ${dy}`;
  return `M${left + r} ${top}h${across}${corner(r, r)}v${down}${corner(-r, r)}h${-across}${corner(-r, -r)}v${-down}${corner(r, -r)}z`;
}

/**
 * The gap is measured square to the sides, so the tips stand further out.
 * @param {number} cx
 * @param {number} cy
 * @param {number} a half the width
 * @param {number} b half the height
 * @param {number} gap
 */
function diamondPath(cx, cy, a, b, gap) {
  const grown = 1 + (gap * Math.hypot(a, b)) / (a * b || 1);
  return `M${cx} ${cy - b * grown}L${cx + a * grown} ${cy}L${cx} ${cy + b * grown}L${cx - a * grown} ${cy}z`;
}
