/**
 * Who can still arrive where: a token at u can still arrive at v when a way leads from u to v inside the smallest group
 * with both, over no back edge into a head of that group and over none that joins components (rule 4). Found for one
 * node at a time, when somebody asks.
 *
 * @typedef {import('./bit-sets.js').Bits} Bits
 */
import { bitsOf, has, put } from './bit-sets.js';

/** Words of sets that are kept: 16 MB. */
const MOST_KEPT = 4_000_000;

export class Arrivals {
  /** How many edges were looked at until now. */ looks = 0;
  #program;
  #depths;
  #joining;
  /** Below which depth of groups an edge is dropped, since it leads back into a head. */ #dropped;
  /** @type {Map<number, Bits>} */ #known = new Map();

  /** @param {import('./program.js').Program} program */
  constructor(program) {
    const { groups, back, joining } = program.tables;
    this.#program = program;
    /** @type {number[]} */ const depths = [];
    for (const [outer = -1] of groups) depths.push(outer < 0 ? 0 : (depths[outer] ?? 0) + 1);
    this.#depths = depths;
    this.#joining = new Set(joining);
    const heads = groups.map(([, ...its]) => new Set(its));
    this.#dropped = new Map(
      back.map((edge) => {
        let depth = Infinity;
        for (let group = this.#shared(edge); group >= 0; group = this.#outer(group))
          if (heads[group]?.has(program.target(edge))) depth = this.#depth(group);
        return [edge, depth];
      }),
    );
  }

  /** @param {number} number @returns {Bits} the nodes whose tokens can still arrive at this one */
  blockers(number) {
    const known = this.#known.get(number);
    if (known) return known;
    const found = bitsOf(this.#program.size);
    let inside = -2;
    for (let group = this.#inner(number); ; group = this.#outer(group)) {
      this.#collect(number, group, inside, found);
      inside = group;
      if (group < 0) break;
    }
    if (this.#known.size * found.length > MOST_KEPT) this.#known.clear();
    this.#known.set(number, found);
    return found;
  }

  /** @param {number} group @returns {Bits} the nodes of a group */
  members(group) {
    const numbers = this.#program.tables.nodes.map((_, number) => number);
    return bitsOf(
      this.#program.size,
      numbers.filter((number) => this.#contains(group, number)),
    );
  }

  /**
   * Adds all from which a way leads to a node inside a group, but not those of the group inside it that has the node.
   * @param {number} number @param {number} group -1: the whole diagram @param {number} inside @param {Bits} found
   */
  #collect(number, group, inside, found) {
    const program = this.#program;
    const depth = this.#depth(group);
    const seen = bitsOf(program.size, [number]);
    const open = [number];
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      for (const edge of program.incoming[node] ?? []) {
        this.looks += 1;
        const source = program.source(edge);
        if (has(seen, source) || this.#joining.has(edge) || depth >= (this.#dropped.get(edge) ?? Infinity)) continue;
        if (!this.#contains(group, source)) continue;
        put(seen, source);
        open.push(source);
        if (inside < 0 || !this.#contains(inside, source)) put(found, source);
      }
    }
  }

  /** @param {number} group @param {number} number */
  #contains(group, number) {
    if (group < 0) return true;
    const depth = this.#depth(group);
    let at = this.#inner(number);
    while (at >= 0 && this.#depth(at) > depth) at = this.#outer(at);
    return at === group;
  }

  /** @param {number} edge @returns {number} the smallest group with both its ends */
  #shared(edge) {
    let one = this.#inner(this.#program.source(edge));
    while (one >= 0 && !this.#contains(one, this.#program.target(edge))) one = this.#outer(one);
    return one;
  }

  /** @param {number} number */
  #inner(number) {
    return this.#program.tables.inner[number] ?? -1;
  }

  /** @param {number} group */
  #outer(group) {
    return this.#program.tables.groups[group]?.[0] ?? -1;
  }

  /** @param {number} group */
  #depth(group) {
    return group < 0 ? -1 : (this.#depths[group] ?? 0);
  }
}
