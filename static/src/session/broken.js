/**
 * Whether a text is broken for the picture: it has an error and a part that was there is gone. An error that takes
 * nothing away
 * (a line just begun) leaves the picture alive.
 * @typedef {import('../core/events.js').Picture} Picture
 */

/**
 * @param {Picture} shown @param {Picture} next
 * @returns {string} why the picture that is shown stays, in words; '' when the next one may be shown
 */
export function reasonToKeep(shown, next) {
  const error = next.diagnostics.find(({ severity }) => severity === 'error');
  if (!error || !losesParts(shown.diagram, next.diagram)) return '';
  return `Line ${error.line}: ${error.message}`;
}

/** @param {import('../core/events.js').DiagramInfo} before @param {import('../core/events.js').DiagramInfo} after */
function losesParts(before, after) {
  const kinds = /** @type {const} */ (['lanes', 'nodes', 'edges', 'loops']);
  return kinds.some((kind) => {
    const kept = new Set(after[kind].map(({ id }) => id));
    return before[kind].some(({ id }) => !kept.has(id));
  });
}
