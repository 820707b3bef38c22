/** The problems of a diagram, told before a run of it: with the labels of nodes in the place of their ids. Pure. */
import { capitalized, oneLine } from '../core/phrases.js';

/** Where the messages of the server name nodes. @type {Record<string, RegExp>} */
const NAMED = {
  'orphan-node': /^.+?(?= has no edges)/,
  'dead-end': /^.+?(?= has no outgoing edge)/,
  unreachable: /(?<=^no run can reach ).+?(?=:)/,
  'no-exit': /(?<=never ends \().+?(?=\): )/,
  'single-branch': /(?<=^the decision ).+?(?= has only)/,
  'unlabelled-branch': /(?<=^this branch of the decision ).+?(?= has no label)/,
  'duplicate-edge': /(?<=^this edge from ).+?(?= is a duplicate)/,
};

/**
 * @param {import('../core/events.js').Problem} problem @param {import('./log-lines.js').Names} names
 * @returns {string}
 */
export function problemSentence({ code, message }, names) {
  const place = NAMED[code];
  if (!place) return capitalized(message);
  const named = message.replace(place, (ids) =>
    ids.replace(/[^\s,]+/g, (id) => (names.nodes.has(id) ? `“${oneLine(names.node(id))}”` : id)),
  );
  return capitalized(named);
}
