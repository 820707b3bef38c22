/**
 * The tables of a program, which the server sends with a run, looked up by number: nodes in the order of firing, edges
 * in that of the text, and after those that are drawn the turns of loops. webapp/simulation/README.md describes them.
 *
 * @typedef {import('../api/types').ProgramTables} Tables
 * @typedef {import('../api/types').BranchOption} Option
 * @typedef {import('./bit-sets.js').Bits} Bits
 * @typedef {{ loop: number, repeating: Bits, leaving: Bits }} Turn branches that repeat a loop and those that leave it
 * @typedef {{ branches: number[][], labels: string[], decides: boolean, several: boolean, turns: Turn[], firsts:
 *   number[], asks: number[] }} Stop
 *   what happens at a node that does more than to pass a token on: the edges of its branches; `firsts`: the loops whose
 *   first node it is, `asks`: those of them that ask how many passes they have
 */
import { Arrivals } from './arrivals.js';
import { bitsOf } from './bit-sets.js';

export const [REPEAT, GO_ON] = ['Repeat', 'Go on'];
/** @type {number[]} */ const NO_EDGES = [];
/** A node that passes a token on and does nothing else. @returns {Stop} */
export const plainStop = () => ({
  branches: [],
  labels: [],
  decides: false,
  several: false,
  turns: [],
  firsts: [],
  asks: [],
});
/** @type {WeakMap<Tables, Program>} */ const known = new WeakMap();

/** @param {Tables} tables @returns {Program} */
export function programOf(tables) {
  const program = known.get(tables) ?? new Program(tables);
  known.set(tables, program);
  return program;
}

export class Program {
  /** @type {(Stop|undefined)[]} */ #stops = [];
  /** Edges by their ids. @type {Map<string, number>|null} */ #places = null;
  /** @type {Map<number, Bits>} */ #members = new Map();

  /** @param {Tables} tables */
  constructor(tables) {
    const { nodes, edges, drawn } = tables;
    this.tables = tables;
    this.size = nodes.length;
    this.number = new Map(nodes.map((id, index) => [id, index]));
    /** @type {number[][]} the drawn edges of each node */ this.outgoing = nodes.map(() => []);
    /** @type {number[][]} */ this.incoming = nodes.map(() => []);
    for (let edge = 0; edge < edges.length / 2; edge += 1) {
      this.incoming[this.target(edge)]?.push(edge);
      if (edge < drawn) this.outgoing[this.source(edge)]?.push(edge);
    }
    this.restarts = new Set(tables.restarts);
    this.ending = new Set(tables.ending);
    /** @type {Map<number, string[]>} the loops that only frame their nodes, by their first node */
    this.frames = new Map();
    this.arrivals = new Arrivals(this);
    this.#fillStops();
  }

  /** @param {number} edge */
  source(edge) {
    return this.tables.edges[2 * edge] ?? -1;
  }

  /** @param {number} edge */
  target(edge) {
    return this.tables.edges[2 * edge + 1] ?? -1;
  }

  /** @param {number} number @returns {string} the id of a node */
  node(number) {
    return this.tables.nodes[number] ?? '';
  }

  /** @param {number} edge @returns {string|null} its id, null where it is drawn nowhere */
  edge(edge) {
    if (edge < 0 || edge >= this.tables.drawn) return null;
    return this.tables.ids[edge] ?? `${this.node(this.source(edge))}-${this.node(this.target(edge))}`;
  }

  /** @param {number[]} edges @returns {string[]} the ids of those that are drawn */
  ids(edges) {
    return edges.flatMap((edge) => this.edge(edge) ?? []);
  }

  /** @param {string[]} ids of drawn edges @returns {string[]} the ids of the nodes to which they lead */
  targets(ids) {
    return ids.map((id) => this.node(this.target(this.#place(id))));
  }

  /** @param {number} number @returns {Stop|undefined} */
  stop(number) {
    return this.#stops[number];
  }

  /** @param {number} number @returns {number[]} the edges that are taken where nothing is chosen */
  moves(number) {
    return this.outgoing[number] ?? NO_EDGES;
  }

  /** How the tokens of a node join: `wait`, `each` or `all`. @param {number} number */
  join(number) {
    return this.tables.joins[number] ?? 'wait';
  }

  /** @param {number} edge @returns {number[]} the loops that are entered by it behind their first node */
  entering(edge) {
    return this.tables.entering[edge] ?? NO_EDGES;
  }

  /**
   * The nodes that leave the history of a token when a loop turns at a node.
   * @param {number} loop @param {number} at
   */
  cleared(loop, at) {
    const group = this.tables.loops[loop]?.groups[at] ?? -1;
    const found = this.#members.get(group) ?? this.arrivals.members(group);
    this.#members.set(group, found);
    return found;
  }

  /** @param {number} number @returns {Option[]} all that can be chosen at a node, for all its questions together */
  options(number) {
    const stop = this.stop(number);
    if (!stop) return [];
    if (stop.decides) return stop.branches.map((edges, index) => this.#option(stop.labels[index] ?? '', edges));
    /** @type {Map<string, Option>} */ const found = new Map();
    stop.turns.forEach((_, index) => {
      for (const option of [
        this.#option(GO_ON, stop.branches.at(-1) ?? NO_EDGES),
        this.#option(REPEAT, stop.branches[index] ?? NO_EDGES),
      ])
        found.set(JSON.stringify(option), found.get(JSON.stringify(option)) ?? option);
    });
    return [...found.values()];
  }

  /** @param {string} label @param {number[]} edges @returns {Option} */
  #option(label, edges) {
    const targets = edges.map((edge) => this.node(this.target(edge)));
    return { edges: this.ids(edges), label, targets, greyed: false };
  }

  /** @param {string} id @returns {number} the place of an edge */
  #place(id) {
    this.#places ??= new Map(Array.from({ length: this.tables.drawn }, (_, edge) => [this.edge(edge) ?? '', edge]));
    return this.#places.get(id) ?? -1;
  }

  #fillStops() {
    const { branches, labels, steps, several, turns, loops, frames } = this.tables;
    const [noDecisions, anyNumber] = [new Set(steps), new Set(several)];
    for (const [key, ways] of Object.entries(branches)) {
      const number = Number(key);
      this.#stops[number] = {
        branches: ways,
        labels: labels[key] ?? [],
        decides: !noDecisions.has(number),
        several: anyNumber.has(number),
        turns: (turns[key] ?? []).map(([loop, repeating, leaving]) => ({
          loop: /** @type {number} */ (loop),
          repeating: bitsOf(ways.length, /** @type {number[]} */ (repeating)),
          leaving: bitsOf(ways.length, /** @type {number[]} */ (leaving)),
        })),
        firsts: [],
        asks: [],
      };
    }
    loops.forEach(({ kind, first }, loop) => {
      const stop = this.#stops[first] ?? plainStop();
      this.#stops[first] = stop;
      stop.firsts.push(loop);
      if (kind === 'each') stop.asks.push(loop);
    });
    for (const [loop, first] of frames) this.frames.set(first, [...(this.frames.get(first) ?? []), loop]);
  }
}
