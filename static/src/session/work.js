/**
 * What is saved: the text and its companion.
 * @typedef {{ code: string, companion: import('../core/events.js').Companion }} Work
 */

/** @param {unknown} value @returns {value is Record<string, unknown>} */
const isObject = (value) => typeof value === 'object' && value !== null;

/**
 * Whether two JSON values say the same; the order of fields says nothing.
 * @param {unknown} a
 * @param {unknown} b
 * @returns {boolean}
 */
export function sameJson(a, b) {
  if (a === b) return true;
  if (!isObject(a) || !isObject(b) || Array.isArray(a) !== Array.isArray(b)) return false;
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => Object.hasOwn(b, name) && sameJson(a[name], b[name]))
  );
}

/**
 * What an answer changed in the companion that was asked with, put over the one of now, field by field.
 * @template {Record<string, unknown>} Fields
 * @param {Fields} now
 * @param {Fields} asked
 * @param {Fields} answer
 * @returns {Fields}
 */
export function withChanges(now, asked, answer) {
  /** @type {Record<string, unknown>} */ const next = { ...now };
  for (const name of new Set([...Object.keys(asked), ...Object.keys(answer)])) {
    if (!Object.hasOwn(answer, name)) delete next[name];
    else if (!Object.hasOwn(asked, name) || !sameJson(asked[name], answer[name])) next[name] = answer[name];
  }
  return /** @type {Fields} */ (next);
}

/**
 * A companion as the server stores it: without fields that say nothing.
 * @param {import('../core/events.js').Companion} companion
 */
export const asStored = (companion) =>
  Object.fromEntries(
    Object.entries(companion).filter(([, value]) =>
      typeof value === 'object' && value !== null ? Object.keys(value).length > 0 : Boolean(value),
    ),
  );

/** @param {Work} a @param {Work} b @returns {boolean} */
export const sameWork = (a, b) => a.code === b.code && sameJson(asStored(a.companion), asStored(b.companion));

/** JSON with its fields in one order. @param {unknown} value @returns {unknown} */
const ordered = (value) => {
  if (Array.isArray(value)) return value.map(ordered);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((name) => [name, ordered(value[name])]),
  );
};

/**
 * A short name of a work, the same for the same work: texts are long, and of those that were sent only this has to be
 * known again.
 * Two streams of 32 bits and the length: pages without https have no crypto.subtle.
 * @param {Work} work @returns {string}
 */
export function fingerprint({ code, companion }) {
  const text = `${code}\n${JSON.stringify(ordered(asStored(companion)))}`;
  let [a, b] = [0x811c9dc5, 0x9e3779b9];
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ unit, 0x85ebca6b);
    b ^= b >>> 13;
  }
  return [a >>> 0, b >>> 0, text.length].map((part) => part.toString(36)).join('.');
}
