/**
 * JSON Merge Patch (RFC 7396): the fields that change; null removes one. Pure.
 * @typedef {Record<string, unknown>} Patch
 */

/** @param {unknown} value @returns {value is Record<string, unknown>} */
const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** @param {unknown} value @param {unknown} patch @returns {unknown} the value with the patch applied */
export function patched(value, patch) {
  if (!isObject(patch)) return patch;
  /** @type {Map<string, unknown>} */
  const result = new Map(isObject(value) ? Object.entries(value) : []);
  for (const [name, change] of Object.entries(patch)) {
    if (change === null) result.delete(name);
    else result.set(name, patched(result.get(name), change));
  }
  return Object.fromEntries(result);
}

/**
 * The patch that leads from one object to another; it is empty where they say the same.
 * @param {object} before
 * @param {object} after
 * @returns {Patch}
 */
export function patchBetween(before, after) {
  const [was, is] = [new Map(Object.entries(before)), new Map(Object.entries(after))];
  /** @type {[string, unknown][]} */
  const changes = [...was.keys()].filter((name) => !is.has(name)).map((name) => [name, null]);
  for (const [name, value] of is) {
    const old = was.get(name);
    if (was.has(name) && JSON.stringify(old) === JSON.stringify(value)) continue;
    if (!isObject(old) || !isObject(value)) changes.push([name, value]);
    else if (Object.keys(patchBetween(old, value)).length > 0) changes.push([name, patchBetween(old, value)]);
  }
  return Object.fromEntries(changes);
}
