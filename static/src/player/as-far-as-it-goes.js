/**
 * Asks for a run: as it is, or as far as the diagram has its choices and options.
 * @typedef {import('./run-session.js').Asked} Asked
 * @typedef {import('./run-session.js').Run} Run
 * @typedef {{ trace: import('./run-model.js').Trace, seed: number|null, reason: string, refused:
 *   import('./run-model.js').Choice|null, optionsLeftOut: boolean }} Answered
 */
import { ApiError } from '../api/client.js';

/** @type {Asked} */ export const NOTHING = { choices: [], seed: null, options: {} };

/** @param {Run} run @param {Asked} asked @returns {Promise<Answered>} */
export async function whole(run, { choices, seed, options }) {
  const trace = await run(choices, seed, options);
  return { trace, seed, reason: '', refused: null, optionsLeftOut: false };
}

/**
 * Asks without the choices that the diagram does not have, where the server says which those are; else without the
 * options, and then without anything. Chance does not go on where the choices end.
 * @param {Run} run @param {Asked} asked
 * @returns {Promise<Answered>}
 */
export async function asFarAsItGoes(run, asked) {
  try {
    return await whole(run, asked);
  } catch (error) {
    if (!(error instanceof ApiError) || !saysAnything(asked)) throw error;
    const { choice } = error.details;
    if (choice === undefined && Object.keys(asked.options).length > 0)
      return { ...(await asFarAsItGoes(run, { ...asked, options: {} })), optionsLeftOut: true };
    const kept = choice === undefined ? NOTHING : { ...asked, choices: asked.choices.slice(0, choice), seed: null };
    const refused = choice === undefined ? null : (asked.choices[choice] ?? null);
    return { ...(await asFarAsItGoes(run, kept)), reason: error.message, refused };
  }
}

/** @param {Asked} asked */
const saysAnything = ({ choices, seed, options }) =>
  choices.length > 0 || seed !== null || Object.keys(options).length > 0;
