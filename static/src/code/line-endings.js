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
 * The form after changes of the text: a new line takes the ending of the line before it. The server does the same
 * (webapp/live_changes).
 * @param {Form} form
 * @param {import('@codemirror/state').Text} before the text before them
 * @param {import('@codemirror/state').ChangeSet} changes
 * @param {import('@codemirror/state').Text} after the text behind them
 * @returns {Form}
 */
export function afterChanges(form, before, changes, after) {
  const { breaks, usual } = form;
  let next = '';
  /** How many line breaks of the text before are in `next`, or gone. */ let line = 0;
  changes.iterChanges((fromA, toA, fromB, _toB, inserted) => {
    const first = before.lineAt(fromA).number - 1;
    next += breaks.slice(line, first);
    const [above, here, gone] = [next.slice(-1), breaks[first] ?? '', breaks.slice(-1)];
    const ending = (after.lineAt(fromB).from === fromB ? above || here : here || above) || gone || usual;
    next += ending.repeat(inserted.lines - 1);
    line = before.lineAt(toA).number - 1;
  }, true);
  next += breaks.slice(line);
  return next === breaks ? form : { ...form, breaks: next };
}

/** Whether the form can be told from the text alone. @param {Form} form @returns {boolean} */
export const isUniform = (form) => form.breaks === form.usual.repeat(form.breaks.length);

/** @param {string} breaks @returns {string} */
function mostFrequent(breaks) {
  const count = (/** @type {string} */ name) => breaks.split(name).length;
  return ['n', 'w', 'r'].reduce((best, name) => (count(name) > count(best) ? name : best));
}
