/** Sets of small numbers as bits, for the histories of tokens. None of these changes a set that it was given. Pure. */

/** @typedef {Uint32Array} Bits */

/** @param {number} size how many numbers there are @param {Iterable<number>} [numbers] @returns {Bits} */
export function bitsOf(size, numbers = []) {
  const made = new Uint32Array(Math.ceil(size / 32));
  for (const number of numbers) put(made, number);
  return made;
}

/** @param {Bits} bits @param {number} number */
export const has = (bits, number) => (((bits[number >>> 5] ?? 0) >>> (number & 31)) & 1) === 1;

/** Adds a number to a set that nobody else has. @param {Bits} bits @param {number} number */
export function put(bits, number) {
  bits[number >>> 5] = (bits[number >>> 5] ?? 0) | (1 << (number & 31));
}

/** @param {Bits} bits @param {number} number @returns {Bits} */
export function withNumber(bits, number) {
  if (has(bits, number)) return bits;
  const made = bits.slice();
  put(made, number);
  return made;
}

/** @param {Bits} one @param {Bits} other @returns {Bits} */
export function union(one, other) {
  if (one === other) return one;
  // Joins of thousands of tokens do this thousands of times, and a loop is several times faster than `map`.
  const made = one.slice();
  for (let index = 0; index < made.length; index += 1) made[index] = (made[index] ?? 0) | (other[index] ?? 0);
  return made;
}

/** @param {Bits} one @param {Bits} other @returns {Bits} what is in both */
export const common = (one, other) => one.map((word, index) => word & (other[index] ?? 0));

/** @param {Bits} bits @param {Bits} gone @returns {Bits} */
export const without = (bits, gone) => bits.map((word, index) => word & ~(gone[index] ?? 0));

/** @param {Bits} bits */
export const isEmpty = (bits) => bits.every((word) => word === 0);

/** @param {Bits} bits */
export function countOf(bits) {
  let count = 0;
  for (const word of bits) for (let left = word; left !== 0; left &= left - 1) count += 1;
  return count;
}

/** @param {Bits} one @param {Bits} other @returns {Generator<number>} what is in both, lowest first */
export function* numbersInBoth(one, other) {
  for (let index = 0; index < one.length; index += 1) {
    for (let left = (one[index] ?? 0) & (other[index] ?? 0); left !== 0; left &= left - 1)
      yield index * 32 + 31 - Math.clz32(left & -left);
  }
}
