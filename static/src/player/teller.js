/**
 * Tells a run from its two lists, firing by firing: who joined, what was chosen, where tokens went. It decides nothing:
 * it repeats what the lists say. Its place in a run can be copied, so that a part can be told again.
 *
 * @typedef {import('./program.js').Program} Program
 * @typedef {import('./program.js').Stop} Stop
 * @typedef {import('./bit-sets.js').Bits} Bits
 * @typedef {{ number: number, question: number, label: string, edges: number[], reason: string|null,
 *   loop: number }} Chosen
 *   `question`: its place in the step; `reason`: why a loop left only this, null where nothing forced it; `loop`: about
 *   which of several loops it is, else -1
 * @typedef {{ join(tokens: number): void, choose(chosen: Chosen): void, move(edge: number, target: number, reply:
 *   boolean): void, passes(loop: number, before: number, now: number): void }} Listener
 */
import { bitsOf, has, numbersInBoth, put, union, withNumber } from './bit-sets.js';
import { LoopCounts } from './loop-counts.js';
import { GO_ON, REPEAT, plainStop } from './program.js';

/** The edge of a token that was put on a start. */
export const NOWHERE = -1;
const MOST_NAMED = 10;
const PLAIN = plainStop();

export class Teller {
  /** Tokens by node. @type {Map<number, number>} */ tokens = new Map();
  /** How many answers to "How many?" were used. */ answered = 0;
  #program;
  #counts;
  #question = 0;
  /** What the tokens of a node remember. @type {Map<number, Bits[]>} */ #histories = new Map();
  /** Edges over which tokens came to nodes that wait for all. @type {Map<number, Set<number>>} */ #came = new Map();

  /** @param {Program} program @param {LoopCounts} [counts] */
  constructor(program, counts = new LoopCounts(program)) {
    this.#program = program;
    this.#counts = counts;
  }

