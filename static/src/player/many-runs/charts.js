/** The charts of many runs: each an SVG for the eye, with a table behind it for everybody. */
import { h, s } from '../../core/dom.js';
import { percent, said, waits, withInterval } from './numbers.js';

/**
 * @typedef {import('../../api/types').ManyRuns} ManyRuns
 * @typedef {import('../log-lines.js').Names} Names
 */

const WIDTH = 520;
const HEIGHT = 200;
const LEFT = 44;
const FOOT = 24;
const HEAD = 24;
/** From this share of its time on, a lane is marked: beyond it, queues grow fast. */
export const BUSY = 0.8;

/** @param {string[]} head @param {(string|Node)[][]} rows @param {string} caption */
export function table(head, rows, caption) {
  return h(
    'div',
    { class: 'runs-table', tabindex: '0', role: 'region', 'aria-label': caption },
    h(
      'table',
      {},
      h('caption', { class: 'visually-hidden' }, caption),
      h('thead', {}, h('tr', {}, ...head.map((text) => h('th', { scope: 'col' }, text)))),
      h(
        'tbody',
        {},
        ...rows.map(([name, ...cells]) =>
          h('tr', {}, h('th', { scope: 'row' }, name), ...cells.map((text) => h('td', {}, text))),
        ),
      ),
    ),
  );
}

/** A table that opens on demand. @param {HTMLElement} inside */
const behind = (inside) => h('details', { class: 'runs-behind' }, h('summary', {}, 'As a table'), inside);

