/** Links to a step of a run: what makes and opens them is loaded when somebody asks for one. */

/** @typedef {Parameters<typeof import('./step-links.js').createStepLinks>[0]} Parts */

/** @param {Parts} parts */
export function createRunLinks(parts) {
  const there = async () => (await import('./step-links.js')).createStepLinks(parts);
  return {
    /** @type {import('../player/copy-link.js').LinkTo} */
    linkTo: async (replay) => (await there()).linkTo(replay),
    /** The text of a run that the server keeps. @param {string} id */
    kept: async (id) => (await there()).kept(id),
  };
}
