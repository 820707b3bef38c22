/**
 * A text in an address: compressed by the format zlib (RFC 1950), then base64url without padding. A fragment is sent to
 * no server.
 */

/** More than this many characters are cut off by some programs that send links on. */
export const LONG_ADDRESS = 8000;

/** @param {string} text @returns {Promise<string>} */
export async function packText(text) {
  const bytes = await through(new TextEncoder().encode(text), new CompressionStream('deflate'), Infinity);
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/**
 * @param {string} packed
 * @param {number} limit bytes that the text may have
 * @returns {Promise<string>}
 * @throws {Error} where it is damaged or too long, in words for people
 */
export async function unpackText(packed, limit) {
  let bytes;
  try {
    const binary = atob(packed.replaceAll('-', '+').replaceAll('_', '/'));
    const packedBytes = Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
    bytes = await through(packedBytes, new DecompressionStream('deflate'), limit);
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (error instanceof RangeError) throw error;
    throw new Error('This link is damaged: check that it was copied completely.', { cause: error });
  }
}

/**
 * @param {Uint8Array} bytes
 * @param {CompressionStream|DecompressionStream} stream
 * @param {number} limit a small link can unpack to a huge text
 * @returns {Promise<Uint8Array>}
 */
async function through(bytes, stream, limit) {
  const source = new Blob([/** @type {BlobPart} */ (bytes)]).stream();
  const reader = source.pipeThrough(/** @type {ReadableWritablePair<Uint8Array, any>} */ (stream)).getReader();
  /** @type {Uint8Array[]} */ const parts = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > limit) {
      void reader.cancel();
      throw new RangeError('The text in this link is longer than a diagram may be here.');
    }
    parts.push(value);
  }
  const all = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
