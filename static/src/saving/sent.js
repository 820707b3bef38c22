/**
 * Works that were sent to the server and not acknowledged: the answer may be lost, and the work stored all the same.
 * What is found there
 * later and was sent from here is no change by somebody else. A page hands them on to the one that takes up its draft.
 */
import { fingerprint } from '../session/work.js';

const MOST = 20;

/** @typedef {ReturnType<typeof createSent>} Sent */

export function createSent() {
  /** @type {string[]} */ let names = [];
  const add = (/** @type {string[]} */ more) => {
    names = [...names.filter((name) => !more.includes(name)), ...more].slice(-MOST);
  };
  return {
    /** @param {import('../session/work.js').Work} work */
    note: (work) => add([fingerprint(work)]),
    /** @param {import('../session/work.js').Work} work */
    has: (work) => names.includes(fingerprint(work)),
    /** What the page before had sent. @param {string[]} [before] */
    inherit: (before = []) => add(before),
    all: () => names,
    clear() {
      names = [];
    },
  };
}
