/** The icon of a problem, by how bad it is. */
import { icon } from './icons.js';

const ICONS = /** @type {const} */ ({ error: 'error', warning: 'warning', info: 'hint', hint: 'hint' });

/** @param {import('./events.js').Problem['severity']} severity @returns {SVGElement} */
export const severityIcon = (severity) => {
  const drawn = icon(ICONS[severity]);
  drawn.classList.add(`severity-${severity}`);
  return drawn;
};
