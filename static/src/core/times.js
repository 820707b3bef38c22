/** Times as people say them. */
import { counted } from './phrases.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** @param {Date} then @param {Date} now @returns {string} "2 minutes ago", "yesterday, 16:20", "18 November" */
export function ago(then, now) {
  const past = now.getTime() - then.getTime();
  if (past < MINUTE) return 'just now';
  if (past < HOUR) return `${counted(Math.floor(past / MINUTE), 'minute')} ago`;
  const clock = then.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  if (then.toDateString() === now.toDateString()) return `today, ${clock}`;
  if (then.toDateString() === new Date(now.getTime() - DAY).toDateString()) return `yesterday, ${clock}`;
  const sameYear = then.getFullYear() === now.getFullYear();
  return then.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', ...(sameYear ? {} : { year: 'numeric' }) });
}

/**
 * A moment to the minute: "today, 14:32", "yesterday, 09:10", "19 November, 09:12".
 * @param {Date} date
 * @param {Date} now
 * @returns {string}
 */
export function momentPhrase(date, now) {
  const time = date.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  const days = daysBetween(date, now);
  if (days <= 0) return `today, ${time}`;
  if (days === 1) return `yesterday, ${time}`;
  const sameYear = date.getFullYear() === now.getFullYear();
  const day = date.toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'long',
    ...(sameYear ? {} : { year: 'numeric' }),
  });
  return `${day}, ${time}`;
}

/** @param {Date} date @param {Date} now @returns {number} how many midnights lie between them */
function daysBetween(date, now) {
  const midnight = (/** @type {Date} */ at) => new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime();
  return Math.round((midnight(now) - midnight(date)) / DAY);
}

/**
 * When something changed, in words: "today, 14:32", "yesterday, 09:10", "3 Mar 2026".
 * @param {Date} date
 * @param {Date} now
 * @returns {string}
 */
export function changedPhrase(date, now) {
  const days = daysBetween(date, now);
  const time = date.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  if (days <= 0) return `today, ${time}`;
  if (days === 1) return `yesterday, ${time}`;
  return date.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
}
