/** The four shapes of the language as icons: drawn as themselves, coloured by css (.shape-icon.shape-circle ...). */
import { s } from './dom.js';

/** @type {Record<import('./events.js').Shape, () => SVGElement[]>} */
const DRAWN = {
  circle: () => [s('circle', { cx: 10, cy: 10, r: 7 })],
  rectangle: () => [s('rect', { x: 2, y: 5, width: 16, height: 10, rx: 2.5 })],
  diamond: () => [s('path', { d: 'M10 2.5 18.5 10 10 17.5 1.5 10z', 'stroke-linejoin': 'round' })],
  taskbox: () => [s('rect', { x: 2, y: 4, width: 16, height: 12, rx: 2.5 }), s('path', { d: 'M5 9.5h10M5 12.5h6' })],
};

/**
 * @param {import('./events.js').Shape} shape
 * @param {number} [size]
 * @returns {SVGElement} hidden from screen readers
 */
export function shapeIcon(shape, size = 18) {
  return s(
    'svg',
    {
      class: `shape-icon shape-${shape}`,
      viewBox: '0 0 20 20',
      width: size,
      height: size,
      'aria-hidden': 'true',
      focusable: 'false',
    },
    ...DRAWN[shape](),
  );
}
