/** When to save: a second after the last change, at most ten after the first unsaved one, and again after a failure. */
import { retryAfter } from '../session/pause.js';

const REST = 1000;
const AT_LEAST_EVERY = 10_000;
const LIVE = 40;

/** @param {() => void} save */
export function createSaveClock(save) {
  /** @type {ReturnType<typeof setTimeout>|undefined} */ let timer;
  let firstUnsaved = 0;
  let failures = 0;
  /** @type {ReturnType<typeof setTimeout>|undefined} */ let pace;
  const stop = () => clearTimeout(timer);
  const nowLive = () => {
    pace = undefined;
    save();
  };

  /** @param {number} pause */
  function later(pause) {
    stop();
    timer = setTimeout(save, pause);
  }

  return {
    stop,
    /** Something is unsaved. */
    noteChange() {
      firstUnsaved ||= Date.now();
    },
    /** Saves once nothing has changed for a while. @param {boolean} [live] others wait to see it */
    saveSoon(live = false) {
      if (live) pace ??= setTimeout(nowLive, LIVE);
      else later(Math.min(REST, Math.max(0, firstUnsaved + AT_LEAST_EVERY - Date.now())));
    },
    /** Saves again after a failure, each time after a longer pause. */
    saveAgain() {
      failures += 1;
      later(retryAfter(failures));
    },
    /** Nothing is unsaved. */
    rest() {
      firstUnsaved = 0;
    },
    /** The server has answered. */
    answered() {
      failures = 0;
      firstUnsaved = 0;
    },
  };
}
