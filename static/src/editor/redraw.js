/** Asks the server for the picture of the text, after a pause that follows the server's speed. Only the answer to the last request counts. */
import { ApiError, api } from '../api/client.js';
import { pauseAfter, retryAfter } from './pause.js';

/** Time without an edit before the picture is refined, in ms. */
const QUIET = 600;

/**
 * @param {{ current: () => import('../api/client.js').Work, calm: import('../core/calm.js').Calm, show: (picture: import('../core/events.js').Picture) => void, failed: (message: string) => void }} options
 * @returns {{ soon(): void, now(): Promise<void>, refine(quiet?: number): void, cancel(): void }}
 */
export function createRedraw({ current, calm, show, failed }) {
  /** @type {ReturnType<typeof setTimeout>|undefined} */ let timer;
  /** @type {AbortController|undefined} */ let request;
  let roundTrip = 0;
  let failures = 0;

  const cancel = () => {
    clearTimeout(timer);
    request?.abort();
    request = undefined;
  };

  /** @param {boolean} refine */
  async function ask(refine) {
    cancel();
    const asked = new AbortController();
    request = asked;
    const started = performance.now();
    try {
      const { code, companion, plan } = current();
      const picture = await api.render(code, companion, asked.signal, { refine, plan });
      if (request !== asked) return;
      if (!refine) roundTrip = performance.now() - started;
      failures = 0;
      await calm.free('hand', ...(refine ? /** @type {const} */ (['work']) : []));
      if (request !== asked) return;
      show(picture);
    } catch (error) {
      // The picture that is shown is right, only not the best one: nobody needs to hear of it.
      if (request !== asked || refine) return;
      failures += 1;
      failed(error instanceof Error ? error.message : String(error));
      // What the server refused it would refuse again; what did not reach it is worth another try.
      if (!(error instanceof ApiError) || error.status >= 500) timer = setTimeout(now, retryAfter(failures));
    }
  }

  const now = () => ask(false);

  addEventListener('online', () => { if (failures > 0) now(); });

  return {
    now,
    cancel,
    /** Asks for the best layout of the text once nothing has happened for a while. @param {number} [quiet] ms */
    refine(quiet = QUIET) {
      clearTimeout(timer);
      timer = setTimeout(() => ask(true), quiet);
    },
    soon() {
      cancel();
      // A server that refuses at once is no fast one.
      timer = setTimeout(now, pauseAfter(failures > 0 ? Infinity : roundTrip));
    },
  };
}
