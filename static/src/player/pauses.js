/** Where a run pauses for breakpoints, and how that is said. Pure. */
import { counted } from '../core/phrases.js';

/**
 * @typedef {import('./breakpoints.js').Breakpoint} Breakpoint
 * @typedef {import('./run-model.js').RunModel} RunModel
 */

export class Pauses {
  /** @type {Map<number, Breakpoint>} by position */ #at = new Map();

  /** @param {RunModel} model stays where it is @param {Breakpoint[]} points */
  constructor(model, points) {
    if (points.length === 0) return;
    const { position } = model;
    const seen = points.map(() => ({ waits: false, replies: 0 }));
    for (let step = 0; step <= model.last; step += 1) {
      const state = model.moveTo(step);
      points.forEach((point, index) => {
        const before = seen[index] ?? { waits: false, replies: 0 };
        if (pauses(point, state, before, () => model.entriesOf(step)) && !this.#at.has(step)) this.#at.set(step, point);
        if (point.when === 'waits') before.waits = state.waiting.has(point.id);
        before.replies = state.replies.get(point.id) ?? 0;
      });
    }
    model.moveTo(position);
  }

  /** @param {number} position @returns {Breakpoint|undefined} for which a run pauses there */
  at(position) {
    return this.#at.get(position);
  }

  /** @param {number} position @returns {number|undefined} the next position at which the run pauses */
  after(position) {
    for (const pause of this.#at.keys()) if (pause > position) return pause;
    return undefined;
  }

  /** @returns {number[]} all positions at which the run pauses */
  get positions() {
    return [...this.#at.keys()];
  }
}

/**
 * @param {Breakpoint} point
 * @param {import('./run-model.js').State} state
 * @param {{ waits: boolean, replies: number }} before
 * @param {() => import('./run-model.js').Entry[]} entries
 */
function pauses({ kind, id, when, visits }, state, before, entries) {
  if (kind === 'edge') {
    if (when === 'reply')
      return state.moved.includes(id) && entries().some((one) => one.event === 'reply' && one.edge === id);
    return state.moved.includes(id) && (when === 'always' || state.crossings.get(id) === visits);
  }
  if (when === 'always') return state.active === id;
  if (when === 'visits') return state.fired === id && state.visits.get(id) === visits;
  if (when === 'waits') return !before.waits && state.active !== id && state.waiting.has(id);
  return (state.replies.get(id) ?? 0) > before.replies;
}

/**
 * @param {Breakpoint} point
 * @param {import('./log-lines.js').Names} names
 * @returns {string} such as "before Pack", for "Paused" and "Next pause"
 */
export function pausePhrase({ kind, id, when, visits }, names) {
  const name = kind === 'edge' ? edgePhrase(id, names) : names.node(id);
  if (when === 'waits') return `where ${name} waits`;
  if (when === 'reply') return kind === 'edge' ? `at a reply on ${name}` : `at a reply to ${name}`;
  if (when === 'visits')
    return kind === 'edge' ? `after ${name}, ${times(visits)}` : `after ${counted(visits, 'visit')} of ${name}`;
  return kind === 'edge' ? `after ${name}` : `before ${name}`;
}

/** @param {number} count */
const times = (count) => (count === 1 ? 'once' : `${count} times`);

/** @param {string} id @param {import('./log-lines.js').Names} names @returns {string} */
export function edgePhrase(id, names) {
  const edge = names.edges.get(id);
  return edge ? `the edge from ${names.node(edge.source)} to ${names.node(edge.target)}` : `the edge ${id}`;
}
