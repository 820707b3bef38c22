/**
 * A run told once from its lists: the record of all steps, and copies of the teller on the way, from which entries of
 * the log are told again when somebody asks and from which another future goes on.
 *
 * @typedef {import('../api/types').CompactTraceReply} Compact
 * @typedef {import('./run-entries.js').Entry} Entry
 * @typedef {import('./program.js').Program} Program
 */
import { Entries } from './run-entries.js';
import { RunRecord } from './run-record.js';
import { Teller } from './teller.js';

/** Steps between two copies; more where a copy is large, so that all of them stay small. */
const APART = 100;
const MOST_BLOCKS = 8;

export class ToldRun {
  record = new RunRecord();
  #program;
  #trace;
  #teller;
  /** @type {{ step: number, teller: Teller }[]} */ #copies;
  /** Entries by step, by the step of the copy before them. @type {Map<number, Map<number, Entry[]>>} */ #blocks =
    new Map();

  /** @param {Program} program @param {Compact} trace */
  constructor(program, trace) {
    this.#program = program;
    this.#trace = trace;
    this.#teller = new Teller(program);
    this.#teller.start(this.record);
    this.#copies = [{ step: 0, teller: this.#teller.copy() }];
    this.#tell();
  }

  /** The number of steps that another run has in common. @param {Compact} trace @returns {number} */
  shared({ firings, branches, answers }) {
    const own = this.#trace;
    const most = Math.min(own.firings.length, firings.length);
    let step = 0;
    while (step < most && own.firings[step] === firings[step] && own.branches[step] === branches[step]) step += 1;
    const other = answers.findIndex((answer, index) => String(answer) !== String(own.answers[index] ?? answer));
    if (other < 0) return step;
    // The answers after the first ones that are the same belong to steps after the copy that had used only these.
    return Math.min(step, this.#copies.findLast(({ teller }) => teller.answered <= other)?.step ?? 0);
  }

  /** Goes over to another run, and tells only what differs. @param {Compact} trace @param {number} shared steps */
  goOn(trace, shared) {
    if (shared < this.record.last) {
      const index = this.#copies.findLastIndex(({ step }) => step <= shared);
      const { step, teller } = this.#copies[index] ?? { step: 0, teller: new Teller(this.#program) };
      this.#copies.length = index + 1;
      this.record.cut(step, this.#trace.firings);
      this.#teller = teller.copy();
    }
    this.#trace = trace;
    this.#blocks.clear();
    this.#tell();
  }

  /** The tokens after the last step, by node. */
  get tokens() {
    return this.#teller.tokens;
  }

  /** The choices of the run, those too that were made at the node at which it waits. */
  choices() {
    const { waiting, turn, answers } = this.#trace;
    const number = waiting ? (this.#program.number.get(waiting.node) ?? -1) : -1;
    if (number < 0) return this.record.choices;
    const step = this.record.last + 1;
    const visit = this.record.visits(number, step) + 1;
    /** @type {import('./run-record.js').Made[]} */ const made = [];
    this.#teller.copy().ask(number, turn, answers, {
      join() {},
      move() {},
      passes() {},
      choose: ({ label, edges, reason }) => {
        if (reason === null) made.push({ number, label, edges, visit, step });
      },
    });
    return [...this.record.choices, ...made];
  }

  /** @param {number} step @returns {Entry[]} what happened in a step */
  entries(step) {
    const copy = this.#copies.findLast((one) => one.step < Math.max(step, 1));
    if (!copy || step > this.record.last) return [];
    const block = this.#blocks.get(copy.step) ?? new Map();
    this.#blocks.delete(copy.step);
    this.#blocks.set(copy.step, block);
    for (const [oldest] of this.#blocks) if (this.#blocks.size > MOST_BLOCKS) this.#blocks.delete(oldest);
    if (!block.has(step)) this.#tellAgain(copy, block);
    return block.get(step) ?? [];
  }

  /** Tells on to the end. */
  #tell() {
    const { firings, branches, answers } = this.#trace;
    const { record } = this;
    let next = (this.#copies.at(-1)?.step ?? 0) + APART;
    while (record.last < firings.length) {
      const number = firings[record.last] ?? -1;
      const taken = branches[record.last] ?? -1;
      record.begin(number);
      this.#teller.fire(number, taken, answers, record);
      if (record.last < next) continue;
      this.#copies.push({ step: record.last, teller: this.#teller.copy() });
      next = record.last + Math.max(APART, Math.ceil(this.#teller.weight / 4));
    }
  }

  /** Tells a block again. @param {{ step: number, teller: Teller }} from @param {Map<number, Entry[]>} block */
  #tellAgain(from, block) {
    const { firings, branches, answers } = this.#trace;
    const teller = from.teller.copy();
    const until = this.#copies.find(({ step }) => step > from.step)?.step ?? this.record.last;
    if (from.step === 0) block.set(0, new Entries(this.#program, this.#trace, 0).start(new Teller(this.#program)));
    for (let step = from.step + 1; step <= until; step += 1) {
      const entries = new Entries(this.#program, this.#trace, step);
      block.set(step, entries.fire(teller, firings[step - 1] ?? -1, branches[step - 1] ?? -1, answers));
    }
    if (until === this.record.last)
      block.get(until)?.push(...new Entries(this.#program, this.#trace, until).end(teller));
  }
}
