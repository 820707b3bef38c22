/** Text files: UTF-8, or UTF-16 with a byte-order mark, which stays the first letter of the text. */
const MARK = '\uFEFF';
const UTF_16 = /** @type {const} */ ({ 'utf-16le': [0xff, 0xfe], 'utf-16be': [0xfe, 0xff] });

/**
 * @typedef {{ text: string, encoding: keyof typeof UTF_16|'' }} TextFile `encoding` as the companion has it: '' for
 *   UTF-8
 */

/**
 * @param {Uint8Array} bytes
 * @returns {TextFile}
 * @throws {TypeError} where they are no text in the encoding that they begin with
 */
export function decoded(bytes) {
  const encoding =
    /** @type {(keyof typeof UTF_16)[]} */ (Object.keys(UTF_16)).find((name) =>
      UTF_16[name].every((byte, index) => bytes[index] === byte),
    ) ?? '';
  return { text: new TextDecoder(encoding || 'utf-8', { fatal: true, ignoreBOM: true }).decode(bytes), encoding };
}

/** @param {string} text @param {string} [encoding] @returns {Uint8Array<ArrayBuffer>} */
export function encoded(text, encoding = '') {
  if (!(encoding in UTF_16)) return new TextEncoder().encode(text);
  const marked = text.startsWith(MARK) ? text : MARK + text;
  const bytes = new DataView(new ArrayBuffer(marked.length * 2));
  for (let index = 0; index < marked.length; index += 1)
    bytes.setUint16(index * 2, marked.charCodeAt(index), encoding === 'utf-16le');
  return new Uint8Array(bytes.buffer);
}

/**
 * Reads a file that somebody chose or dropped.
 * @param {File} file
 * @param {number} limit bytes of UTF-8 that a text may have
 * @returns {Promise<TextFile>} @throws {Error} with a message for people
 */
export async function readTextFile(file, limit) {
  const tooLarge = () =>
    new Error(
      `“${file.name}” has ${Math.ceil(file.size / 1024)} kB, and a diagram can have up to ${Math.floor(limit / 1024)} kB.`,
    );
  if (file.size > 2 * limit + MARK.length * 2) throw tooLarge();
  const bytes = new Uint8Array(await file.arrayBuffer());
  let read;
  try {
    read = decoded(bytes);
  } catch {
    throw new Error(`“${file.name}” is not a text file in UTF-8 or UTF-16.`);
  }
  if (new TextEncoder().encode(read.text).length > limit) throw tooLarge();
  return read;
}
