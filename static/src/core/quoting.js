/**
 * Writes values as the language wants them, as `webapp/dsl/writing/quoting.py` does: a line break becomes `\n`. Pure.
 */

/** Between quotes. @param {string} words */
export const escaped = (words) => words.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n');

/** Without quotes, such as a lane's label. @param {string} words */
export const bare = (words) =>
  words.replace(/(\\*)(n|\n)/g, (_, slashes, last) => `${slashes}${slashes}${last === '\n' ? '\\n' : 'n'}`);
