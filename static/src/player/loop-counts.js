/**
 * Counts the passes of the loops of one run as the server does, to tell which choices a loop forced.
 *
 * A pass is a firing of the first listed node. It is counted on when the loop has turned since that node fired last,
 * else counting begins at 1. A loop whose count is 0 is not counted: nothing is ruled out by it.
 * @typedef {import('./bit-sets.js').Bits} Bits
 * @typedef {import('./program.js').Stop} Stop
 * @typedef {{ count: number, items: number, turned: boolean, fresh: boolean, least: number, most: number }} Count
 *   `items`: the answer to "How many?", 0 before it; `fresh`: whether nodes leave the history of a token that turns
 */
import { bitsOf, common, countOf, isEmpty, union, without } from './bit-sets.js';

const USUAL_ITEMS = 2;
/** @type {[number, number, number][]} */ const NONE = [];

export class LoopCounts {
  #program;
  /** @type {Count[]} */ #loops;
  /** Counts before, by loop, since they were told. @type {Map<number, number>} */ #before = new Map();

  /** @param {import('./program.js').Program} program @param {Count[]} [loops] */
  constructor(program, loops = program.tables.loops.map(fresh)) {
    this.#program = program;
    this.#loops = loops;
  }

  copy() {
    return new LoopCounts(
      this.#program,
      this.#loops.map((loop) => ({ ...loop })),
    );
  }

  /** @returns {[number, number, number][]} the loops whose count differs from when this was asked last: before, now */
  changes() {
    if (this.#before.size === 0) return NONE;
    const changed = [...this.#before].map(
      ([loop, before]) => /** @type {[number, number, number]} */ ([loop, before, this.#of(loop).count]),
    );
    this.#before.clear();
    return changed.filter(([, before, now]) => before !== now);
  }

  /** @param {number} loop @returns {number} the answer to "How many?", 0 where none was given */
  items(loop) {
    return this.#of(loop).items;
  }

  /** @param {number} loop @param {number} items */
  answer(loop, items) {
    Object.assign(this.#of(loop), { items, least: items || USUAL_ITEMS, most: items || USUAL_ITEMS });
  }

  /** The first node of these loops fires. @param {number[]} loops */
  fire(loops) {
    for (const loop of loops) {
      const of = this.#of(loop);
      this.#put(loop, of.turned ? of.count + 1 : 1);
      of.turned = false;
      of.fresh = true;
    }
  }

  /** A loop is left where it turns, or entered behind its first node. @param {number} loop */
  leave(loop) {
    this.#put(loop, 0);
  }

  /** @param {number} loop @returns {boolean|null} whether it must turn, must not, or may */
  wants(loop) {
    const { count, least, most } = this.#of(loop);
    if (!count) return null;
    if (count < least) return true;
    return count >= most ? false : null;
  }

  /** @param {number} loop @returns {string} why it leaves only one branch */
  reason(loop) {
    const { kind, least } = this.#program.tables.loops[loop] ?? { kind: 'free', least: 0 };
    const { count, most } = this.#of(loop);
    if (kind === 'upto') return `limit ${most - 1} reached`;
    if (kind !== 'range') return `repetition ${count} of ${most} done`;
    return count >= most ? `limit ${most} reached` : `repetition ${count} of at least ${least} done`;
  }

  /**
   * Of a decision, whether only one branch is left by the counts and by which loop; and if all would be ruled out, so
   * that none is.
   * @param {Stop} stop
   * @returns {{ left: number, by: number, all: boolean }} `left`: the branch, -1 where nothing forces one
   */
  forced({ branches, turns }) {
    if (turns.length === 0) return { left: -1, by: -1, all: false };
    const whole = bitsOf(branches.length, branches.keys());
    let [ruledOut, open, by] = [bitsOf(branches.length), whole, -1];
    for (const { loop, repeating, leaving } of turns) {
      const wants = this.wants(loop);
      const against = wants === null ? null : common(wants ? leaving : repeating, open);
      if (against && !isEmpty(without(against, ruledOut))) {
        ruledOut = union(ruledOut, against);
        by = loop;
      }
      if (wants) break;
      open = common(open, leaving);
    }
    const left = without(whole, ruledOut);
    const count = countOf(left);
    if (count !== 1 || by < 0) return { left: -1, by: -1, all: count === 0 };
    return { left: left.findIndex(Boolean) * 32 + 31 - Math.clz32(left.find(Boolean) ?? 1), by, all: false };
  }

  /**
   * Turns or leaves loops by the branches that are taken at a decision.
   * @param {number} number @param {Stop} stop @param {Bits} taken @param {Bits} history
   * @param {boolean} turns whether a repeat branch is a turn
   * @returns {Bits} what the token remembers then
   */
  take(number, stop, taken, history, turns) {
    for (const { loop, repeating, leaving } of stop.turns) {
      if (!isEmpty(common(repeating, taken))) return turns ? this.turn(number, loop, history) : history;
      if (isEmpty(common(leaving, taken))) break;
      this.leave(loop);
    }
    return history;
  }

  /** Turns a loop at a node. @param {number} number @param {number} loop @param {Bits} history @returns {Bits} */
  turn(number, loop, history) {
    const of = this.#of(loop);
    of.turned = true;
    if (!of.fresh) return history;
    of.fresh = false;
    return without(history, this.#program.cleared(loop, number));
  }

  /** @param {number} loop @param {number} count */
  #put(loop, count) {
    const of = this.#of(loop);
    if (!this.#before.has(loop)) this.#before.set(loop, of.count);
    of.count = count;
  }

  /** @param {number} loop @returns {Count} */
  #of(loop) {
    const found = this.#loops[loop];
    if (!found) throw new RangeError(`there is no loop ${loop}`);
    return found;
  }
}

/** @param {import('../api/types').LoopTable} loop @returns {Count} */
function fresh({ kind, least, count }) {
  const counted = kind === 'times' || kind === 'range';
  const items = kind === 'each' ? USUAL_ITEMS : 0;
  return {
    count: 0,
    items: 0,
    turned: false,
    fresh: true,
    least: items || (kind === 'range' ? least : counted ? count : 0),
    most: items || (kind === 'upto' ? count + 1 : counted ? count : Infinity),
  };
}
