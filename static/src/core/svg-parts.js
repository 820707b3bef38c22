/**
 * The server's SVG cut into its parts: the groups of lanes, edges, nodes and loops, and the border of the page. Pure.
 * @typedef {Map<string, string>} SvgParts the markup by ids as they stand in the SVG, in order; what stands before the
 *   first part is ''
 */

/**
 * Every part begins on a line of its own, and labels have no angle brackets (`webapp/web/schemas/picture_changes.py`).
 */
const PART = /^<(?:g id="((?:lane|edge|node|loop)-[^"]*)"|rect class="(frame)")/gm;
export const SVG_END = '</g>\n</svg>\n';

/** @param {string} svg @returns {SvgParts|null} null for an SVG of another form */
export function svgParts(svg) {
  if (!svg.endsWith(SVG_END)) return null;
  const found = [...svg.matchAll(PART)];
  const last = svg.length - SVG_END.length;
  /** @type {SvgParts} */ const parts = new Map([['', svg.slice(0, found[0]?.index ?? last)]]);
  found.forEach(({ index, 1: group, 2: other }, number) => {
    parts.set(group ?? other ?? '', svg.slice(index, found[number + 1]?.index ?? last));
  });
  return parts.size === found.length + 1 ? parts : null;
}
