/**
 * What is saved: the text and its companion.
 * @typedef {{ code: string, companion: Record<string, any> }} Work
 */

/** Whether two JSON values say the same; the order of fields says nothing. @param {any} a @param {any} b @returns {boolean} */
export function sameJson(a, b) {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null || Array.isArray(a) !== Array.isArray(b)) return false;
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => Object.hasOwn(b, name) && sameJson(a[name], b[name]));
}

/**
 * What an answer changed in the companion that was asked with, put over the one of now, field by field.
 * @param {Record<string, any>} now @param {Record<string, any>} asked @param {Record<string, any>} answer @returns {Record<string, any>}
 */
export function withChanges(now, asked, answer) {
  const next = { ...now };
  for (const name of new Set([...Object.keys(asked), ...Object.keys(answer)])) {
    if (!Object.hasOwn(answer, name)) delete next[name];
    else if (!Object.hasOwn(asked, name) || !sameJson(asked[name], answer[name])) next[name] = answer[name];
  }
  return next;
}

/** @param {Work} a @param {Work} b @returns {boolean} */
export const sameWork = (a, b) => a.code === b.code && sameJson(a.companion, b.companion);
