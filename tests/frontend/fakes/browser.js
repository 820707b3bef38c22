/** As much of a browser as saving needs: storages, IndexedDB, and the events of a page that comes and goes. */

/** @param {{ full: () => boolean }} options */
function fakeStorage({ full }) {
  /** @type {Record<string, any>} */ const kept = {};
  const hidden = (/** @type {Function} */ value) => ({ value, enumerable: false });
  Object.defineProperties(kept, {
    getItem: hidden((/** @type {string} */ name) => (Object.hasOwn(kept, name) ? kept[name] : null)),
    setItem: hidden((/** @type {string} */ name, /** @type {string} */ value) => {
      if (full()) throw new DOMException('full', 'QuotaExceededError');
      Object.defineProperty(kept, name, { value, enumerable: true, configurable: true, writable: true });
    }),
    removeItem: hidden((/** @type {string} */ name) => delete kept[name]),
  });
  return kept;
}

/** A request of IndexedDB that is answered at once. @param {() => any} deed */
function request(deed) {
  const made = /** @type {any} */ ({});
  queueMicrotask(() => {
    try {
      made.result = deed();
      made.onsuccess?.();
    } catch (error) {
      made.error = error;
      made.onerror?.();
    }
  });
  return made;
}

/**
 * @returns {{ drafts: Map<string, any>, happens: (event: string) => Event, full: boolean, begin: () => void }} `drafts`
 *   are those in IndexedDB; while `full`, nothing is kept any more; `begin` empties it for another page
 */
export function fakeBrowser() {
  /** @type {Map<string, any>} */ const drafts = new Map();
  let page = new EventTarget();
  const browser = {
    drafts,
    full: false,
    happens: (/** @type {string} */ name) => {
      const event = new Event(name, { cancelable: true });
      page.dispatchEvent(event);
      return event;
    },
    begin() {
      page = new EventTarget();
      drafts.clear();
      browser.full = false;
      for (const [name, value] of Object.entries({ ...values, localStorage: storage(), sessionStorage: storage() }))
        Object.defineProperty(globalThis, name, { configurable: true, writable: true, value });
    },
  };
  const store = {
    put: (/** @type {any} */ draft) =>
      request(() => {
        if (browser.full) throw new DOMException('full', 'QuotaExceededError');
        drafts.set(draft.id, structuredClone(draft));
      }),
    delete: (/** @type {string} */ id) => request(() => drafts.delete(id)),
    index: () => ({
      getAll: (/** @type {string} */ subject) =>
        request(() => [...drafts.values()].filter((draft) => draft.subject === subject)),
    }),
  };
  const storage = () => fakeStorage({ full: () => browser.full });
  const values = {
    indexedDB: { open: () => request(() => ({ transaction: () => ({ objectStore: () => store }) })) },
    navigator: {},
    window: { requestIdleCallback: true },
    requestIdleCallback: (/** @type {() => void} */ go) => queueMicrotask(go),
    location: { origin: 'https://lanestep.example' },
    history: { replaceState() {} },
    HTMLElement: class {},
    document: { activeElement: null, documentElement: { dataset: {} } },
    addEventListener: (/** @type {string} */ name, /** @type {any} */ listener) =>
      page.addEventListener(name, listener),
  };
  browser.begin();
  return browser;
}
