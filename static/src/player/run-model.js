/**
 * A run and a position in it. Knows no element of the page and decides nothing: all of it is computed from the lists
 * and tables that the server sent.
 *
 * Position k is the state after k firings (0 to `last`): its `active` node fires next, so a reader sees it as step k +
 * 1. The shape of a trace is in webapp/simulation/README.md.
 *
 * @typedef {import('../core/events.js').DiagramInfo} DiagramInfo
 * @typedef {import('./run-entries.js').Entry} Entry
 * @typedef {import('../api/types').BranchOption} Option
 * @typedef {import('../api/types').TakenChoice} Choice
 * @typedef {import('./told-run.js').Compact & { program: import('../api/types').ProgramTables }} Trace
 * @typedef {import('./run-state.js').State} State
 * @typedef {{ node: string, visit: number, question: string, options: Option[], counts: boolean, taken: number, by:
 *   string|null }} Decision
 *   `counts` where any whole number is an answer, `taken` is the index of the branch that was taken, -1 where the run
 *   waits for it
 */
import { sameIds } from './player-maths.js';
import { programOf } from './program.js';
import { RunStates } from './run-state.js';
import { ToldRun } from './told-run.js';

/** How many passes a loop over items has where nobody is asked. */
const USUAL_ITEMS = 2;

export class RunModel {
  #program;
  /** @type {ToldRun} */ #told;
  /** @type {RunStates} */ #states;
  /** @type {Map<string, Option[]>} */ #options = new Map();
  /** @type {Choice[]|null} */ #choices = null;

  /**
   * @param {Trace} trace
   * @param {RunModel|null} [before] the run that was shown, which is given up: what both share is not told again
   */
  constructor(trace, before = null) {
    this.trace = trace;
    this.#program = programOf(trace.program);
    const goesOn = before !== null && before.#program === this.#program;
    if (goesOn) {
      const shared = before.#told.shared(trace);
      before.#states.moveTo(Math.min(shared, before.position));
      before.#told.goOn(trace, shared);
    }
    this.#told = goesOn ? before.#told : new ToldRun(this.#program, trace);
    this.#states = new RunStates(this.#program, trace, this.#told, goesOn ? before.#states : null);
  }

  /** How many steps the run has. */
  get last() {
    return this.trace.firings.length;
  }

  get position() {
    return this.#states.position;
  }

  /** @returns {State} */
  get state() {
    return this.#states.state;
  }

  /** All choices of the run, without those that a loop forced. @returns {Choice[]} */
  get choices() {
    const known = this.#choices;
    if (known) return known;
    const choices = this.#told.choices().map(({ number, label, edges, visit }) => ({
      node: this.#program.node(number),
      visit,
      edges: this.#program.ids(edges),
      label,
    }));
    this.#choices = choices;
    return choices;
  }

  /** The node that fires in a step, from 1. @param {number} step @returns {string|null} */
  firedIn(step) {
    const number = this.trace.firings[step - 1];
    return number === undefined ? null : this.#program.node(number);
  }

  /** @param {string} id of a loop @returns {number|null} how many passes it has at most, where that is limited */
  mostPasses(id) {
    const { program, answers } = this.trace;
    const number = program.loops.findIndex((loop) => loop.id === id);
    const { kind, count } = program.loops[number] ?? { kind: 'free', count: 0 };
    if (kind === 'each') return answers.find(([loop]) => loop === number)?.[1] ?? USUAL_ITEMS;
    if (kind === 'upto') return count + 1;
    return kind === 'times' || kind === 'range' ? count : null;
  }

  /** The nodes at which tokens ended by a reply, in order. @returns {string[]} */
  get replied() {
    return this.#told.record.replied().map((number) => this.#program.node(number));
  }

  /** What happened in firing `step` (1 to `last`); 0 is the start. @param {number} step @returns {Entry[]} */
  entriesOf(step) {
    return this.#told.entries(step);
  }

  /**
   * Goes to a position by small changes; positions outside the run are clamped.
   * @param {number} position
   * @returns {State}
   */
  moveTo(position) {
    return this.#states.moveTo(Math.max(0, Math.min(Math.round(position), this.last)));
  }

  /**
   * The edge by which a token last came to a node, null where it began there.
   * @param {string} node
   * @param {number} [position]
   * @returns {string|null}
   */
  cameBy(node, position = this.position) {
    return this.#program.edge(this.#told.record.cameBy(this.#program.number.get(node) ?? -1, position));
  }

  /**
   * The edge by which a token came to a node since the node fired last, where nothing was chosen in that step.
   * @param {string} node
   * @param {number} position
   * @returns {string|null}
   */
  enteredBy(node, position) {
    return this.#program.edge(this.#told.record.enteredBy(this.#program.number.get(node) ?? -1, position));
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
    const { waiting } = this.trace;
    if (waiting && position === this.last)
      return { ...waiting, counts: asksCount(waiting.options), taken: -1, by: null };
    if (!this.#told.record.decides(position + 1)) return null;
    const entry = this.entriesOf(position + 1).findLast(({ event }) => event === 'choose');
    if (!entry) return null;
    const node = entry.node ?? '';
    const visit = this.#told.record.visits(this.#program.number.get(node) ?? -1, position + 1);
    const { by, edges } = entry;
    const made = by === 'limit' ? null : this.choices[this.#told.record.choicesUpTo(position + 1) - 1];
    const label = made?.label ?? '';
    const options = this.optionsOf(node);
    const taken = options.findIndex((option) =>
      edges.length || !made ? sameIds(option.edges, edges) : option.label === label,
    );
    if (taken >= 0) return { node, visit, question: '', options, counts: false, taken, by };
    const counts = edges.length === 0;
    const answer = { edges, label, targets: this.#program.targets(edges), greyed: false };
    if (counts) return { node, visit, question: 'How many?', options: [answer], counts, taken: 0, by };
    // Where several branches were chosen, they stand together behind the others.
    return { node, visit, question: '', options: [...options, answer], counts, taken: options.length, by };
  }

  /** All that can be chosen at a node, for all its questions together. @param {string} node @returns {Option[]} */
  optionsOf(node) {
    const options = this.#options.get(node) ?? this.#program.options(this.#program.number.get(node) ?? -1);
    this.#options.set(node, options);
    return options;
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
    const decided = this.#told.record.decided.map((step) => step - 1);
    return this.trace.waiting ? [...decided, this.last] : decided;
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
    const { node, visit, taken, by } = decision;
    const made = this.#told.record.choicesUpTo(position + 1);
    // What was chosen earlier in the same step, such as how often a loop goes round, stays.
    const kept = taken < 0 ? this.choices : this.choices.slice(0, by === 'limit' ? made : made - 1);
    return [...kept, { node, visit, edges: option.edges, label: option.label }];
  }

  /** The choices that led to a position. @param {number} position @returns {Choice[]} */
  choicesBefore(position) {
    return position >= this.last ? this.choices : this.choices.slice(0, this.#told.record.choicesUpTo(position));
  }
}

/** @param {Option[]} options */
const asksCount = (options) =>
  options.length > 0 && options.every(({ label, targets }) => targets.length === 0 && /^\d+$/.test(label));
