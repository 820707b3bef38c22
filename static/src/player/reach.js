/**
 * What a run can still reach from its live tokens. Everything else that was not visited is out of the way and drawn
 * pale.
 */
export class Reach {
  /** @type {Map<string, number>} */ #number;
  /** The nodes behind each, by number. @type {number[][]} */ #targets;

  /** @param {{ edges: { source: string, target: string }[] }} diagram */
  constructor({ edges }) {
    const ids = new Set(edges.flatMap(({ source, target }) => [source, target]));
    this.#number = new Map([...ids].map((id, number) => [id, number]));
    this.#targets = Array.from(ids, () => []);
    for (const { source, target } of edges)
      this.#targets[this.#number.get(source) ?? -1]?.push(this.#number.get(target) ?? -1);
  }

  /** @param {Iterable<string>} nodes @returns {{ has: (id: string) => boolean }} these nodes and all that can follow */
  from(nodes) {
    const begin = new Set(nodes);
    const reached = new Uint8Array(this.#targets.length);
    /** @type {number[]} */ const open = [];
    const reach = (/** @type {number} */ node) => {
      if (reached[node] !== 0) return;
      reached[node] = 1;
      open.push(node);
    };
    for (const id of begin) reach(this.#number.get(id) ?? -1);
    for (let node = open.pop(); node !== undefined; node = open.pop())
      for (const target of this.#targets[node] ?? []) reach(target);
    return { has: (id) => reached[this.#number.get(id) ?? -1] === 1 || begin.has(id) };
  }
}
