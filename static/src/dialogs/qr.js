/** A QR code as SVG, dark on light in both themes, because cameras want it so. */
import { encode } from 'uqr';
import { s } from '../core/dom.js';

/** @param {string} text @returns {SVGElement} */
export function qrCode(text) {
  const { data, size } = encode(text, { border: 3 });
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return s(
    'svg',
    {
      class: 'qr',
      viewBox: `0 0 ${size} ${size}`,
      role: 'img',
      'aria-label': 'QR code of the view link',
      'shape-rendering': 'crispEdges',
    },
    s('rect', { width: size, height: size, fill: '#fff' }),
    s('path', { d: path, fill: '#161b24' }),
  );
}
