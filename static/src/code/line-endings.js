/**
 * What CodeMirror does not keep of a text: each line's own ending and the byte-order mark. Its document has LF only, so
 * the endings stand
 * beside it, one character a line break, and are put back when the text leaves the page.
 * @typedef {{ bom: boolean, breaks: string, usual: string }} Form `breaks` has one of n (LF), r (CR), w (CR LF) for
 *   each line break;
 *   `usual` is the one that new lines get
 */
const MARK = '\uFEFF';
const WRITTEN = /** @type {Record<string, string>} */ ({ n: '\n', r: '\r', w: '\r\n' });
const NAMES = /** @type {Record<string, string>} */ ({ '\n': 'n', '\r': 'r', '\r\n': 'w' });

/**
 * Takes a text apart.
 * @param {string} code
 * @returns {{ text: string, form: Form }} the text with LF only and without byte-order mark
 */
export function takeApart(code) {
  const bom = code.startsWith(MARK);
  const rest = bom ? code.slice(1) : code;
  const breaks = (rest.match(/\r\n|\r|\n/g) ?? []).map((found) => NAMES[found]).join('');
  return { text: rest.replace(/\r\n?/g, '\n'), form: { bom, breaks, usual: mostFrequent(breaks) } };
}

/** Puts a text together again: the inverse of `takeApart`. @param {string} text @param {Form} form @returns {string} */
export function putTogether(text, form) {
  const mark = form.bom ? MARK : '';
  if (!/[rw]/.test(form.breaks)) return mark + text;
  let line = 0;
  return mark + text.replace(/\n/g, (usual) => WRITTEN[form.breaks[line++] ?? form.usual] ?? usual);
}

/**
 * The form after a change of the text.
 * @param {Form} form @param {number} before line breaks that stand before the change
 * @param {number} removed line breaks taken away there @param {number} added line breaks put in there
 * @returns {Form}
 */
export function afterChange(form, before, removed, added) {
  if (removed === 0 && added === 0) return form;
  const breaks = form.breaks.slice(0, before) + form.usual.repeat(added) + form.breaks.slice(before + removed);
  return { ...form, breaks };
}

/** Whether the form can be told from the text alone. @param {Form} form @returns {boolean} */
export const isUniform = (form) => form.breaks === form.usual.repeat(form.breaks.length);

/** @param {string} breaks @returns {string} */
function mostFrequent(breaks) {
  const count = (/** @type {string} */ name) => breaks.split(name).length;
  return ['n', 'w', 'r'].reduce((best, name) => (count(name) > count(best) ? name : best));
}
