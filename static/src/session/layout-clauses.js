/**
 * What became of the hints for the layout, in clauses of a sentence. Pure.
 * @typedef {import('../core/events.js').DiagramInfo} DiagramInfo
 * @typedef {import('../core/events.js').Snapshot} Snapshot
 */
import { offsetPhrase } from '../core/layout-hints.js';
import { listed } from './part-phrases.js';

/**
 * @param {Snapshot} before @param {Snapshot} after @param {DiagramInfo} was the diagram before, with the ids of now
 * @returns {{ clauses: string[], turned: boolean }} `turned`: the sides of edges went with the direction of time, and
 *   that is told here
 */
export function layoutClauses(before, after, was) {
  const [old, layout] = [before.companion.layout ?? {}, after.companion.layout ?? {}];
  const directed = old.direction !== layout.direction;
  const sides = new Map(was.edges.map((edge) => [edge.id, `${edge.source_side} ${edge.target_side}`]));
  const turned =
    directed &&
    after.diagram.edges.some(
      (edge) => sides.has(edge.id) && sides.get(edge.id) !== `${edge.source_side} ${edge.target_side}`,
    );
  const upright = layout.direction === 'down';
  return {
    turned,
    clauses: [
      ...(directed
        ? [
            `Time now runs ${upright ? 'down' : 'to the right'}${turned ? ', and the sides of the edges were turned with it' : ''}`,
          ]
        : []),
      ...(old.fold === layout.fold ? [] : [layout.fold ? 'Folded the diagram' : 'Unfolded the diagram']),
      ...(old.density === layout.density
        ? []
        : [`Made the layout ${layout.density === 'compact' ? 'compact' : 'comfortable'}`]),
      ...(old.thickness === layout.thickness
        ? []
        : [
            layout.thickness === 'equal'
              ? 'Made all lanes equally thick'
              : 'Made the lanes as thick as they need to be',
          ]),
      ...movedClauses(old.nodes ?? {}, layout.nodes ?? {}, was, after.diagram, upright),
    ],
  };
}

/**
 * @param {NonNullable<import('../core/layout-hints.js').Layout['nodes']>} old
 * @param {NonNullable<import('../core/layout-hints.js').Layout['nodes']>} hints
 * @param {DiagramInfo} was
 * @param {DiagramInfo} now
 * @param {boolean} upright
 * @returns {string[]} one clause for all nodes that went the same way
 */
function movedClauses(old, hints, was, now, upright) {
  const there = new Set(was.nodes.map(({ id }) => id));
  /** @type {Map<string, DiagramInfo['nodes']>} */ const moves = new Map();
  for (const node of now.nodes.filter(({ id }) => there.has(id))) {
    const by = (/** @type {'column'|'row'} */ name) => (hints[node.id]?.[name] ?? 0) - (old[node.id]?.[name] ?? 0);
    const phrase = offsetPhrase({ columns: by('column'), rows: by('row') }, upright);
    if (phrase) moves.set(phrase, [...(moves.get(phrase) ?? []), node]);
  }
  return [...moves].map(([phrase, nodes]) => `Moved ${listed(nodes)} ${phrase.replace(', ', ' and ')}`);
}
