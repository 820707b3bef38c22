/**
 * A picture from one that the page has and from what the server says is different
 * (`webapp/web/schemas/picture_changes.py`). Pure.
 * @typedef {Pick<import('../core/events.js').Picture, 'svg'|'geometry'|'diagram'>} Drawn
 * @typedef {import('./types').PictureChanges} Changes
 * @typedef {{ id: string }} Part
 */
import { svgOf, svgParts } from '../core/svg-parts.js';

const RANGE = /** @type {const} */ (['start', 'end', 'line', 'column', 'end_line', 'end_column']);

/** @param {Drawn} known @param {Changes} changes @returns {Drawn|null} null where they do not fit together */
export function wholePicture(known, { svg, geometry, diagram }) {
  const drawn = wholeSvg(known.svg, svg);
  const geometryLists = wholeLists(known.geometry, geometry.lists);
  const diagramLists = wholeLists(known.diagram, diagram.lists);
  if (!drawn || !geometryLists || !diagramLists) return null;
  shift(diagramLists, known.diagram, diagram.shifts);
  return {
    svg: drawn,
    geometry: /** @type {Drawn['geometry']} */ ({ ...geometry.fields, ...geometryLists }),
    diagram: /** @type {Drawn['diagram']} */ (diagramLists),
  };
}

/** @param {string} known @param {Changes['svg']} changes */
function wholeSvg(known, { parts, length, head, order }) {
  const was = svgParts(known);
  if (!was) return null;
  const now = new Map([['', head ?? was.get('') ?? '']]);
  for (const id of order ?? [...was.keys()].slice(1))
    now.set(id, (Object.hasOwn(parts, id) ? parts[id] : was.get(id)) ?? '');
  const svg = svgOf(now);
  return svg.length === length ? svg : null;
}

/**
 * @param {object} known
 * @param {Record<string, { parts: Part[], order?: string[] }|undefined>} changes
 * @returns {Record<string, Part[]>|null}
 */
function wholeLists(known, changes) {
  /** @type {Record<string, Part[]>} */ const whole = {};
  for (const [name, change] of Object.entries(changes)) {
    if (!change) continue;
    /** @type {Part[]} */ const was = /** @type {Record<string, Part[]|undefined>} */ (known)[name] ?? [];
    const parts = new Map([...was, ...change.parts].map((part) => [part.id, part]));
    const order = change.order ?? was.map(({ id }) => id);
    const now = order.flatMap((id) => parts.get(id) ?? []);
    if (now.length !== order.length) return null;
    whole[name] = now;
  }
  return whole;
}

/**
 * Gives the parts that only moved in the text their new ranges.
 * @param {Record<string, Part[]>} lists
 * @param {Drawn['diagram']} known
 * @param {Changes['diagram']['shifts']} shifts
 */
function shift(lists, known, shifts) {
  const stood = new Set(Object.values(known).flat());
  const by = shifts.flatMap(([count, ...numbers]) => Array.from({ length: count }, () => numbers));
  let number = -1;
  for (const list of Object.values(lists)) {
    list.forEach((part, index) => {
      number += 1;
      const moves = by[number];
      if (!moves?.some(Boolean) || !stood.has(/** @type {any} */ (part))) return;
      const { range } = /** @type {{ range: Record<string, number> }} */ (/** @type {unknown} */ (part));
      const moved = RANGE.map((name, at) => [name, (range[name] ?? 0) + (moves[at] ?? 0)]);
      list[index] = /** @type {Part} */ ({ ...part, range: Object.fromEntries(moved) });
    });
  }
}
