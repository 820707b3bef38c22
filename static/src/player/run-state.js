/**
 * The state of a run at a position. A step forward or back changes only what that step changes.
 *
 * @typedef {{ active: string|null, fired: string|null, moved: string[], tokens: Map<string, number>, visits:
 *   Map<string, number>, crossings: Map<string, number>, replies: Map<string, number>, waiting: Map<string, string[]>,
 *   loops: Map<string, number> }} State
 *   Maps have only what is not zero or empty
 * @typedef {import('./program.js').Program} Program
 */
import { bitsOf } from './bit-sets.js';
import { awaited } from './teller.js';

/** Looks for ways, after which nobody else is told to wait: as long as a person notices nothing. */
const MOST_LOOKS = 2_000_000;

export class RunStates {
  position = 0;
  #program;
  #trace;
  #told;
  /** Tokens that the end of the run takes away. @type {[string, number][]} */ #left = [];
  /** @type {Map<string, string[]>|null} */ #waiting = null;

  /**
   * @param {Program} program
   * @param {import('./told-run.js').Compact} trace
   * @param {import('./told-run.js').ToldRun} told
   * @param {RunStates|null} before of a run that is the same up to its position
   */
  constructor(program, trace, told, before) {
    this.#program = program;
    this.#trace = trace;
    this.#told = told;
    if (before) before.#unfinish();
    const waiting = () => (this.#waiting ??= this.#findWaiting());
    /** @type {State} */ this.state = {
      active: null,
      fired: null,
      moved: [],
      tokens: before?.state.tokens ?? new Map(),
      visits: before?.state.visits ?? new Map(),
      crossings: before?.state.crossings ?? new Map(),
      replies: before?.state.replies ?? new Map(),
      loops: before?.state.loops ?? new Map(),
      get waiting() {
        return waiting();
      },
    };
    if (before) this.position = before.position;
    else this.#move(0, 1);
    if (this.position === this.#last) this.#finish();
    this.#look();
  }

  get #last() {
    return this.#trace.firings.length;
  }

  /** @param {number} goal a position of the run @returns {State} */
  moveTo(goal) {
    if (goal === this.position) return this.state;
    if (this.position === this.#last) this.#unfinish();
    while (this.position < goal) {
      this.position += 1;
      this.#fire(this.position, 1);
      this.#move(this.position, 1);
    }
    while (this.position > goal) {
      this.#move(this.position, -1);
      this.#fire(this.position, -1);
      this.position -= 1;
    }
    if (this.position === this.#last) this.#finish();
    this.#look();
    return this.state;
  }

  /** @param {number} step @param {1|-1} by forward or back */
  #fire(step, by) {
    const { tokens, visits, loops } = this.state;
    const number = this.#trace.firings[step - 1] ?? -1;
    const node = this.#program.node(number);
    add(tokens, node, -by * this.#told.record.joined(step));
    add(visits, node, by);
    for (const loop of this.#program.frames.get(number) ?? []) add(loops, loop, by);
    for (const [loop, before, now] of this.#told.record.counts(step)) {
      const id = this.#program.tables.loops[loop]?.id ?? '';
      const count = by > 0 ? now : before;
      if (count > 0) loops.set(id, count);
      else loops.delete(id);
    }
  }

  /** @param {number} step @param {1|-1} by */
  #move(step, by) {
    const { tokens, crossings, replies } = this.state;
    this.#told.record.eachMove(step, (edge, target, reply) => {
      const id = this.#program.edge(edge);
      if (id !== null) add(crossings, id, by);
      add(reply ? replies : tokens, this.#program.node(target), by);
    });
  }

  /** A complete run has no tokens left. */
  #finish() {
    if (this.#trace.status !== 'complete') return;
    this.#left = [...this.state.tokens];
    this.state.tokens.clear();
  }

  #unfinish() {
    for (const [node, count] of this.#left) this.state.tokens.set(node, count);
    this.#left = [];
  }

  /** Finds what is told of the position alone. */
  #look() {
    const { position, state } = this;
    this.#waiting = null;
    const [next, fired] = [this.#trace.firings[position], this.#trace.firings[position - 1]];
    state.fired = fired === undefined ? null : this.#program.node(fired);
    state.active = next === undefined ? this.#activeAtEnd() : this.#program.node(next);
    /** @type {string[]} */ const moved = [];
    if (position > 0) {
      this.#told.record.eachMove(position, (edge) => {
        const id = this.#program.edge(edge);
        if (id !== null) moved.push(id);
      });
    }
    state.moved = moved;
  }

  /** @returns {string|null} the node that would fire next */
  #activeAtEnd() {
    const { waiting, status } = this.#trace;
    if (waiting || status === 'complete') return waiting?.node ?? null;
    const free = this.#live().find((number) => !this.state.waiting.has(this.#program.node(number)));
    return free === undefined ? null : this.#program.node(free);
  }

  /** @returns {number[]} the nodes with tokens, in the order of firing */
  #live() {
    const numbers = [...this.state.tokens.keys()].map((node) => this.#program.number.get(node) ?? -1);
    return numbers.sort((one, other) => one - other);
  }

  /** @returns {Map<string, string[]>} nodes whose tokens wait, and for whom */
  #findWaiting() {
    /** @type {Map<string, string[]>} */ const found = new Map();
    const numbers = this.#live();
    if (numbers.length === 0) return found;
    const program = this.#program;
    const live = bitsOf(program.size, numbers);
    const until = program.arrivals.looks + MOST_LOOKS;
    for (const number of numbers) {
      const came = program.join(number) === 'all' ? this.#told.record.came(number, this.position) : [];
      const others = awaited(program, number, live, came);
      if (others.length > 0)
        found.set(
          program.node(number),
          others.map((other) => program.node(other)),
        );
      if (program.arrivals.looks > until) break;
    }
    return found;
  }
}

/** @param {Map<string, number>} counts @param {string} key @param {number} by */
function add(counts, key, by) {
  const count = (counts.get(key) ?? 0) + by;
  if (count > 0) counts.set(key, count);
  else counts.delete(key);
}
