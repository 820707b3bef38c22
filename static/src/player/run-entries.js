/**
 * Writes the entries of the log for one step, as the server would; their texts have only what the page says: why a loop
 * left one branch, why the run was stopped.
 *
 * @typedef {import('../api/types').CompactTraceReply} Compact
 * @typedef {import('../api/types').TraceEntry & { turned?: { loop: string, label: string } }} Entry
 *   `turned`: the answer about one of the loops that turn at the node
 * @typedef {import('./teller.js').Teller} Teller
 */
export class Entries {
  /** @type {Entry[]} */ #entries = [];
  #program;
  #trace;
  #step;

  /** @param {import('./program.js').Program} program @param {Compact} trace @param {number} step */
  constructor(program, trace, step) {
    this.#program = program;
    this.#trace = trace;
    this.#step = step;
  }

  /** @param {Teller} teller @returns {Entry[]} the entries of the start */
  start(teller) {
    const { starts } = this.#program.tables;
    teller.start({ join() {}, choose() {}, passes() {}, move: (_, target) => this.#say('start', { number: target }) });
    this.#sayWaits(teller, starts);
    return this.#entries;
  }

  /**
   * @param {Teller} teller @param {number} number @param {number} taken @param {number[][]} answers
   * @returns {Entry[]} the entries of a firing
   */
  fire(teller, number, taken, answers) {
    /** @type {{ edge: number, target: number, reply: boolean }[]} */ const moves = [];
    const came = teller.fire(number, taken, answers, {
      join: (tokens) => {
        if (tokens > 1) this.#say('join', { number });
        this.#say('fire', { number });
      },
      choose: ({ question, edges, reason, loop, label }) =>
        this.#say('choose', {
          number,
          edges: this.#program.ids(edges),
          text: reason ?? '',
          by: reason === null ? this.#by(question) : 'limit',
          ...(loop >= 0 && { turned: { loop: this.#program.tables.loops[loop]?.id ?? '', label } }),
        }),
      move: (edge, target, reply) => moves.push({ edge, target, reply }),
      passes() {},
    });
    if (moves.length > 1) this.#say('fork', { number, edges: this.#program.ids(moves.map(({ edge }) => edge)) });
    for (const { edge, target, reply } of moves) {
      this.#say('move', { number: target, edge: this.#program.edge(edge) });
      if (reply) this.#say('reply', { number: target, edge: this.#program.edge(edge) });
    }
    if (moves.length === 0) this.#say('end', { number });
    if (!this.#program.ending.has(number)) this.#sayWaits(teller, came);
    return this.#entries;
  }

  /** @param {Teller} teller @returns {Entry[]} what is told after the last step */
  end(teller) {
    const { status, stopped, reason } = this.#trace;
    if (stopped) this.#entries.push({ ...this.#entry('limit'), ...stopped, text: reason });
    else if (status === 'complete' && this.#program.size > 0) {
      for (const number of [...teller.tokens.keys()].sort((one, other) => one - other)) this.#say('end', { number });
      this.#entries.push(this.#entry('complete'));
    }
    return this.#entries;
  }

  /** @param {number} question */
  #by(question) {
    const asked = this.#trace.asked.some(([step, place]) => step === this.#step && place === question);
    return asked ? 'asked' : this.#trace.otherwise;
  }

  /** @param {Teller} teller @param {number[]} numbers */
  #sayWaits(teller, numbers) {
    teller.awaited(numbers).forEach((others, index) => {
      const nodes = others.map((other) => this.#program.node(other));
      if (nodes.length > 0) this.#say('wait', { number: numbers[index] ?? -1, nodes });
    });
  }

  /** @param {Entry['event']} event @param {Partial<Entry> & { number: number }} facts */
  #say(event, { number, ...facts }) {
    this.#entries.push({ ...this.#entry(event), node: this.#program.node(number), ...facts });
  }

  /** @param {Entry['event']} event @returns {Entry} */
  #entry(event) {
    return { step: this.#step, event, node: null, edge: null, edges: [], nodes: [], text: '', by: null };
  }
}
