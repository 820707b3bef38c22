/**
 * What the companion says about the layout, and how people change it. Pure; what is usual is not written down.
 * @typedef {import('../api/types').LayoutHints} Layout
 * @typedef {(layout: Layout) => Layout} Change
 */

import { counted } from './phrases.js';

/** A drawing folded at this width in CSS pixels fills pages of A4 landscape with words that can be read. */
export const A4_FOLD = 1200;
const FOLDS = { least: 320, most: 20000 };
/** The scale at which the labels of a drawing are 9 px high: smaller ones cannot be read. */
export const READABLE = 0.75;
const MOST_OFFSET = 50;

/** The width at which a drawing is folded: its rows fill a window with labels of 9 px. @param {number} window in px */
export const foldFor = (window) => Math.min(FOLDS.most, Math.max(480, Math.floor(window / READABLE)));

/**
 * Sets a hint for the whole layout; undefined removes it.
 * @param {'direction'|'fold'|'density'|'thickness'} name
 * @param {string|number|undefined} value
 * @returns {Change}
 */
export const withHint = (name, value) => (layout) => without({ ...layout, [name]: value });

/**
 * Moves nodes by columns and rows, from where they are.
 * @param {string[]} ids
 * @param {{ columns: number, rows: number }} by
 * @returns {Change}
 */
export const shifted =
  (ids, { columns, rows }) =>
  (layout) => {
    const moved = ids.map((id) => {
      const { column = 0, row = 0 } = layout.nodes?.[id] ?? {};
      return /** @type {const} */ ([
        id,
        without({ column: within(column + columns) || undefined, row: within(row + rows) || undefined }),
      ]);
    });
    return withNodes(layout, { ...layout.nodes, ...Object.fromEntries(moved) });
  };

/** Has nodes stand where the layout puts them. @param {string[]} ids @returns {Change} */
export const letGo = (ids) => (layout) =>
  withNodes(layout, { ...layout.nodes, ...Object.fromEntries(ids.map((id) => [id, {}])) });

/** The nodes among these that were moved by hand. @param {Layout|undefined} layout @param {string[]} ids */
export const movedAmong = (layout, ids) => ids.filter((id) => layout?.nodes?.[id]);

/**
 * @param {Layout|undefined} layout
 * @param {string} id
 * @returns {string} such as "2 columns right, 1 row up"; '' where nobody moved it
 */
export function movedPhrase(layout, id) {
  const { column = 0, row = 0 } = layout?.nodes?.[id] ?? {};
  return offsetPhrase({ columns: column, rows: row }, layout?.direction === 'down');
}

/** @param {{ columns: number, rows: number }} by @param {boolean} [upright] whether time runs down @returns {string} */
export function offsetPhrase({ columns, rows }, upright = false) {
  const shiftedBy = (/** @type {number} */ count, /** @type {string} */ word, /** @type {string[]} */ [less, more]) =>
    count === 0 ? '' : `${counted(Math.abs(count), word)} ${count < 0 ? less : more}`;
  const [right, down] = upright ? [rows, columns] : [columns, rows];
  return [shiftedBy(right, 'column', ['left', 'right']), shiftedBy(down, 'row', ['up', 'down'])]
    .filter(Boolean)
    .join(', ');
}

/** @param {number} offset */
const within = (offset) => Math.max(-MOST_OFFSET, Math.min(MOST_OFFSET, offset));

/** @param {Layout} layout @param {NonNullable<Layout['nodes']>} nodes @returns {Layout} */
function withNodes(layout, nodes) {
  const left = Object.entries(nodes).filter(([, offset]) => Object.keys(offset).length > 0);
  return without({ ...layout, nodes: left.length > 0 ? Object.fromEntries(left) : undefined });
}

/** @template {object} T @param {T} fields @returns {T} those that are defined */
const without = (fields) =>
  /** @type {T} */ (Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)));
