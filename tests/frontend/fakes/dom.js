/** As much of a page as the front end's controls need, so that they can be pressed without a browser. */

class FakeElement extends EventTarget {
  /** @type {(FakeElement|string)[]} */ #children = [];
  /** @type {Map<string, string>} */ #attributes = new Map();
  /** @type {FakeElement|null} */ parentElement = null;
  dataset = /** @type {Record<string, string>} */ ({});
  style = { setProperty() {} };
  hidden = false;
  scrollTop = 0;
  classList = {
    names: new Set(),
    add: (/** @type {string[]} */ ...names) => names.forEach((name) => this.classList.names.add(name)),
    remove: (/** @type {string[]} */ ...names) => names.forEach((name) => this.classList.names.delete(name)),
    contains: (/** @type {string} */ name) => this.classList.names.has(name),
    toggle: (/** @type {string} */ name, wanted = !this.classList.names.has(name)) => {
      this.classList[wanted ? 'add' : 'remove'](name);
      return wanted;
    },
  };

  /** @param {string} tag */
  constructor(tag) {
    super();
    this.tag = tag;
  }
  /** @param {string} name @param {string} value */
  setAttribute(name, value) {
    if (name === 'class') this.classList.names = new Set(value.split(' ').filter(Boolean));
    this.#attributes.set(name, value);
  }
  /** @param {string} name */
  getAttribute(name) {
    return this.#attributes.get(name) ?? null;
  }
  /** @param {string} name */
  removeAttribute(name) {
    this.#attributes.delete(name);
  }
  /** @returns {FakeElement[]} */
  get children() {
    return /** @type {FakeElement[]} */ (this.#children.filter((child) => child instanceof FakeElement));
  }
  get firstElementChild() {
    return this.children[0] ?? null;
  }
  /** @returns {FakeElement[]} */
  get all() {
    return this.children.flatMap((child) => [child, ...child.all]);
  }
  get isConnected() {
    return this.parentElement?.isConnected ?? false;
  }
  get textContent() {
    return this.#children.map((child) => (typeof child === 'string' ? child : child.textContent)).join('');
  }
  set textContent(words) {
    this.replaceChildren(words);
  }
  /** @param {(FakeElement|string)[]} children */
  append(...children) {
    for (const child of children) {
      if (child instanceof FakeElement) {
        child.remove();
        child.parentElement = this;
      }
      this.#children.push(child);
    }
  }
  /** @param {(FakeElement|string)[]} children */
  prepend(...children) {
    const rest = this.#children;
    this.#children = [];
    this.append(...children);
    this.#children.push(...rest);
  }
  /** @param {FakeElement} child */
  insertBefore(child) {
    this.append(child);
  }
  /** @param {FakeElement} next */
  replaceWith(next) {
    this.parentElement?.append(next);
    this.remove();
  }
  /** @param {(FakeElement|string)[]} children */
  replaceChildren(...children) {
    for (const child of this.children) child.parentElement = null;
    this.#children = [];
    this.append(...children);
  }
  remove() {
    const parent = this.parentElement;
    if (parent) parent.#children = parent.#children.filter((child) => child !== this);
    this.parentElement = null;
  }
  /** @param {unknown} other */
  contains(other) {
    return other === this || this.all.some((child) => child === other);
  }
  /** @param {string} tag only the name of one is known */
  querySelector(tag) {
    return this.all.find((child) => child.tag === tag) ?? null;
  }
  closest() {
    return null;
  }
  focus() {
    /** @type {any} */ (document).activeElement = this;
  }
  blur() {}
  matches() {
    return false;
  }
  checkVisibility() {
    return true;
  }
  getBoundingClientRect() {
    return { left: 0, top: 0, width: 100, height: 10 };
  }
}

class FakeBody extends FakeElement {
  get isConnected() {
    return true;
  }
}

class FakeDocument extends EventTarget {
  /** @param {string} name @param {any} listener @param {boolean} capture which Node's own does not know */
  removeEventListener(name, listener, capture) {
    super.removeEventListener(name, listener, { capture });
  }
}

/**
 * Puts a page in the place of the browser's.
 * @returns {{ body: any, named: (name: string) => any, press: (name: string) => void, keydown: (key: string) => void }}
 *   `named` finds by the accessible name or the words of a button
 */
export function fakePage() {
  const body = new FakeBody('body');
  const heard = new FakeDocument();
  Object.assign(globalThis, {
    Element: FakeElement,
    HTMLElement: FakeElement,
    HTMLButtonElement: class {},
    ResizeObserver: class {
      observe() {}
      disconnect() {}
    },
    document: Object.assign(heard, {
      body,
      activeElement: body,
      documentElement: new FakeElement('html'),
      createElement: (/** @type {string} */ tag) => new FakeElement(tag),
      createElementNS: (/** @type {string} */ _, /** @type {string} */ tag) => new FakeElement(tag),
      querySelectorAll: () => [],
      querySelector: () => null,
      hasFocus: () => true,
    }),
    matchMedia: () => ({ matches: false }),
    requestAnimationFrame: () => 0,
    cancelAnimationFrame: () => {},
  });
  const named = (/** @type {string} */ name) => {
    const found = body.all.find(
      (element) => element.getAttribute('aria-label') === name || (element.tag === 'button' && words(element) === name),
    );
    if (!found) throw new Error(`nothing is called “${name}”`);
    return found;
  };
  return {
    body,
    named,
    press: (name) => void named(name).dispatchEvent(new Event('click')),
    keydown: (key) => void heard.dispatchEvent(Object.assign(new Event('keydown', { cancelable: true }), { key })),
  };
}

/** @param {FakeElement} element @returns {string} */
const words = (element) => element.textContent.trim();
