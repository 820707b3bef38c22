/** Where people want runs to pause, on nodes and edges; kept for each diagram in this browser. */
import { subjectOf } from '../core/state.js';
import { keep, keepInTab, read, readInTab } from '../core/storage.js';
import { renamedIds } from './followed-ids.js';

/**
 * @typedef {'always'|'visits'|'waits'|'reply'} When before a node and behind an edge; after so many visits; where a
 *   node waits for others; at a reply
 * @typedef {{ kind: 'node'|'edge', id: string }} Part
 * @typedef {Part & { when: When, visits: number }} Breakpoint
 * @typedef {import('../core/events.js').DiagramInfo} DiagramInfo
 */
const STORE = 'lanestep.breakpoints';
export const LIMITS = { each: 100, diagrams: 50, visits: 999 };
const WHENS = ['always', 'visits', 'waits', 'reply'];
const USUAL = /** @type {const} */ ({ when: 'always', visits: 2 });

export class Breakpoints {
  #data;
  #subject;
  /**
   * Those of parts that were removed, with what these were: undo brings both back.
   * @type {{ point: Breakpoint, facts: string }[]}
   */
  #gone = [];
  /** Another list after every change. @type {Breakpoint[]} */ all;

  /** @param {import('../core/state.js').PageData} data of the page: what is run */
  constructor(data) {
    this.#data = data;
    this.#subject = subjectOf(data);
    this.all = kept(this.#subject);
  }

  get isFull() {
    return this.all.length >= LIMITS.each;
  }

  /** @param {Part} part @returns {Breakpoint|undefined} */
  at(part) {
    return this.all.find((one) => samePart(one, part));
  }

  /** Sets a breakpoint, or changes it. @param {Part} part @param {{ when?: When, visits?: number }} [change] */
  set({ kind, id }, change = {}) {
    const before = this.at({ kind, id });
    if (!before && this.isFull) return;
    const next = cleaned({ ...USUAL, ...before, ...change, kind, id });
    this.#keep(before ? this.all.map((one) => (one === before ? next : one)) : [...this.all, next]);
  }

  /** @param {Part} part */
  remove(part) {
    this.#keep(this.all.filter((one) => !samePart(one, part)));
  }

  clear() {
    this.#keep([]);
  }

  /**
   * The diagram has changed: breakpoints go along with parts that got other ids, and go with those that were removed.
   * @param {DiagramInfo} before @param {DiagramInfo} after
   */
  adapt(before, after) {
    const renamed = renamedIds(before, after);
    const moved = this.all.map((point) => ({ ...point, id: renamed[point.kind].get(point.id) ?? point.id }));
    const back = this.#gone.filter(
      ({ point, facts }) => factsOf(after, point) === facts && factsOf(before, point) === '',
    );
    const lost = moved.flatMap((point, index) => {
      const facts = factsOf(before, this.all[index] ?? point);
      return facts !== '' && factsOf(after, point) === '' ? [{ point, facts }] : [];
    });
    if (back.length + lost.length === 0 && renamed.node.size === 0) return;
    this.#gone = [...this.#gone.filter((one) => !back.includes(one)), ...lost];
    const stays = moved.filter((point) => !lost.some((one) => one.point === point));
    const come = back.map(({ point }) => point).filter((point) => !stays.some((one) => samePart(one, point)));
    this.#keep([...stays, ...come]);
  }

  /** A new diagram or a changed sample got an address of its own: what was set goes along. */
  follow() {
    if (subjectOf(this.#data) !== this.#subject) this.#keep(this.all);
  }

  /** @param {Breakpoint[]} all */
  #keep(all) {
    this.all = all;
    this.#subject = subjectOf(this.#data);
    const value = all.map(({ kind, id, when, visits }) => [kind, id, when, visits]);
    // A diagram without an address is only this tab's.
    if (this.#subject === 'new') return keepInTab(STORE, JSON.stringify(value));
    const others = Object.entries(everything()).filter(([subject]) => subject !== this.#subject);
    const newest = [...(all.length > 0 ? [[this.#subject, value]] : []), ...others].slice(0, LIMITS.diagrams);
    keep(STORE, JSON.stringify(Object.fromEntries(newest)));
  }
}

/**
 * What a part is, so that it can be told from another one with its id; '' where it is not there.
 * @type {(diagram: DiagramInfo, part: Part) => string}
 */
const factsOf = (diagram, { kind, id }) => {
  if (kind === 'node') {
    const node = diagram.nodes.find((one) => one.id === id);
    return node ? JSON.stringify([node.lane, node.shape, node.text]) : '';
  }
  const edge = diagram.edges.find((one) => one.id === id);
  return edge ? JSON.stringify([edge.source, edge.target, edge.label]) : '';
};

/** @param {Part} one @param {Part} other */
export const samePart = (one, other) => one.kind === other.kind && one.id === other.id;

/** @param {string} subject @returns {Breakpoint[]} */
function kept(subject) {
  const found = subject === 'new' ? parsed(readInTab(STORE)) : everything()[subject];
  if (!Array.isArray(found)) return [];
  return found.flatMap(readable).slice(0, LIMITS.each);
}

/** @returns {Record<string, unknown>} by diagram, the one that was changed last comes first */
function everything() {
  const found = parsed(read(STORE));
  return found !== null && typeof found === 'object' && !Array.isArray(found)
    ? /** @type {Record<string, unknown>} */ (found)
    : {};
}

/** @param {string|null} text @returns {unknown} */
function parsed(text) {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
}

/** What is damaged is left out. @param {unknown} item @returns {Breakpoint[]} */
function readable(item) {
  if (!Array.isArray(item)) return [];
  const [kind, id, when, visits] = item;
  if ((kind !== 'node' && kind !== 'edge') || typeof id !== 'string' || !WHENS.includes(when)) return [];
  return [cleaned({ kind, id, when, visits: Number(visits) })];
}

/** @param {Breakpoint} point @returns {Breakpoint} */
const cleaned = ({ kind, id, when, visits }) => ({
  ...{ kind, id, when: kind === 'edge' && when === 'waits' ? USUAL.when : when },
  visits: Math.max(1, Math.min(LIMITS.visits, Math.round(visits) || USUAL.visits)),
});
