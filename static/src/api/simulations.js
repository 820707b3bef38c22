/** Many runs: asked for, followed, cancelled. */
import { json } from './client.js';

/** @typedef {import('./types').ManyRuns} ManyRuns */

/**
 * Computes many runs.
 * @param {object} body that of `POST /api/simulate`
 * @param {{ signal: AbortSignal, progress: (share: number) => void }} follow `signal` cancels the computation
 * @returns {Promise<ManyRuns>}
 */
export async function computeRuns(body, { signal, progress }) {
  /** @type {string|null} */ let job = null;
  const cancel = () => {
    if (job) void json('DELETE /api/simulate/{job}', undefined, { names: { job } }).catch(() => {});
  };
  signal.addEventListener('abort', cancel);
  try {
    let answer = await json('POST /api/simulate', body);
    for (;;) {
      job = answer.job;
      if (signal.aborted) cancel();
      signal.throwIfAborted();
      if (answer.result) return answer.result;
      if (!job) throw new Error('The server has no result.');
      progress(answer.progress);
      answer = await json('GET /api/simulate/{job}', undefined, { names: { job }, signal });
    }
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}
