/** Asks a document for changes now and then, where the stream that would tell of them does not pass. */
import { ApiError, api } from './client.js';

/** Often enough to work together, in ms; where nothing happens, each time half as long again. */
const OFTEN = 2500;
const SELDOM = 15_000;
/** While the server does not answer, or says that it is asked too often. */
const MOST = 60_000;

/**
 * @param {string} key
 * @param {Pick<import('./bell.js').Hears, 'version'|'open'|'ended'|'since'>} hears
 * @returns {() => void} ends it
 */
export function startPolling(key, hears) {
  /** @type {ReturnType<typeof setTimeout>|undefined} */ let timer;
  let over = false;
  let known = 0;
  let pause = OFTEN;
  let answered = false;

  async function ask() {
    try {
      known = Math.max(known, hears.since?.() ?? 0);
      const version = await newest();
      if (over) return;
      pause = version > known ? OFTEN : Math.min(SELDOM, pause * 1.5);
      known = Math.max(known, version);
      hears.version(known);
      if (!answered) hears.open?.();
      answered = true;
    } catch (error) {
      if (over) return;
      if (error instanceof ApiError && error.status === 404) {
        const { reason = 'unknown', message } = error.details;
        hears.ended?.({ reason, message });
        return;
      }
      pause = Math.min(MOST, pause * 2);
    }
    timer = setTimeout(ask, pause);
  }

  /** @returns {Promise<number>} the number of changes of the document */
  async function newest() {
    try {
      return (await api.documents.steps(key, known)).version;
    } catch (error) {
      // The first of them are not kept any more.
      if (error instanceof ApiError && error.status === 410 && typeof error.beside.version === 'number')
        return error.beside.version;
      throw error;
    }
  }

  void ask();
  return () => {
    over = true;
    clearTimeout(timer);
  };
}
