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

/** The SVG that was cut last: who puts together a picture and who shows it need not cut it twice. */
let last = { svg: '', parts: /** @type {SvgParts|null} */ (null) };

/** @param {string} svg @returns {SvgParts|null} null for an SVG of another form */
export function svgParts(svg) {
  if (svg !== last.svg) last = { svg, parts: cut(svg) };
  return last.parts;
}

/** @param {SvgParts} parts @returns {string} the SVG that has these parts */
export function svgOf(parts) {
  const svg = `${[...parts.values()].join('')}${SVG_END}`;
  last = { svg, parts };
  return svg;
}

/** @param {string} svg @returns {SvgParts|null} */
function cut(svg) {
  if (!svg.endsWith(SVG_END)) return null;
  const found = [...svg.matchAll(PART)];
  const end = svg.length - SVG_END.length;
  /** @type {SvgParts} */ const parts = new Map([['', svg.slice(0, found[0]?.index ?? end)]]);
  found.forEach(({ index, 1: group, 2: other }, number) => {
    parts.set(group ?? other ?? '', svg.slice(index, found[number + 1]?.index ?? end));
  });
  return parts.size === found.length + 1 ? parts : null;
}