  copy() {
    const made = new Teller(this.#program, this.#counts.copy());
    made.answered = this.answered;
    made.tokens = new Map(this.tokens);
    made.#histories = new Map([...this.#histories].map(([number, histories]) => [number, [...histories]]));
    made.#came = new Map([...this.#came].map(([number, edges]) => [number, new Set(edges)]));
    return made;
  }

  /** How much a copy takes. */
  get weight() {
    return 2 * this.tokens.size + this.#program.tables.loops.length;
  }

  /** Puts tokens on the starts. @param {Listener} listener */
  start(listener) {
    const nothing = bitsOf(this.#program.size);
    for (const number of this.#program.tables.starts) {
      this.#put(number, NOWHERE, nothing);
      listener.move(NOWHERE, number, false);
    }
  }

  /**
   * Fires a node.
   * @param {number} number @param {number} taken the branch, as the trace has it
   * @param {number[][]} answers to "How many?" @param {Listener} listener
   * @returns {number[]} the nodes that had no token before
   */
  fire(number, taken, answers, listener) {
    const stop = this.#program.stop(number) ?? PLAIN;
    const history = this.#take(number, listener);
    this.#begin(number, stop, answers, listener);
    if (stop.decides) return this.#decide(number, stop, taken, history, listener);
    const remembered = withNumber(history, number);
    if (stop.turns.length) return this.#turn(number, stop, taken, remembered, listener);
    return this.#move(this.#program.moves(number), remembered, listener);
  }

  /**
   * Tells what was chosen at the node at which the run waits, before the question that is open.
   * @param {number} number @param {number} turn the place of the loop that is asked about
   * @param {number[][]} answers @param {Listener} listener
   */
  ask(number, turn, answers, listener) {
    const stop = this.#program.stop(number) ?? PLAIN;
    this.#begin(number, stop, answers, listener);
    for (let index = 0; !stop.decides && index < turn; index += 1) this.#sayTurn(number, stop, index, false, listener);
  }

  /** For whom each of these nodes waits: the first of them, lowest number first. @param {number[]} numbers */
  awaited(numbers) {
    const live = bitsOf(this.#program.size, numbers.length ? this.tokens.keys() : []);
    return numbers.map((number) => awaited(this.#program, number, live, this.#came.get(number) ?? []));
  }

  /** @param {number} number @param {Stop} stop @param {number[][]} answers @param {Listener} listener */
  #begin(number, stop, answers, listener) {
    this.#question = 0;
    for (const loop of stop.asks) {
      const [answered = -1, items = 0] = answers[this.answered] ?? [];
      if (this.#counts.items(loop) || answered < 0) continue;
      this.answered += 1;
      this.#counts.answer(answered, items);
      this.#choose(number, String(items), [], null, listener);
    }
    this.#counts.fire(stop.firsts);
  }

  /**
   * @param {number} number @param {Stop} stop @param {number} taken @param {Bits} history @param {Listener} listener
   */
  #decide(number, stop, taken, history, listener) {
    const { branches, labels, several, turns } = stop;
    const places = several ? [...branches.keys()].filter((index) => (taken >>> index) & 1) : [taken];
    const edges = places.flatMap((index) => branches[index] ?? []);
    if (several) edges.sort((one, other) => this.#rank(one) - this.#rank(other));
    const names = places.map((index) => labels[index] ?? '');
    const { left, by, all } = this.#counts.forced(stop);
    const forced = places.length === 1 && left === places[0];
    const label = names.length === 1 ? (names[0] ?? '') : names.map(oneLine).join(', ');
    this.#choose(number, label, edges, forced ? this.#counts.reason(by) : null, listener);
    const kept = forced ? withNumber(history, number) : bitsOf(this.#program.size);
    if (turns.length === 0) return this.#move(edges, kept, listener);
    return this.#move(edges, this.#counts.take(number, stop, bitsOf(branches.length, places), kept, !all), listener);
  }

  /**
   * @param {number} number @param {Stop} stop @param {number} taken @param {Bits} history @param {Listener} listener
   */
  #turn(number, stop, taken, history, listener) {
    for (let index = 0; index < Math.min(taken, stop.turns.length); index += 1)
      this.#sayTurn(number, stop, index, false, listener);
    const turn = stop.turns[taken];
    if (!turn) return this.#move(stop.branches.at(-1) ?? [], history, listener);
    this.#sayTurn(number, stop, taken, true, listener);
    return this.#move(stop.branches[taken] ?? [], this.#counts.turn(number, turn.loop, history), listener);
  }

  /**
   * Tells the answer about one of the loops that turn at a step; one that does not turn is left.
   * @param {number} number @param {Stop} stop @param {number} index @param {boolean} again @param {Listener} listener
   */
  #sayTurn(number, stop, index, again, listener) {
    const loop = stop.turns[index]?.loop ?? -1;
    const reason = this.#counts.wants(loop) === again ? this.#counts.reason(loop) : null;
    const edges = (again ? stop.branches[index] : stop.branches.at(-1)) ?? [];
    const about = stop.turns.length > 1 ? loop : -1;
    this.#choose(number, again ? REPEAT : GO_ON, edges, reason, listener, about);
    if (!again) this.#counts.leave(loop);
  }

  /**
   * @param {number} number @param {string} label @param {number[]} edges @param {string|null} reason
   * @param {Listener} listener @param {number} [loop]
   */
  #choose(number, label, edges, reason, listener, loop = -1) {
    listener.choose({ number, question: this.#question, label, edges, reason, loop });
    this.#question += 1;
  }

  /** @param {number[]} edges @param {Bits} history @param {Listener} listener @returns {number[]} */
  #move(edges, history, listener) {
    const program = this.#program;
    const came = [];
    for (const edge of edges) {
      const target = program.target(edge);
      const reply = has(history, target) && !program.restarts.has(edge);
      listener.move(edge, target, reply);
      if (reply) continue;
      if (this.#put(target, edge, history)) came.push(target);
      for (const loop of program.entering(edge)) this.#counts.leave(loop);
    }
    for (const [loop, before, now] of this.#counts.changes()) listener.passes(loop, before, now);
    return came;
  }

  /**
   * @param {number} number @param {number} edge @param {Bits} history
   * @returns {boolean} whether it is the first there
   */
  #put(number, edge, history) {
    const tokens = this.tokens.get(number) ?? 0;
    this.tokens.set(number, tokens + 1);
    const histories = this.#histories.get(number);
    if (!histories) this.#histories.set(number, [history]);
    else if (this.#program.join(number) === 'each') histories.push(history);
    else histories[0] = union(histories[0] ?? history, history);
    if (this.#program.join(number) === 'all') {
      const edges = this.#came.get(number);
      if (edges) edges.add(edge);
      else this.#came.set(number, new Set([edge]));
    }
    return tokens === 0;
  }

  /** Takes the tokens of one firing. @param {number} number @param {Listener} listener @returns {Bits} */
  #take(number, listener) {
    const histories = this.#histories.get(number) ?? [];
    const history = histories.shift() ?? bitsOf(this.#program.size);
    const tokens = this.tokens.get(number) ?? 0;
    const joined = this.#program.join(number) === 'each' ? 1 : tokens;
    if (tokens > joined) this.tokens.set(number, tokens - joined);
    else this.tokens.delete(number);
    if (histories.length === 0) this.#histories.delete(number);
    this.#came.delete(number);
    listener.join(joined);
    return history;
  }

  /** The place of an edge among those of one firing. @param {number} edge */
  #rank(edge) {
    const { drawn } = this.#program.tables;
    return edge < drawn ? edge : drawn - edge - 2;
  }
}

/** @param {string} text */
const oneLine = (text) =>
  text
    .split(/[\r\n]+/)
    .map((line) => (/[\r\n]/.test(text) ? line.trim() : line))
    .filter(Boolean)
    .join(' ');

/**
 * For whom a node with a token waits: the first of them, lowest number first.
 * @param {Program} program @param {number} number
 * @param {Bits} live the nodes with tokens @param {Iterable<number>} came the edges over which its tokens came
 * @returns {number[]}
 */
export function awaited(program, number, live, came) {
  const join = program.join(number);
  if (join === 'each') return [];
  const whom = join === 'all' ? missing(program, number, came) : program.arrivals.blockers(number);
  const found = [];
  for (const other of numbersInBoth(whom, join === 'all' ? whom : live)) {
    if (found.length === MOST_NAMED) break;
    found.push(other);
  }
  return found;
}

/** @param {Program} program @param {number} number @param {Iterable<number>} came @returns {Bits} who must send */
function missing(program, number, came) {
  const over = new Set(came);
  const { drawn } = program.tables;
  const sources = bitsOf(program.size);
  for (const edge of over) if (edge === NOWHERE || edge >= drawn) return sources;
  for (const edge of program.incoming[number] ?? [])
    if (edge < drawn && !over.has(edge)) put(sources, program.source(edge));
  return sources;
}
