/**
 * The pages that the service worker answers with while the server cannot be reached: the server wrote them when the
 * worker was fetched, and what this browser has kept is put into them. Knows neither network nor caches.
 * @typedef {{ document: string, home: string, words: string }} Shells
 * @typedef {{ title?: string, offline?: boolean }} Data of a page
 */
const PLACES = /OFFLINE-NONCE|OFFLINE-TITLE|OFFLINE-MESSAGE|"OFFLINE-DATA"/g;
const ESCAPES = /** @type {Record<string, string>} */ ({
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
});
const NOT_KEPT =
  'This diagram was not opened in the editor of this browser lately, so it is not kept here. It opens when the server can be reached.';
const NEEDS_SERVER = 'This page needs the server, which cannot be reached. Try again in a moment.';
/** What is said at the first of these beginnings of a path. @type {[RegExp, string][]} */
const WORDS = [
  [
    /^\/e\//,
    'A link to edit opens with the server only. If you edited the diagram in this browser lately, the home page opens it from “My diagrams”.',
  ],
  [/^\/d\/[^/]+\/history$/, 'The history of a diagram is on the server. It opens when the server can be reached.'],
  [/^\/d\//, NOT_KEPT],
  [/^\/samples(\/|$)/, 'The samples need the server. The home page begins a new diagram without it.'],
  [/^\/help(\/|$)/, 'The help needs the server, which cannot be reached. Try again in a moment.'],
];

/** @param {{ pages: Shells, headers: Record<string, string> }} build */
export function createOfflinePages({ pages, headers }) {
  /** @param {string} shell @param {number} status @param {{ data?: Data, title?: string, message?: string }} parts */
  function answer(shell, status, { data = {}, title = '', message = '' }) {
    const nonce = newNonce();
    /** @type {Record<string, string>} */
    const parts = {
      'OFFLINE-NONCE': nonce,
      'OFFLINE-TITLE': escaped(title),
      'OFFLINE-MESSAGE': escaped(message),
      '"OFFLINE-DATA"': inScript(data),
    };
    // In one pass: what is put in may say anything, also the names of these places.
    const text = shell.replace(PLACES, (place) => parts[place] ?? '');
    const filled = Object.entries(headers).map(([name, value]) => [name, value.replace('OFFLINE-NONCE', nonce)]);
    return new Response(text, { status, headers: Object.fromEntries(filled) });
  }

  return {
    /** The editor. @param {Data} data of the page */
    document: (data) =>
      answer(pages.document, 200, { data: { ...data, offline: true }, title: data.title || 'Untitled' }),
    home: () => answer(pages.home, 200, {}),
    /** What cannot be opened, in words. @param {string} path */
    words: (path) =>
      answer(pages.words, 503, { message: WORDS.find(([begins]) => begins.test(path))?.[1] ?? NEEDS_SERVER }),
  };
}

/** @param {string} text */
const escaped = (text) => text.replace(/[&<>"']/g, (letter) => ESCAPES[letter] ?? '');

/** JSON in which nothing can end the element that it stands in. @param {unknown} data */
const inScript = (data) =>
  JSON.stringify(data).replace(
    /[<>&'\u2028\u2029]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

const newNonce = () =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
