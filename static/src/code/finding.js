/**
 * A finding among those of a text that was judged again: itself, else the equal one nearest to its line. Others may say
 * the same elsewhere.
 * @typedef {import('../core/events.js').Problem} Problem
 * @param {Problem[]} problems @param {Problem} wanted @returns {Problem|undefined}
 */
export function findAgain(problems, wanted) {
  if (problems.includes(wanted)) return wanted;
  const away = (/** @type {Problem} */ problem) => Math.abs(problem.line - wanted.line);
  return problems
    .filter(({ code, message }) => code === wanted.code && message === wanted.message)
    .sort((a, b) => away(a) - away(b))[0];
}

/** Its fixes, the most likely first. @param {Problem} problem @returns {import('../core/events.js').Fix[]} */
export const fixesOf = ({ fix, fixes }) => fixes ?? (fix ? [fix] : []);
