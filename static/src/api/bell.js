/**
 * The bell of a document: what happens to it while the page is open, as the server tells it. Where a proxy keeps the
 * stream back, the page asks now and then (polling.js), until the stream passes again.
 */
import { at } from '../core/dom.js';

const AGAIN = 30_000;
/** A page that nobody sees gives its connection back after so long: a browser has few for one server. */
const UNSEEN = 30_000;
/** A stream that ends sooner is none: the server cannot keep one open, and is asked now and then. */
const STAYS = 400;
/** How long the first event of a stream may take. A slow network takes two seconds; who edits alone misses nothing. */
const FIRST = 6000;
/** The server sends something every 15 seconds: a stream that is silent for three times as long is dead. */
const SILENT = 45_000;

/**
 * `opened` says that what is told begins anew, `open` that changes are heard of from now on, `poll` that there is no
 * stream and it is time to ask.
 * @typedef {{ reason: string, message: string }} End
 * @typedef {import('../core/events.js').Who} Who
 * @typedef {import('../core/events.js').Shown} Shown
 * @typedef {{ version: (version: number) => void, presence?: (who: Who) => void, follow?: (shown: Shown) => void,
 *   opened?: () => void, ended?: (end: End) => void, open?: () => void, poll?: () => void, since?: () => number }}
 *   Hears `since` is the newest change that the page knows
 */

/** @param {string} key @param {Hears} hears @returns {() => void} ends it */
export function listen(key, hears) {
  if (typeof EventSource === 'undefined') return () => {};
  /** @type {EventSource|null} */ let source = null;
  /** @type {ReturnType<typeof setTimeout>|undefined} */ let timer;
  /** @type {ReturnType<typeof setTimeout>|undefined} */ let unseen;
  /** Until the stream has stayed. @type {ReturnType<typeof setTimeout>|undefined} */ let staying;
  /** When the stream counts as kept back. @type {ReturnType<typeof setTimeout>|undefined} */ let silence;
  /** Ends the polling, where there is some. @type {(() => void)|null} */ let stopPolling = null;
  /** The browser tries again by itself. */ let retries = false;
  let over = false;

  function close() {
    clearTimeout(staying);
    staying = undefined;
    clearTimeout(timer);
    clearTimeout(silence);
    source?.close();
    source = null;
  }

  function rest() {
    close();
    stopPolling?.();
    stopPolling = null;
  }

  /** @param {End} end */
  function end(end) {
    over = true;
    rest();
    hears.ended?.(end);
  }

  /** The stream passes; where it was silent before, no longer. */
  function heard() {
    retries = false;
    clearTimeout(silence);
    silence = setTimeout(poll, SILENT);
    stopPolling?.();
    stopPolling = null;
  }

  /** Asks now and then, and tries the stream again now and then. */
  async function poll() {
    if (!retries) {
      close();
      timer = setTimeout(open, AGAIN);
    }
    if (stopPolling || over) return;
    let stopped = false;
    stopPolling = () => {
      stopped = true;
    };
    const { startPolling } = await import('./polling.js');
    if (!stopped) stopPolling = startPolling(key, { ...hears, ended: end });
  }

  function open() {
    close();
    retries = false;
    if (over) return;
    source = new EventSource(at(`/live/${encodeURIComponent(key)}`));
    silence = setTimeout(poll, FIRST);
    source.addEventListener('open', () => hears.opened?.());
    source.addEventListener('version', (event) => {
      clearTimeout(staying);
      heard();
      const { version } = JSON.parse(event.data);
      hears.version(version);
      staying = setTimeout(() => {
        staying = undefined;
        hears.open?.();
      }, STAYS);
    });
    source.addEventListener('presence', (event) => {
      heard();
      hears.presence?.(JSON.parse(event.data));
    });
    source.addEventListener('follow', (event) => {
      heard();
      hears.follow?.(JSON.parse(event.data));
    });
    source.addEventListener('alive', heard);
    source.addEventListener('ended', (event) => end(JSON.parse(event.data)));
    source.addEventListener('error', () => {
      const ended = staying !== undefined;
      clearTimeout(staying);
      staying = undefined;
      // It asks again by itself, unless the server refused. One that ends each stream would end that one too.
      retries = source?.readyState !== EventSource.CLOSED && !ended;
      if (retries) return;
      void poll();
      hears.poll?.();
    });
  }

  const onVisibility = () => {
    clearTimeout(unseen);
    if (document.hidden) unseen = setTimeout(rest, UNSEEN);
    else if (!source && !stopPolling) open();
  };
  document.addEventListener('visibilitychange', onVisibility);
  open();
  return () => {
    over = true;
    document.removeEventListener('visibilitychange', onVisibility);
    clearTimeout(unseen);
    rest();
  };
}
