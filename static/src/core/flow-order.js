import { laneName } from './phrases.js';

/**
 * The nodes of every lane in the order of the flow: each after its predecessors where no cycle forbids it, the text's
 * first branch first.
 * @typedef {import('./events.js').DiagramInfo} DiagramInfo
 * @typedef {import('./events.js').NodeInfo} NodeInfo
 * @param {DiagramInfo} diagram
 * @returns {{ id: string, label: string, nodes: NodeInfo[] }[]} lanes in the order of the text; that of the nodes
 *   outside every lane has no id
 */
export function lanesInFlowOrder(diagram) {
  const rank = new Map(flowOrder(diagram).map((id, index) => [id, index]));
  const rankOf = (/** @type {NodeInfo} */ node) => rank.get(node.id) ?? 0;
  return diagram.lanes.map(({ id, label }) => ({
    id,
    label: laneName({ id, label }),
    nodes: diagram.nodes.filter((node) => node.lane === id).sort((one, other) => rankOf(one) - rankOf(other)),
  }));
}

/**
 * Reversed postorder from the nodes that nothing enters (else the first), then of what they do not reach.
 * @param {DiagramInfo} diagram
 * @returns {string[]}
 */
function flowOrder({ nodes, edges }) {
  /** @type {Map<string, string[]>} */ const targets = new Map(nodes.map(({ id }) => [id, []]));
  for (const { source, target } of edges) targets.get(source)?.push(target);
  const entered = new Set(edges.map(({ target }) => target));
  const sources = nodes.filter(({ id }) => !entered.has(id));
  const starts = (sources.length ? sources : nodes.slice(0, 1)).map(({ id }) => id);
  /** @type {Set<string>} */ const done = new Set();
  return [starts, nodes.map(({ id }) => id)].flatMap((roots) => reversedPostorder(roots, targets, done));
}

/** @param {string[]} roots @param {Map<string, string[]>} targets @param {Set<string>} done */
function reversedPostorder(roots, targets, done) {
  // Roots and targets are walked backwards because the result is turned round.
  const postorder = [];
  for (const root of roots.toReversed()) {
    if (done.has(root)) continue;
    done.add(root);
    const stack = [{ node: root, left: [...(targets.get(root) ?? [])] }];
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const next = top.left.pop();
      if (next === undefined) {
        postorder.push(top.node);
        stack.pop();
      } else if (!done.has(next) && targets.has(next)) {
        done.add(next);
        stack.push({ node: next, left: [...(targets.get(next) ?? [])] });
      }
    }
  }
  return postorder.toReversed();
}