/** How long runs take. @param {ManyRuns} result */
export function histogram({ histogram: { begin, width, columns, longer }, total, unit, counted }) {
  const most = Math.max(...columns, 1);
  const right = (WIDTH - LEFT) / Math.max(columns.length, 1);
  const x = (/** @type {number} */ time) => Math.min(LEFT + ((time - begin) / width) * right, WIDTH - 2);
  const y = (/** @type {number} */ count) => HEIGHT - FOOT - (count / most) * (HEIGHT - FOOT - HEAD);
  const every = Math.max(1, Math.ceil(columns.length / 7));
  const marks = /** @type {const} */ (['p50', 'p90', 'p99']);
  const words = marks.map((name) => `${name} ${said(total[name])} ${unit}`).join(', ');
  const chart = s(
    'svg',
    { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', 'aria-label': `Time to complete of ${counted} runs: ${words}` },
    ...[0.5, 1].map((share) =>
      s(
        'g',
        { class: 'runs-grid' },
        s('line', { x1: LEFT, x2: WIDTH, y1: y(most * share), y2: y(most * share) }),
        s('text', { x: LEFT - 6, y: y(most * share) + 4, 'text-anchor': 'end' }, said(most * share)),
      ),
    ),
    ...columns.map((count, place) =>
      s('rect', {
        class: 'runs-column',
        x: LEFT + place * right + 1,
        width: Math.max(right - 2, 1),
        y: y(count),
        height: HEIGHT - FOOT - y(count),
        rx: 2,
      }),
    ),
    ...columns.flatMap((_, place) =>
      place % every === 0
        ? [
            s(
              'text',
              { class: 'runs-tick', x: LEFT + place * right, y: HEIGHT - 8, 'text-anchor': 'middle' },
              said(begin + place * width),
            ),
          ]
        : [],
    ),
    ...marks.map((name, place) =>
      s(
        'g',
        { class: 'runs-mark' },
        s('line', { x1: x(total[name]), x2: x(total[name]), y1: HEAD - 4, y2: HEIGHT - FOOT }),
        s('text', { x: x(total[name]), y: 9 + (place % 2) * 9, 'text-anchor': place === 2 ? 'end' : 'middle' }, name),
      ),
    ),
  );
  const rows = columns.map((count, place) => {
    const from = begin + place * width;
    const open = place === columns.length - 1 && longer > 0;
    return [open ? `${said(from)} and more` : `${said(from)} to ${said(from + width)}`, said(count)];
  });
  return [chart, behind(table([`Time (${unit})`, 'Runs'], rows, 'How many runs take how long'))];
}

/** How runs end. @param {ManyRuns} result */
export function outcomes({ outcomes: found, total, unit }) {
  /** @param {ManyRuns['total']} row @returns {string[]} */
  const times = (row) => [withInterval(row), said(row.p50), said(row.p90), said(row.p99)];
  const rows = [
    ['All runs', '100 %', ...times(total)],
    ...found.map((row) => [row.name, percent(row.share), ...times(row)]),
  ];
  return [table(['Outcome', 'Share', 'Mean', 'p50', 'p90', 'p99'], rows, `How runs end, times in ${unit}`)];
}

/** @param {ManyRuns} result */
export function lanes({ lanes: all, unit, cost }) {
  const used = all.filter(({ use }) => use !== null && use !== undefined);
  if (used.length === 0) {
    const worked = all.filter(({ work }) => work > 0);
    const rows = worked.map(({ name, work, cost: spent }) => [name, said(work), ...(cost ? [said(spent)] : [])]);
    return worked.length > 0
      ? [table(['Lane', `Work in a run (${unit})`, ...(cost ? ['Cost'] : [])], rows, 'Work of each lane')]
      : [h('p', { class: 'muted' }, 'Nobody works: give nodes a duration.')];
  }
  return [
    ...used.map(({ name, use, capacity }) => {
      const share = use ?? 0;
      return h(
        'div',
        { class: share >= BUSY ? 'runs-lane busy' : 'runs-lane' },
        h('span', {}, name, ' ', h('span', { class: 'muted' }, `${capacity} at once`)),
        h('strong', {}, `${share >= BUSY ? '⚠ ' : ''}${percent(share)}`),
        s(
          'svg',
          { viewBox: '0 0 100 6', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
          s('rect', { class: 'runs-ground', width: 100, height: 6, rx: 3 }),
          s('rect', { class: 'runs-bar', width: Math.min(100 * share, 100), height: 6, rx: 3 }),
          s('line', { x1: 100 * BUSY, x2: 100 * BUSY, y1: 0, y2: 6 }),
        ),
      );
    }),
    ...used.flatMap((lane) => (lane.over_time ? [overTime(lane.name, lane.over_time)] : [])),
    behind(
      table(
        ['Lane', 'In use', 'Waiting', `Each waits (${unit})`, 'Cost'],
        used.map(({ name, use, waiting, wait, cost: spent }) => [
          name,
          percent(use ?? 0),
          said(waiting ?? 0),
          said(wait ?? 0),
          said(spent),
        ]),
        'How the lanes are used',
      ),
    ),
  ];
}

/** Use and queue of a lane over time. @param {string} name @param {{ use: number[], queue: number[] }} parts */
function overTime(name, { use, queue }) {
  const most = Math.max(...queue, 1);
  /** @param {number[]} values @param {number} top */
  const line = (values, top) =>
    values
      .map((value, place) => `${(place / Math.max(values.length - 1, 1)) * 100},${30 - (value / top) * 28}`)
      .join(' ');
  return h(
    'figure',
    { class: 'runs-over-time' },
    s(
      'svg',
      {
        viewBox: '0 0 100 30',
        preserveAspectRatio: 'none',
        role: 'img',
        'aria-label': `${name} over time: at most ${said(Math.max(...queue))} waiting`,
      },
      s('polyline', { class: 'runs-use', points: line(use, 1) }),
      s('polyline', { class: 'runs-queue', points: line(queue, most) }),
    ),
    h(
      'figcaption',
      { class: 'muted small-text' },
      `${name} over time: in use (solid), waiting (dashed, at most ${said(Math.max(...queue))})`,
    ),
  );
}

/** When nodes begin, and what their time is spent on. @param {ManyRuns} result @param {Names} names */
export function waterfall({ nodes, unit, hand_overs }, names) {
  const rows = nodes
    .filter((node) => node.begins !== null && node.work + waits(node) > 0 && node.share > 0)
    .map((node) => {
      const wait = waits(node) / node.visits;
      const work = node.work / node.visits;
      return { id: node.id, begins: node.begins ?? 0, wait, work };
    })
    .sort((one, other) => one.begins - other.begins);
  if (rows.length === 0) return [h('p', { class: 'muted' }, 'No node takes time.')];
  const end = Math.max(...rows.map(({ begins, wait, work }) => begins + wait + work));
  const share = (/** @type {number} */ time) => (100 * time) / end;
  return [
    h(
      'div',
      { class: 'runs-waterfall', 'aria-hidden': 'true' },
      ...rows.map(({ id, begins, wait, work }) =>
        h(
          'div',
          {},
          h('span', {}, names.node(id)),
          s(
            'svg',
            { viewBox: '0 0 100 8', preserveAspectRatio: 'none' },
            s('rect', { class: 'runs-wait', x: share(begins), width: share(wait), height: 8 }),
            s('rect', { class: 'runs-bar', x: share(begins + wait), width: Math.max(share(work), 0.3), height: 8 }),
          ),
        ),
      ),
    ),
    h(
      'p',
      { class: 'muted small-text' },
      `Light: waiting, dark: work. ${said(hand_overs)} hand-overs between lanes in a run.`,
    ),
    behind(
      table(
        ['Node', `Begins (${unit})`, 'Waits', 'Works'],
        rows.map(({ id, begins, wait, work }) => [names.node(id), said(begins), said(wait), said(work)]),
        'When nodes begin, how long they wait and work',
      ),
    ),
  ];
}

/** Which nodes move the mean most. @param {ManyRuns} result @param {Names} names */
export function sensitivity({ sensitivity: found = [], unit }, names) {
  if (found.length === 0) return [h('p', { class: 'muted' }, 'No node takes time.')];
  return [
    table(
      ['10 % less time at', `Changes the mean by (${unit})`],
      found.map(({ node, change, interval }) => [names.node(node), withInterval({ mean: change, interval })]),
      'Which node moves the total most',
    ),
  ];
}

/** @param {ManyRuns} result @param {string} against */
export function difference(result, against) {
  const { difference: found, other, total, unit } = result;
  if (!found || !other) return [];
  const names = /** @type {const} */ (['p50', 'p90', 'p99']);
  return [
    table(
      [`Times in ${unit}`, 'Now', against, 'Difference'],
      [
        ['Mean', withInterval(total), withInterval(other.total), withInterval(found)],
        ...names.map((name) => [name, said(total[name]), said(other.total[name]), said(found[name])]),
      ],
      'Two settings with the same luck',
    ),
  ];
}
