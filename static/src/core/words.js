/** Words for people. */

/** @param {number} count @param {string} word @returns {string} such as "1 lane", "2 lanes" */
export const counted = (count, word) => `${count} ${word}${count === 1 ? '' : 's'}`;
