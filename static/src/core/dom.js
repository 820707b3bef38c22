/**
 * Builds elements. Text is always set as text, never as markup.
 * @param {string} tag
 * @param {Record<string, unknown>} [attributes] `class`, `on<event>` listeners, booleans, anything else as attribute
 * @param {...(Node|string|null|undefined|false)} children @returns {HTMLElement}
 */
export function h(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/**
 * The same for SVG elements.
 * @param {string} tag
 * @param {Record<string, unknown>} [attributes]
 * @param {...(Node|string|null|undefined|false)} children
 * @returns {SVGElement}
 */
export function s(tag, attributes = {}, ...children) {
  return fill(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);
}

/**
 * @template {Element} E
 * @param {E} element
 * @param {Record<string, unknown>} attributes
 * @param {(Node|string|null|undefined|false)[]} children
 * @returns {E}
 */
function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on') && typeof value === 'function')
      element.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  for (const child of children) if (child !== null && child !== undefined && child !== false) element.append(child);
  return element;
}

/** The JSON that the server wrote into the page. @returns {unknown} */
export function pageData() {
  return JSON.parse(document.getElementById('page-data')?.textContent ?? '{}');
}

/** Whether fingers are what points here, so that nobody clicks and no keys are at hand. */
export const byTouch = () => matchMedia('(pointer: coarse)').matches;

/** Whether the reader asked for less motion. */
export const reducedMotion = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

/**
 * What a proxy has put before all addresses of ours, without a slash at its end; empty where there is none.
 * @returns {string}
 */
export const prefix = () => globalThis.document?.documentElement.dataset.prefix ?? '';

/** @param {string} path one of ours, such as `/new` @returns {string} */
export const at = (path) => `${prefix()}${path}`;

/** @param {string} path @returns {string} what can be sent to somebody */
export const wholeAddress = (path) => `${location.origin}${at(path)}`;

/** Whether the person was here before: the page was loaded again, or Back or Forward led to it. @returns {boolean} */
export const cameBack = () => isLoadedAgain() || cameHere() === 'back_forward';

/** Whether the page was loaded again. @returns {boolean} */
export const isLoadedAgain = () => cameHere() === 'reload';

function cameHere() {
  const [entry] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType('navigation'));
  return entry?.type;
}

/**
 * Sets a text where it is another one: the browser would lay out the same words again.
 * @param {HTMLElement} element
 * @param {string} text
 */
export function setText(element, text) {
  if (element.textContent === text) return;
  const [only, ...others] = element.childNodes;
  // Another node for the same words would have to be styled and laid out anew.
  if (only?.nodeType === Node.TEXT_NODE && others.length === 0) only.nodeValue = text;
  else element.textContent = text;
}

/**
 * Sets an attribute where it is another one: the browser would look for styles again.
 * @param {Element} element
 * @param {string} name
 * @param {string} value
 */
export function setAttribute(element, name, value) {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}
