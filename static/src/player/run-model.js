/**
 * A run as the server told it, and a position in it. Knows no element of the page.
 *
 * Position k is the state after k firings (0 to `last`): its `active` node fires next, so a reader sees it as step k +
 * 1.
 * The shape of a trace is in webapp/simulation/README.md.
 *
 * @typedef {import('../core/events.js').DiagramInfo} DiagramInfo
 * @typedef {import('../api/types').TraceEntry} Entry
 * @typedef {import('../api/types').BranchOption} Option
 * @typedef {import('../api/types').TakenChoice} Choice
 * @typedef {import('../api/types').RunChange} Change
 * @typedef {import('../api/types').TraceReply} Trace
 * @typedef {{ active: string|null, fired: string|null, moved: string[], tokens: Map<string, number>, visits:
 *   Map<string, number>,
 *   crossings: Map<string, number>, replies: Map<string, number>, waiting: Map<string, string[]>, loops: Map<string,
 *   number> }} State
 * @typedef {{ node: string, visit: number, question: string, options: Option[], counts: boolean, taken: number, by:
 *   string|null }} Decision
 *   `counts` where any whole number is an answer, `taken` is the index of the branch that was taken, -1 where the run
 *   waits for it
 */
/** @type {import('../api/types').RunState} */
const NOTHING = {
  active: null,
  fired: null,
  moved: [],
  tokens: {},
  visits: {},
  crossings: {},
  replies: {},
  waiting: {},
  loops: {},
};
const MAPS = /** @type {const} */ (['tokens', 'visits', 'crossings', 'replies', 'waiting', 'loops']);

export class RunModel {
  /**
   * Old values of every step that was ever passed, so that a step back costs as little as one forward.
   * @type {Change[]}
   */
  #undo = [];
  /** @type {Entry[][]} */ #entriesOf;
  /** Positions before a branch was taken. @type {number[]} */ #decided = [];
  /** What was chosen in a step. @type {Map<number, { entry: Entry, choice: Choice|null }>} */ #taken = new Map();
  /** @type {Map<Choice, number>} */ #stepOf = new Map();
  /**
   * Steps and edges of the tokens that came to a node, in order.
   * @type {Map<string, [number, string|null][]>}
   */
  #arrivals = new Map();

  /** @param {Trace} trace */
  constructor(trace) {
    this.trace = trace;
    this.position = 0;
    this.state = initialState(trace.snapshots['0']);
    this.last = trace.changes.length;
    this.#entriesOf = Array.from({ length: this.last + 1 }, () => []);
    for (const entry of trace.entries) {
      this.#entriesOf[Math.min(entry.step, this.last)]?.push(entry);
      if (entry.event === 'choose') this.#noteChoice(entry);
      if (entry.event !== 'move' || !entry.node) continue;
      const known = this.#arrivals.get(entry.node);
      if (known) known.push([entry.step, entry.edge]);
      else this.#arrivals.set(entry.node, [[entry.step, entry.edge]]);
    }
  }

  /** What happened in firing `step` (1 to `last`); 0 is the start. @param {number} step @returns {Entry[]} */
  entriesOf(step) {
    return this.#entriesOf[step] ?? [];
  }

  /**
   * Goes to a position by small assignments; positions outside the run are clamped.
   * @param {number} position
   * @returns {State}
   */
  moveTo(position) {
    const goal = Math.max(0, Math.min(Math.round(position), this.last));
    for (const change of this.trace.changes.slice(this.position, goal)) {
      this.#undo[this.position] = assign(this.state, change);
      this.position += 1;
    }
    for (const change of this.#undo.slice(goal, this.position).reverse()) {
      this.position -= 1;
      assign(this.state, change);
    }
    return this.state;
  }

  /**
   * The edge by which a token last came to a node, null where it began there.
   * @param {string} node
   * @returns {string|null}
   */
  cameBy(node) {
    return this.#arrivals.get(node)?.findLast(([step]) => step <= this.position)?.[1] ?? null;
  }

  /** Whether the run waits for the user at this position. @param {number} [position] */
  waitsAt(position = this.position) {
    return position === this.last && this.trace.waiting !== null;
  }

