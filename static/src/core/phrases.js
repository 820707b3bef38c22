/** Phrases: names, counts and other parts of the sentences that people read. */

/** @param {number} count @param {string} word @returns {string} such as "1 lane", "2 lanes" */
export const counted = (count, word) => `${count} ${word}${count === 1 ? '' : 's'}`;

/** A word with a capital letter at its beginning. @param {string} word */
export const capitalized = (word) => word.charAt(0).toUpperCase() + word.slice(1);

/** A text with a blank for each line break, for sentences and names. @param {string} text */
export const oneLine = (text) =>
  text.includes('\n')
    ? text
        .split(/\s*\n\s*/)
        .filter(Boolean)
        .join(' ')
    : text;

/**
 * What was typed as a label: its lines, each without needless blanks.
 * @param {string} typed
 * @param {boolean} [lines] whether it may have several
 */
export function tidied(typed, lines = true) {
  if (!lines) return typed.replace(/\s+/g, ' ').trim();
  return typed
    .split(/\r\n|\r|\n/)
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .join('\n')
    .replace(/^\n+|\n+$/g, '');
}

/** What stands for the id of the band of nodes outside every lane, which is empty, in ids of the SVG. */
export const UNNAMED = '-unnamed';

/** The name of a lane for sentences and lists. @param {{ id: string, label: string }|undefined} lane */
export const laneName = (lane) => oneLine(lane?.label || lane?.id || '') || 'Outside every lane';

/**
 * Lanes that the text names: not the band of nodes outside every lane.
 * @template {{ id: string }} L
 * @param {L[]} lanes
 * @returns {L[]}
 */
export const namedLanes = (lanes) => lanes.filter(({ id }) => id !== '');

/**
 * Who did something together.
 * @param {string[]} names an empty one stands for people without a name
 * @returns {string} at most two names, for the beginning of a sentence
 */
export function togetherNames(names) {
  const known = names.filter(Boolean);
  const [first, second] = known;
  const unknown = known.length < names.length;
  if (!first) return 'Somebody';
  if (known.length + Number(unknown) > 2) return `${first} and ${counted(known.length + Number(unknown) - 1, 'other')}`;
  if (second) return `${first} and ${second}`;
  return unknown ? `${first} and somebody else` : first;
}

/** What went wrong, in words. @param {unknown} error @returns {string} */
export const messageOf = (error) => (error instanceof Error ? error.message : String(error));
