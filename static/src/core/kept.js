/**
 * Where this browser keeps the diagrams that open without the server: page data by the view key, in a cache that pages
 * and the service worker read. No key but the view key is in it.
 */
export const KEPT = 'lanestep.kept';

/** @param {string} prefix of a proxy @param {string} key to view */
export const keptAddress = (prefix, key) => `${prefix}/kept/${encodeURIComponent(key)}`;

/** Forbidden in some browsers, and missing where the address is not secure. @returns {Promise<Cache|null>} */
export async function keptCache() {
  try {
    return await caches.open(KEPT);
  } catch {
    return null;
  }
}

/** @param {string} prefix @param {string} key to view */
export async function dropKept(prefix, key) {
  await (await keptCache())?.delete(keptAddress(prefix, key)).catch(() => false);
}
