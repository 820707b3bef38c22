/**
 * Asks the server for the picture of the text, at once and then as often as typing and the server allow. Only the
 * answer to the last request counts.
 */
import { ApiError, api } from '../api/client.js';
import { messageOf } from '../core/phrases.js';
import { retryAfter, waitBeforeAsking } from './pause.js';

/** Time without an edit before the picture is refined, in ms. */
const QUIET = 600;
/** Codes of what the server says where the text is read and the picture fails. */
const UNDRAWN = new Set(['render-failed', 'picture-too-large']);

/**
 * @typedef {import('../core/events.js').Picture} Picture
 * @param {{ current: () => import('../api/client.js').Work & { known?: Picture }, busy:
 *   import('../core/busy.js').Busy, show: (picture: Picture) => void, failed: (message: string) => void }} options
 * @returns {{ soon(): void, now(): Promise<string>, refine(quiet?: number): void, cancel(): void }}
 */
export function createRedraw({ current, busy, show, failed }) {
  /** @type {ReturnType<typeof setTimeout>|undefined} */ let timer;
  /** @type {AbortController|undefined} */ let request;
  let roundTrip = 0;
  let askedAt = -Infinity;
  /** Whether the timer is there for a change that nobody has asked the picture of. */ let waiting = false;
  let failures = 0;
  /** The change whose picture is asked for as soon as it is made. @type {object|null} */ let made = null;

  const cancel = () => {
    clearTimeout(timer);
    made = null;
    waiting = false;
    request?.abort();
    request = undefined;
  };

  /**
   * @param {boolean} refine
   * @returns {Promise<string>} why it failed, in words; '' where it did not, or where another request took its place
   */
  async function ask(refine) {
    cancel();
    const asked = new AbortController();
    request = asked;
    askedAt = performance.now();
    const started = askedAt;
    try {
      const { code, companion, known, ...shown } = current();
      const picture = await api.render(code, companion, asked.signal, { refine, ...shown }, known);
      if (request !== asked) return '';
      if (!refine) roundTrip = performance.now() - started;
      failures = 0;
      await busy.ended('hand', ...(refine ? /** @type {const} */ (['work']) : []));
      if (request === asked) show(picture);
      return '';
    } catch (error) {
      // The picture that is shown is right, only not the best one: nobody needs to hear of it.
      if (request !== asked || refine) return '';
      failures += 1;
      const message = UNDRAWN.has(error instanceof ApiError ? error.code : '')
        ? `The diagram could not be drawn: ${messageOf(error)}`
        : messageOf(error);
      failed(message);
      // What the server refused it would refuse again; what did not reach it, or came too often, is worth another try.
      if (!(error instanceof ApiError) || error.status >= 500 || error.status === 429)
        timer = setTimeout(now, retryAfter(failures));
      return message;
    }
  }

  const now = () => ask(false);

  addEventListener('online', () => {
    if (failures > 0) now();
  });

  return {
    now,
    cancel,
    /** Asks for the best layout of the text once nothing has happened for a while. @param {number} [quiet] ms */
    refine(quiet = QUIET) {
      clearTimeout(timer);
      timer = setTimeout(() => ask(true), quiet);
    },
    soon() {
      // What changes in the same moment is in the same picture.
      if (made) return;
      // A server that refuses at once is no fast one.
      const wait = waitBeforeAsking({
        since: performance.now() - askedAt,
        waiting,
        roundTrip: failures > 0 ? Infinity : roundTrip,
      });
      cancel();
      waiting = true;
      if (wait > 0) {
        timer = setTimeout(now, wait);
        return;
      }
      // A timer would come after the letter is painted, and the server would have nothing to do until then.
      const change = {};
      made = change;
      queueMicrotask(() => {
        if (made === change) now();
      });
    },
  };
}
