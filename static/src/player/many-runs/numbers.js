/**
 * Numbers, times and tables of many runs, as people read them and as CSV.
 * @typedef {import('../../api/types').ManyRuns} ManyRuns
 * @typedef {import('../log-lines.js').Names} Names
 */

const digits = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });
const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/** A number in about three digits. @param {number} value */
export const said = (value) => (Math.abs(value) >= 100 ? whole : digits).format(value);

/** @param {number} share from 0 to 1 */
export const percent = (share) => `${digits.format(100 * share)} %`;

/** A mean with half the width of its interval. @param {{ mean: number, interval: number|null }} mean */
export const withInterval = ({ mean, interval }) => (interval ? `${said(mean)} ± ${said(interval)}` : said(mean));

/** The time of tokens at a node that is no work. @param {ManyRuns['nodes'][number]} node */
export const waits = ({ queue, timetable, branches, batch }) => queue + timetable + branches + batch;

/**
 * The result as CSV: a row for all runs, each outcome, node, edge and lane.
 * @param {ManyRuns} result @param {Names} names
 */
export function csvOf(result, names) {
  const columns = [
    'kind',
    'id',
    'name',
    'runs',
    'mean',
    'interval',
    'p50',
    'p90',
    'p99',
    'work',
    'waits',
    'use',
    'cost',
  ];
  const { unit, counted: runs, total } = result;
  /** @type {Record<string, unknown>[]} */
  const rows = [
    { kind: 'all', name: unit, runs, ...total },
    ...result.outcomes.map((row) => ({ ...row, kind: 'outcome', id: row.edge ?? row.node })),
    ...result.nodes.map((row) => ({
      ...row,
      kind: 'node',
      name: names.node(row.id),
      mean: row.visits,
      waits: waits(row),
    })),
    ...result.edges.map((row) => ({ ...row, kind: 'edge', name: names.edges.get(row.id)?.label, mean: row.crossings })),
    ...result.lanes.map((row) => ({ ...row, kind: 'lane', waits: row.wait })),
  ];
  const lines = rows.map((row) => columns.map((name) => cell(row[name])).join(','));
  return [columns.join(','), ...lines, ''].join('\r\n');
}

/** A spreadsheet would take a name that begins like a formula for one. @param {unknown} value */
function cell(value) {
  if (typeof value === 'number') return String(value);
  const text = String(value ?? '').replace(/\s+/g, ' ');
  const safe = /^[=+\-@]/.test(text) ? `'${text}` : text;
  return /[",]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}
