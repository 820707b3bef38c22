/**
 * The selected part of a diagram written in the language, pure: what the clipboard carries to other documents and text
 * editors.
 * @typedef {import('./events.js').DiagramInfo} DiagramInfo
 * @typedef {import('./events.js').Ref} Ref
 */
const ATTRIBUTES = /** @type {const} */ (['label', 'owner', 'description', 'system']);

/**
 * Writes nodes in their lanes, with the edges and loops among them; a selected lane comes with all its nodes.
 * @param {DiagramInfo} diagram @param {Ref[]} selection @returns {string} '' where no node and no lane is selected
 */
export function fragmentOf(diagram, selection) {
  const chosen = (/** @type {string} */ kind, /** @type {string} */ id) =>
    selection.some((ref) => ref.kind === kind && ref.id === id);
  const nodes = new Map(
    diagram.nodes.filter((node) => chosen('node', node.id) || chosen('lane', node.lane)).map((node) => [node.id, node]),
  );
  const edges = diagram.edges.filter((edge) => nodes.has(edge.source) && nodes.has(edge.target));
  const loops = diagram.loops.filter((loop) => loop.nodes.length > 1 && loop.nodes.every((id) => nodes.has(id)));
  const homeOf = (/** @type {string} */ id) => nodes.get(id)?.lane;
  const lanes = diagram.lanes.filter(
    (lane) => chosen('lane', lane.id) || [...nodes.values()].some((node) => node.lane === lane.id),
  );
  return lanes
    .map((lane) =>
      framed(lane, [
        ...[...nodes.values()]
          .filter((node) => node.lane === lane.id)
          .map(
            (node) =>
              `  ${node.id}: ${node.shape}${ATTRIBUTES.filter((key) => node[key])
                .map((key) => ` ${key}:${quoted(node[key])}`)
                .join('')}`,
          ),
        ...edges
          .filter((edge) => homeOf(edge.source) === lane.id)
          .map((edge) => {
            const prefix = ['', lane.id].includes(homeOf(edge.target) ?? '') ? '' : `${homeOf(edge.target)}.`;
            return `  ${edge.source}.handle(${edge.source_side}) -> ${prefix}${edge.target}.handle(${edge.target_side})${edge.label ? ` [label=${quoted(edge.label)}]` : ''}`;
          }),
        ...loops
          .filter(({ nodes: [first] }) => first !== undefined && homeOf(first) === lane.id)
          .map((loop) => `  loop [${loop.condition}] ${loop.nodes.join(' ')}`),
      ]),
    )
    .join('\n');
}

/**
 * Lines in the braces of their lane, or bare where they stand outside every lane.
 * @param {DiagramInfo['lanes'][number]} lane
 * @param {string[]} lines
 */
function framed(lane, lines) {
  if (lane.id === '') return `${lines.map((line) => line.slice(2)).join('\n')}\n`;
  return [`${lane.id} {${lane.label ? ` # ${bare(lane.label)}` : ''}`, ...lines, '}\n'].join('\n');
}

/** @param {string} text */
const quoted = (text) => `"${escaped(text)}"`;

/**
 * A value between quotes, as `webapp/dsl/writing/quoting.py` writes it: a line break becomes `\n`.
 * @param {string} text
 */
export const escaped = (text) => text.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n');

/** A value without quotes, such as a lane's label. @param {string} text */
export const bare = (text) =>
  text.replace(/(\\*)(n|\n)/g, (_, slashes, last) => `${slashes}${slashes}${last === '\n' ? '\\n' : 'n'}`);
