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
  'font-size': 12,
  'font-weight': 700,
  fill: '#161b24',
  stroke: '#fff',
  'stroke-width': 3,
  'paint-order': 'stroke',
};

/** @param {ManyRuns['nodes'][number]} node @param {Measure} measure */
function valueOf(node, measure) {
  if (measure === 'visits') return node.share;
  return measure === 'time' ? node.work + waits(node) : waits(node);
}

/** @param {ManyRuns} result @param {Picture} picture @param {Measure} measure @param {(id: string) => string} name */
export function heatMap(result, { svg, geometry }, measure, name) {
  const values = new Map(result.nodes.map((node) => [node.id, valueOf(node, measure)]));
  const most = Math.max(...values.values(), 0);
  const crossed = new Map(result.edges.map((edge) => [edge.id, edge.crossings]));
  const mostCrossed = Math.max(...crossed.values(), 0.000001);
  /** @param {number} value */
  const figure = (value) => (measure === 'visits' ? percent(value) : said(value));
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
    ...geometry.nodes.map(({ id, x, y, width, height }) => {
      const value = values.get(id) ?? 0;
      const shade = most > 0 ? (value / most) * DARKEST : 0;
      return s(
        'g',
        {},
        s('rect', {
          class: 'runs-shade',
          fill: '#2857d8',
          x,
          y,
          width,
          height,
          rx: 6,
          'fill-opacity': shade.toFixed(3),
        }),
        value > 0 && most > 0 && s('text', { x: x + width / 2, y: y + height + 13, ...FIGURE }, figure(value)),
      );
    }),
  );
  const drawn = h('img', { alt: '', src: `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg ?? '')}` });
  return h(
    'div',
    { class: 'runs-picture', tabindex: '0', role: 'region', 'aria-label': 'Where the runs went' },
    h('div', {}, drawn, over),
  );
}
