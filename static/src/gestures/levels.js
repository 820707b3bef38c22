/**
 * Where nodes stand among the rows of their lane, as `without_overlaps` of `webapp/layout/place/offsets.py` has it: a
 * node moved by hand that comes upon another goes past it into a row of its own, and nobody else gives way. Pure; the
 * golden file `both-languages/landings.json` holds both to the same.
 * @typedef {import('../core/events.js').Geometry['nodes'][number]} Node
 * @typedef {Record<string, { column?: number, row?: number }>} Given how far hands have moved nodes, by id
 * @typedef {Map<string, number>} Levels by id: twice the row, one more or less between rows, with a fraction for who
 *   comes after another there
 */

/** More nodes than this beside each other between two rows cannot be told apart. */
const MOST_BETWEEN = 4096;

/**
 * @param {Node[]} mates the nodes of one lane, in document order
 * @param {Given} given
 * @returns {Levels}
 */
export function levelsOf(mates, given) {
  const cell = (/** @type {Node} */ node, /** @type {number} */ level) => `${node.column} ${level}`;
  const taken = new Set(mates.filter(({ id }) => !given[id]).map((node) => cell(node, 2 * node.row)));
  /** @type {Map<string, number>} */ const between = new Map();
  /** @type {Levels} */ const levels = new Map();
  for (const node of mates) {
    let level = 2 * node.row;
    const by = given[node.id];
    if (by) {
      if (taken.has(cell(node, level))) {
        level += (by.row ?? 0) < 0 ? -1 : 1;
        const others = between.get(cell(node, level)) ?? 0;
        between.set(cell(node, level), others + 1);
        level += others / MOST_BETWEEN;
      }
      taken.add(cell(node, level));
    }
    levels.set(node.id, level);
  }
  return levels;
}

/**
 * The same nodes with one moved further by hand.
 * @param {Node[]} mates
 * @param {Given} given
 * @param {string} id
 * @param {{ columns: number, rows: number }} by
 * @returns {[Node[], Given]}
 */
export function moved(mates, given, id, { columns, rows }) {
  const { [id]: own, ...others } = given;
  const now = { column: (own?.column ?? 0) + columns, row: (own?.row ?? 0) + rows };
  return [
    mates.map((node) => (node.id === id ? { ...node, column: node.column + columns, row: node.row + rows } : node)),
    now.column === 0 && now.row === 0 ? others : { ...others, [id]: now },
  ];
}

/** Who stands on which row, rows that are empty left out. @param {Levels} levels @returns {string} */
export function arrangement(levels) {
  const rows = [...new Set(levels.values())].sort((a, b) => a - b);
  const number = new Map(rows.map((level, index) => [level, index]));
  return [...levels.values()].map((level) => number.get(level)).join(' ');
}
