/**
 * What a run can still reach from its live tokens. Everything else that was not visited is out of the way and drawn
 * pale.
 */
export class Reach {
  /** @type {Map<string, string[]>} */ #targets = new Map();

  /** @param {{ edges: { source: string, target: string }[] }} diagram */
  constructor(diagram) {
    for (const { source, target } of diagram.edges) {
      const known = this.#targets.get(source);
      if (known) known.push(target);
      else this.#targets.set(source, [target]);
    }
  }

  /** @param {Iterable<string>} nodes @returns {Set<string>} these nodes and all that can follow them */
  from(nodes) {
    const reached = new Set(nodes);
    const open = [...reached];
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      for (const target of this.#targets.get(node) ?? []) {
        if (reached.has(target)) continue;
        reached.add(target);
        open.push(target);
      }
    }
    return reached;
  }
}
