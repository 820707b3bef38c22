/** A version in words: when, who, and what changed. */
import { capitalized } from '../core/phrases.js';
import { momentPhrase } from '../core/times.js';

/** @typedef {import('../api/types').HistoryLineReply} Line */

/** @param {Line} line @param {number} current the number of the current version @param {Date} now @returns {string} */
export const whenOf = (line, current, now) =>
  line.version === current ? 'Now' : capitalized(momentPhrase(new Date(line.changed_at), now));

/** @param {Line} line @returns {string} who made it; '' where nobody knows */
export function whoOf({ own, author, browser }) {
  if (own) return 'you';
  if (author) return author;
  return browser > 0 ? `browser ${browser}` : '';
}

/** @param {Line} line @returns {string} what changed; '' where nobody knows */
export function whatOf({ changes, is_first }) {
  if (is_first) return 'First version';
  if (changes === null) return '';
  return changes.length ? capitalized(changes.join(', ')) : 'Nothing changed';
}

/**
 * What a comparison found, in one sentence.
 * @param {{ added: object[], removed: object[], changed: object[] }} difference
 * @param {boolean} settings whether the title or settings differ
 */
export function foundSentence({ added, removed, changed }, settings) {
  const counts = [
    [added.length, 'added'],
    [removed.length, 'removed'],
    [changed.length, 'changed'],
  ].filter(([count]) => count !== 0);
  const rest = settings ? ' The title or settings differ.' : '';
  if (!counts.length) return `Both show the same diagram.${rest}`;
  return `${capitalized(counts.map(([count, word]) => `${count} ${word}`).join(', '))}.${rest}`;
}
