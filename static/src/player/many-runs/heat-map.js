/** Many runs on the diagram: how often, how long and how much waits, as shades with figures. */
import { h, s } from '../../core/dom.js';
import { percent, said, waits } from './numbers.js';

/**
 * @typedef {import('../../api/types').ManyRuns} ManyRuns
 * @typedef {import('../../core/events.js').Picture} Picture
 * @typedef {'visits'|'time'|'queue'} Measure
 */

/** @type {Record<Measure, string>} */
export const MEASURES = { visits: 'Visits', time: 'Time', queue: 'Waiting' };

/** How dark the darkest node is: the text on it must stay readable. */
const DARKEST = 0.5;
/** Width of the thickest edge, in units of the drawing. */
const THICKEST = 6;
const FIGURE = {
  'text-anchor': 'middle',
  'font-family': 'sans-serif',
  'font-size': 10,
  'font-weight': 700,
  fill: '#161b24',
};
/** Of the signs with figures, in units of the drawing. */
const SIGN = { height: 16, letter: 5.8, margin: 10 };

/** @param {ManyRuns['nodes'][number]} node @param {Measure} measure */
function valueOf(node, measure) {
  if (measure === 'visits') return node.share;
  return measure === 'time' ? node.work + waits(node) : waits(node);
}

/** @param {ManyRuns} result @param {Picture} picture @param {Measure} measure @param {(id: string) => string} name */
export function heatMap(result, { svg, geometry, diagram }, measure, name) {
  const values = new Map(result.nodes.map((node) => [node.id, valueOf(node, measure)]));
  const most = Math.max(...values.values(), 0);
  const crossed = new Map(result.edges.map((edge) => [edge.id, edge.crossings]));
  const mostCrossed = Math.max(...crossed.values(), 0.000001);
  /** @param {number} value */
  const figure = (value) => (measure === 'visits' ? percent(value) : said(value));
  const shapes = new Map(diagram.nodes.map(({ id, shape }) => [id, shape]));
  const slowest = [...values].sort((one, other) => other[1] - one[1])[0];
  const words =
    measure === 'visits'
      ? 'The share of the runs that come to each node'
      : `${measure === 'time' ? 'The time' : 'The waiting time'} at each node in a run, in ${result.unit}`;
  const most_ = slowest && most > 0 && measure !== 'visits' ? `; most at ${name(slowest[0])}: ${said(most)}` : '';
  const over = s(
    'svg',
    {
      class: 'runs-heat',
      viewBox: `0 0 ${geometry.width} ${geometry.height}`,
      role: 'img',
      'aria-label': `${words}${most_}. The table of nodes has the figures.`,
    },
    ...geometry.edges.map(({ id, points }) => {
      const share = (crossed.get(id) ?? 0) / mostCrossed;
      return share > 0
        ? s('polyline', {
            class: 'runs-edge',
            fill: 'none',
            stroke: '#2857d8',
            'stroke-opacity': 0.55,
            points: points.map((point) => point.join(',')).join(' '),
            'stroke-width': Math.max(1, THICKEST * share),
          })
        : null;
    }),
    ...geometry.nodes.map((node) => {
      const value = values.get(node.id) ?? 0;
      const shade = most > 0 ? (value / most) * DARKEST : 0;
      return outline(node, shapes.get(node.id), {
        class: 'runs-shade',
        fill: '#2857d8',
        'fill-opacity': shade.toFixed(3),
      });
    }),
    ...geometry.nodes.map((node) => {
      const value = values.get(node.id) ?? 0;
      return value > 0 && most > 0 ? sign(node, figure(value)) : null;
    }),
  );
  const drawn = h('img', { alt: '', src: `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg ?? '')}` });
  return h(
    'div',
    { class: 'runs-picture', tabindex: '0', role: 'region', 'aria-label': 'Where the runs went' },
    h('div', {}, drawn, over),
  );
}

/**
 * @param {{ x: number, y: number, width: number, height: number }} box @param {string|undefined} shape
 * @param {Record<string, string>} paint
 */
function outline({ x, y, width, height }, shape, paint) {
  const [cx, cy] = [x + width / 2, y + height / 2];
  if (shape === 'circle') return s('ellipse', { ...paint, cx, cy, rx: width / 2, ry: height / 2 });
  if (shape === 'diamond') {
    const points = `${cx},${y} ${x + width},${cy} ${cx},${y + height} ${x},${cy}`;
    return s('polygon', { ...paint, points });
  }
  return s('rect', { ...paint, x, y, width, height, rx: 8 });
}

/**
 * A figure at the upper right corner, where no line leaves. @param {{ x: number, y: number, width: number }} box
 * @param {string} words
 */
function sign({ x, y, width }, words) {
  const wide = words.length * SIGN.letter + SIGN.margin;
  const centre = x + width - 4;
  return s(
    'g',
    {},
    s('rect', {
      x: centre - wide / 2,
      y: y - SIGN.height / 2,
      width: wide,
      height: SIGN.height,
      rx: SIGN.height / 2,
      fill: '#fff',
      stroke: '#2857d8',
    }),
    s('text', { x: centre, y: y + 3.5, ...FIGURE }, words),
  );
}
