/** The bell of a document: what happens to it while the page is open, as the server tells it. */
import { at } from '../core/dom.js';

const AGAIN = 30_000;
/** A page that nobody sees gives its connection back after so long: a browser has few for one server. */
const UNSEEN = 30_000;
/** A stream that ends sooner is none: the server cannot keep one open. */
const STAYS = 400;

/**
 * `open` says that the stream stays open, `poll` that there is none and it is time to ask.
 * @typedef {{ reason: string, message: string }} End
 * @typedef {import('../core/events.js').Who} Who
 * @typedef {{ version: (version: number) => void, presence?: (who: Who) => void, ended?: (end: End) => void, open?:
 *   () => void, poll?: () => void }} Hears
 */

/** @param {string} key @param {Hears} hears @returns {() => void} ends it */
export function listen(key, hears) {
  if (typeof EventSource === 'undefined') return () => {};
  /** @type {EventSource|null} */ let source = null;
  /** @type {ReturnType<typeof setTimeout>|undefined} */ let timer;
  /** @type {ReturnType<typeof setTimeout>|undefined} */ let unseen;
  /** @type {ReturnType<typeof setTimeout>|undefined} */ let staying;
  let over = false;

  function close() {
    clearTimeout(staying);
    clearTimeout(timer);
    source?.close();
    source = null;
  }

  function open() {
    close();
    if (over) return;
    source = new EventSource(at(`/live/${encodeURIComponent(key)}`));
    source.addEventListener('version', (event) => {
      clearTimeout(staying);
      const { version } = JSON.parse(event.data);
      hears.version(version);
      staying = setTimeout(() => hears.open?.(), STAYS);
    });
    source.addEventListener('presence', (event) => hears.presence?.(JSON.parse(event.data)));
    source.addEventListener('ended', (event) => {
      over = true;
      close();
      hears.ended?.(JSON.parse(event.data));
    });
    source.addEventListener('error', () => {
      clearTimeout(staying);
      // It asks again by itself, unless the server refused.
      if (source?.readyState !== EventSource.CLOSED) return;
      close();
      timer = setTimeout(() => {
        hears.poll?.();
        open();
      }, AGAIN);
    });
  }

  const onVisibility = () => {
    clearTimeout(unseen);
    if (document.hidden) unseen = setTimeout(close, UNSEEN);
    else if (!source) open();
  };
  document.addEventListener('visibilitychange', onVisibility);
  open();
  return () => {
    over = true;
    document.removeEventListener('visibilitychange', onVisibility);
    clearTimeout(unseen);
    close();
  };
}
