/**
 * The address bar while a run is open: its fragment holds the run and the position, so that loading the page again and
 * Back keep them. Nobody sends a fragment to the server.
 *
 * @typedef {import('./replay.js').Replay} Replay
 * @typedef {{ text: string, id: string }} RunAddress `id` of a run that the server keeps; else the replay text, '' for
 *   a run from its beginning
 */
import { isLoadedAgain } from '../core/dom.js';
import { keepInTab, readInTab } from '../core/storage.js';
import { writeReplay } from './replay.js';

/** Browsers refuse to change the address too often: Safari 100 times in 30 seconds. */
const PAUSE = 700;
/** The longest time that it is not written, while steps follow each other. */
const LATEST = 5000;
const RUN = '#run';
/** The address with its run when this tab left a page: a page that is loaded again has the address from before. */
const LEFT = 'lanestep.run-left';

const timers = {
  setTimeout: (/** @type {() => void} */ act, /** @type {number} */ ms) => Number(setTimeout(act, ms)),
  clearTimeout: (/** @type {number|undefined} */ timer) => clearTimeout(timer),
};

/** The run that an address asks for, null where it asks for none. @param {string} hash @returns {RunAddress|null} */
export function runInAddress(hash) {
  if (hash === RUN) return { text: '', id: '' };
  if (!hash.startsWith(`${RUN}?`)) return null;
  const text = hash.slice(RUN.length + 1);
  return { text, id: new URLSearchParams(text).get('id') ?? '' };
}

/** @param {string} text a replay text @returns {string} the fragment */
export const fragmentOf = (text) => (text === '' ? RUN : `${RUN}?${text}`);

/**
 * @param {{ location: Pick<Location, 'pathname'|'search'|'hash'>, history: Pick<History, 'replaceState'|'state'>,
 *   setTimeout: (act: () => void, ms: number) => number, clearTimeout: (timer?: number) => void, loadedAgain: () =>
 *   boolean }} [around]
 */
export function createRunAddress(around = { ...timers, location, history, loadedAgain: isLoadedAgain }) {
  /** @type {(() => Replay)|null} */ let unwritten = null;
  let own = '';
  let timer = 0;
  let since = 0;

  /** @param {string} hash */
  function put(hash) {
    const { location, history } = around;
    own = hash;
    if (location.hash === hash) return;
    try {
      history.replaceState(history.state, '', `${location.pathname}${location.search}${hash}`);
    } catch {
      // The browser has had enough of it for now; the next step tries again.
    }
  }

  function flush() {
    around.clearTimeout(timer);
    timer = 0;
    const read = unwritten;
    unwritten = null;
    if (!read) return;
    put(fragmentOf(writeReplay(read())));
  }

  return {
    /** Whether the page itself wrote the fragment that is there. */
    isOwn: () => around.location.hash === own,
    /** The run that a fragment asks for is shown. @param {string} hash */
    shows(hash) {
      own = hash;
    },
    /** Writes the run soon. @param {() => Replay} read what it is then */
    note(read) {
      if (!unwritten) since = performance.now();
      unwritten = read;
      around.clearTimeout(timer);
      timer = around.setTimeout(flush, Math.max(0, Math.min(PAUSE, LATEST - (performance.now() - since))));
    },
    /** Writes at once what is still to be written. */
    flush,
    /** The page is left. */
    leave() {
      flush();
      const { pathname, search, hash } = around.location;
      keepInTab(LEFT, runInAddress(hash) ? `${pathname}${search}${hash}` : '');
    },
    /** Takes up the run that a page had when it was left to be loaded again. */
    takeUp() {
      const left = readInTab(LEFT) ?? '';
      keepInTab(LEFT, '');
      const { pathname, search } = around.location;
      const here = `${pathname}${search}#`;
      if (around.loadedAgain() && left.startsWith(here)) put(left.slice(here.length - 1));
    },
    /** The run has ended. */
    clear() {
      unwritten = null;
      around.clearTimeout(timer);
      timer = 0;
      if (runInAddress(around.location.hash)) put('');
    },
  };
}
