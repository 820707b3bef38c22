/**
 * What was told of a run, step by step and small: tokens that joined, moves, counts of loops, choices. Steps are those
 * of the log, 0 is the start.
 *
 * @typedef {{ number: number, label: string, edges: number[], visit: number, step: number }} Made
 *   a choice that no loop forced
 * @typedef {import('./teller.js').Chosen} Chosen
 */
export class RunRecord {
  /** The last step. */ last = 0;
  /** @type {Made[]} */ choices = [];
  /** Steps at which something was chosen. @type {number[]} */ decided = [];
  /** By step, the tokens that joined in it. @type {number[]} */ #joined = [0];
  /** By step, where its moves, counts and choices begin. @type {[number[], number[], number[]]} */ #begins = [
    [0],
    [0],
    [0],
  ];
  /** @type {number[]} */ #edges = [];
  /** @type {number[]} */ #targets = [];
  /** @type {boolean[]} */ #replies = [];
  /** Loops, counts before and after. @type {[number, number, number][]} */ #counts = [];
  /** Places of moves by target. @type {Map<number, number[]>} */ #arrivals = new Map();
  /** Steps by the node that fires in them. @type {Map<number, number[]>} */ #firings = new Map();

  /** Goes on to the next step. @param {number} number the node that fires */
  begin(number) {
    this.last += 1;
    const [moves, counts, choices] = this.#begins;
    moves.push(this.#edges.length);
    counts.push(this.#counts.length);
    choices.push(this.choices.length);
    add(this.#firings, number, this.last);
  }

  /** @param {number} tokens */
  join(tokens) {
    this.#joined[this.last] = tokens;
  }

  /** @param {Chosen} chosen */
  choose({ number, label, edges, reason }) {
    const step = this.last;
    if (this.decided.at(-1) !== step) this.decided.push(step);
    if (reason === null) this.choices.push({ number, label, edges, visit: this.visits(number, step), step });
  }

  /** @param {number} edge @param {number} target @param {boolean} reply */
  move(edge, target, reply) {
    add(this.#arrivals, target, this.#edges.length);
    this.#edges.push(edge);
    this.#targets.push(target);
    this.#replies.push(reply);
  }

  /** @param {number} loop @param {number} before @param {number} now */
  passes(loop, before, now) {
    this.#counts.push([loop, before, now]);
  }

  /** Forgets all after a step. @param {number} step @param {number[]} firings of the run */
  cut(step, firings) {
    for (const number of new Set(firings.slice(step, this.last))) drop(this.#firings, number, (its) => its <= step);
    const [moves, counts, choices] = [0, 1, 2].map((kind) => this.#begin(kind, step + 1));
    for (const target of new Set(this.#targets.slice(moves)))
      drop(this.#arrivals, target, (place) => place < (moves ?? 0));
    for (const list of [this.#edges, this.#targets, this.#replies]) list.length = moves ?? 0;
    this.#counts.length = counts ?? 0;
    this.choices.length = choices ?? 0;
    for (const list of [this.#joined, ...this.#begins]) list.length = step + 1;
    while ((this.decided.at(-1) ?? 0) > step) this.decided.pop();
    this.last = step;
  }

  /** How many tokens joined in a step. @param {number} step */
  joined(step) {
    return this.#joined[step] ?? 0;
  }

  /** @param {number} step @param {(edge: number, target: number, reply: boolean) => void} act for each move */
  eachMove(step, act) {
    for (let place = this.#begin(0, step); place < this.#begin(0, step + 1); place += 1)
      act(this.#edges[place] ?? -1, this.#targets[place] ?? -1, this.#replies[place] ?? false);
  }

  /** @param {number} step @returns {[number, number, number][]} loops with their counts before and after */
  counts(step) {
    return this.#counts.slice(this.#begin(1, step), this.#begin(1, step + 1));
  }

  /** How many choices were made in the steps up to this one. @param {number} step */
  choicesUpTo(step) {
    return this.#begin(2, step + 1);
  }

  /** How often a node had fired after a step. @param {number} number @param {number} step */
  visits(number, step) {
    const steps = this.#firings.get(number);
    return steps ? countUpTo(steps, step) : 0;
  }

  /** The edge of the last token that came to a node. @param {number} number @param {number} step */
  cameBy(number, step) {
    const places = this.#arrivals.get(number) ?? [];
    return this.#edges[places[countUpTo(places, this.#begin(0, step + 1) - 1) - 1] ?? -1] ?? -1;
  }

  /** The edges of the tokens that stand on a node after a step. @param {number} number @param {number} step */
  came(number, step) {
    return this.#standing(number, step).map((place) => this.#edges[place] ?? -1);
  }

  /**
   * The edge of the last of them that came in a step in which nothing was chosen.
   * @param {number} number @param {number} step
   */
  enteredBy(number, step) {
    const place = this.#standing(number, step).findLast((one) => !this.decides(countUpTo(this.#begins[0], one) - 1));
    return this.#edges[place ?? -1] ?? -1;
  }

  /** The nodes at which tokens ended by a reply, in order. */
  replied() {
    return this.#targets.filter((_, place) => this.#replies[place]);
  }

  /** Whether something was chosen in a step. @param {number} step */
  decides(step) {
    return this.decided[countUpTo(this.decided, step) - 1] === step;
  }

  /** @param {number} number @param {number} step @returns {number[]} the places of the moves of tokens on a node */
  #standing(number, step) {
    const fired = this.#firings.get(number) ?? [];
    const since = fired[countUpTo(fired, step) - 1] ?? 0;
    const places = this.#arrivals.get(number) ?? [];
    // What a node sends to itself comes after it has fired.
    const from = countUpTo(places, this.#begin(0, since) - 1);
    return places.slice(from, countUpTo(places, this.#begin(0, step + 1) - 1)).filter((place) => !this.#replies[place]);
  }

  /** @param {number} kind @param {number} step @returns {number} where what belongs to a step begins */
  #begin(kind, step) {
    const found = this.#begins[kind]?.[step];
    if (found !== undefined) return found;
    return kind === 0 ? this.#edges.length : kind === 1 ? this.#counts.length : this.choices.length;
  }
}

/** @param {Map<number, number[]>} lists @param {number} key @param {number} value */
function add(lists, key, value) {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

/** @param {Map<number, number[]>} lists @param {number} key @param {(value: number) => boolean} stays */
function drop(lists, key, stays) {
  const list = lists.get(key) ?? [];
  while (list.length > 0 && !stays(list.at(-1) ?? 0)) list.pop();
}

/** @param {number[]} sorted @param {number} most @returns {number} how many are at most this */
function countUpTo(sorted, most) {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((sorted[middle] ?? 0) <= most) from = middle + 1;
    else to = middle;
  }
  return from;
}
