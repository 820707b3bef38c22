/** A page that was opened without the server: says so, and goes on with the server as soon as it answers. */
import { OfflineError, api } from '../api/client.js';
import { retryAfter } from '../session/pause.js';

const SENTENCE =
  'The server cannot be reached. You can go on typing: all is kept in this browser, and saved when the server is back. Pictures, runs and exports wait for it.';

/**
 * @param {{ bus: import('../core/event-bus.js').EventBus, state: import('../core/state.js').PageState, back: () =>
 *   Promise<void> }} parts `back` is called when the server answers
 */
export function awaitServer({ bus, state, back }) {
  if (!state.data.offline) return;
  let failures = 0;
  let asking = false;
  /** @type {ReturnType<typeof setTimeout>|undefined} */ let timer;
  bus.emit('toast.requested', { message: SENTENCE });

  async function ask() {
    if (asking) return;
    asking = true;
    clearTimeout(timer);
    const there = await answers();
    asking = false;
    if (!there) {
      failures += 1;
      timer = setTimeout(ask, retryAfter(failures));
      return;
    }
    removeEventListener('online', ask);
    state.data.offline = false;
    bus.emit('toast.requested', { message: 'The server is back.' });
    await back();
  }

  addEventListener('online', ask);
  void ask();
}

/** @returns {Promise<boolean>} whether the server answers, whatever it says */
async function answers() {
  try {
    await api.samples();
    return true;
  } catch (error) {
    return (
      !(error instanceof OfflineError) && !(error instanceof Error && 'status' in error && Number(error.status) >= 500)
    );
  }
}