  /**
   * The decision at a position, taken or open; null where there is none.
   * @param {number} [position]
   * @returns {Decision|null}
   */
  decisionAt(position = this.position) {
    const { waiting, decisions } = this.trace;
    if (waiting && position === this.last)
      return { ...waiting, counts: asksCount(waiting.options), taken: -1, by: null };
    const taken = this.#taken.get(position + 1);
    if (!taken) return null;
    const { entry, choice } = taken;
    const node = entry.node ?? '';
    const visit = choice?.visit ?? this.#visitOf(node, position);
    const branches = decisions[node] ?? [];
    const index = branches.findIndex((option) =>
      entry.edges.length || !choice ? sameIds(option.edges, entry.edges) : option.label === choice.label,
    );
    if (index >= 0 || !choice)
      return { node, visit, question: '', options: branches, counts: false, taken: index, by: entry.by };
    const answer = { edges: [], label: choice.label ?? '', targets: [], greyed: false };
    return { node, visit, question: 'How many?', options: [answer], counts: true, taken: 0, by: entry.by };
  }

  /**
   * The answer that a number key gives to the decision at this position.
   * @param {number} figure 1 to 9
   * @returns {{ label: string, edges: string[] }|undefined}
   */
  answerOf(figure) {
    const decision = this.decisionAt();
    return decision?.counts ? { label: String(figure), edges: [] } : decision?.options[figure - 1];
  }

  /** The positions at which a branch was or is to be chosen, in order. @returns {number[]} */
  get decisionPositions() {
    return this.trace.waiting ? [...this.#decided, this.last] : this.#decided;
  }

  /**
   * The choices to send for another future from a position.
   * @param {number} position
   * @param {{ label: string, edges: string[] }} option
   * @returns {Choice[]}
   */
  choicesWith(position, option) {
    const decision = this.decisionAt(position);
    if (!decision) return this.choicesBefore(position);
    const { node, visit } = decision;
    const at = this.#taken.get(position + 1)?.choice;
    const kept = at ? this.trace.choices.slice(0, this.trace.choices.indexOf(at)) : this.choicesBefore(position);
    return [...kept, { node, visit, edges: option.edges, label: option.label }];
  }

  /** The choices that led to a position. @param {number} position @returns {Choice[]} */
  choicesBefore(position) {
    if (position >= this.last) return this.trace.choices;
    return this.trace.choices.filter((choice) => (this.#stepOf.get(choice) ?? 0) <= position);
  }

  /**
   * Every choice but those that a loop forced stands in the list of choices, in the same order.
   * @param {Entry} entry
   */
  #noteChoice(entry) {
    const choice = entry.by === 'limit' ? null : (this.trace.choices[this.#stepOf.size] ?? null);
    if (choice) this.#stepOf.set(choice, entry.step);
    if (!this.#taken.has(entry.step)) this.#decided.push(entry.step - 1);
    // Where a loop asks for its count and a branch is chosen in one step, the branch is the step's decision.
    this.#taken.set(entry.step, { entry, choice });
  }

  /** @param {string} node @param {number} position */
  #visitOf(node, position) {
    return this.trace.changes.slice(0, position + 1).filter(({ fired }) => fired === node).length;
  }
}

/** @param {import('../api/types').RunState} [snapshot] @returns {State} */
function initialState(snapshot) {
  const { active, fired, moved, ...maps } = { ...NOTHING, ...snapshot };
  return {
    active,
    fired,
    moved,
    tokens: new Map(Object.entries(maps.tokens)),
    visits: new Map(Object.entries(maps.visits)),
    crossings: new Map(Object.entries(maps.crossings)),
    replies: new Map(Object.entries(maps.replies)),
    waiting: new Map(Object.entries(maps.waiting)),
    loops: new Map(Object.entries(maps.loops)),
  };
}

/**
 * Applies a change and returns the one that takes it back.
 * @param {State} state
 * @param {Change} change
 * @returns {Change}
 */
function assign(state, change) {
  /** @type {Change} */ const inverse = { active: state.active, fired: state.fired, moved: state.moved };
  state.active = change.active;
  state.fired = change.fired;
  state.moved = change.moved;
  for (const name of MAPS) {
    if (change[name] === undefined) continue;
    const map = /** @type {Map<string, number|string[]>} */ (state[name]);
    /** @type {[string, number|string[]][]} */ const before = [];
    for (const [key, value] of Object.entries(change[name])) {
      before.push([key, map.get(key) ?? 0]);
      if (value === 0 || (Array.isArray(value) && value.length === 0)) map.delete(key);
      else map.set(key, value);
    }
    Object.assign(inverse, { [name]: Object.fromEntries(before) });
  }
  return inverse;
}

/** @param {string[]} one @param {string[]} other */
export const sameIds = (one, other) => one.length === other.length && one.every((id) => other.includes(id));

/** @param {Option[]} options */
const asksCount = (options) =>
  options.length > 0 && options.every(({ label, targets }) => targets.length === 0 && /^\d+$/.test(label));
