/**
 * Lets features tell one another what happened without knowing each other.
 * Event names and their payloads are listed in events.js; nothing else is ever emitted.
 * @typedef {import('./events.js').EventMap} EventMap
 */
export class EventBus {
  /** @type {Map<string, Set<Function>>} */ #listeners = new Map();

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
    for (const listener of [...(this.#listeners.get(name) ?? [])]) {
      try {
        listener(payload);
      } catch (error) {
        // What one feature gets wrong must neither keep the others from hearing of it nor look to the teller like a
        // failure of its own.
        reportError(error);
      }
    }
  }
}
