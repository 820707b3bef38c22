/**
 * Lets features tell one another what happened without knowing each other.
 * Event names and their payloads are listed in events.js; nothing else is ever emitted.
 * @typedef {import('./events.js').EventMap} EventMap
 */
export class EventBus {
  /** @type {Map<string, Set<Function>>} */ #listeners = new Map();
  /**
   * Events that are kept for listeners to come, by name.
   * @type {Map<string, { payload: any, told: Set<Function> }[]>}
   */
  #kept = new Map();

  /**
   * @template {keyof EventMap} E
   * @param {E} name
   * @param {(payload: EventMap[E]) => void} listener
   * @returns {() => void} stops listening
   */
  on(name, listener) {
    const set = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, set.add(listener));
    return () => set.delete(listener);
  }

  /** @template {keyof EventMap} E @param {E} name @param {EventMap[E]} payload */
  emit(name, payload) {
    const listeners = new Set(this.#listeners.get(name));
    this.#kept.get(name)?.push({ payload, told: listeners });
    tell(listeners, payload);
  }

  /** Keeps what is emitted from now on for listeners that come before `release`. @param {keyof EventMap} name */
  keep(name) {
    this.#kept.set(name, []);
  }

  /** Tells the listeners that came since `keep` what was emitted before they came. @param {keyof EventMap} name */
  release(name) {
    const kept = this.#kept.get(name) ?? [];
    this.#kept.delete(name);
    for (const { payload, told } of kept) {
      tell(new Set([...(this.#listeners.get(name) ?? [])].filter((listener) => !told.has(listener))), payload);
    }
  }
}

/** @param {Set<Function>} listeners @param {unknown} payload */
function tell(listeners, payload) {
  for (const listener of listeners) {
    try {
      listener(payload);
    } catch (error) {
      // What one feature gets wrong must neither keep the others from hearing of it nor look to the teller like a
      // failure of its own.
      reportError(error);
    }
  }
}
