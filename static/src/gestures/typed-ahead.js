/** Names that are typed while the parts that they are for are still on their way from the server. */

/** @typedef {{ typed: string, state: 'typed'|'finished'|'given up' }} Name */

export class TypedAhead {
  /** @type {Name[]} */ #awaited = [];

  /** From now on what is typed is the name of what an edit makes. @returns {Name} */
  begin() {
    /** @type {Name} */ const name = { typed: '', state: 'typed' };
    this.#awaited.push(name);
    return name;
  }

  /**
   * Takes a key that belongs to a name. After Enter the name is finished: keys are meant for the new part, and until
   * that is there they would
   * change another one.
   * @param {Pick<KeyboardEvent, 'key'|'ctrlKey'|'metaKey'|'altKey'|'shiftKey'>} event
   * @returns {boolean} whether it was taken
   */
  take({ key, ctrlKey, metaKey, altKey, shiftKey }) {
    const name = this.#awaited.at(-1);
    if (!name || name.state === 'given up' || ctrlKey || metaKey || altKey) return false;
    const changes = key.length === 1 || key === 'Enter' || key === 'Backspace' || key === 'Delete';
    if (name.state === 'finished') return changes || key === 'Escape' || key === 'F2';
    if (key === 'Escape') Object.assign(name, { typed: '', state: 'given up' });
    else if (key === 'Enter' && shiftKey) name.typed += '\n';
    else if (key === 'Enter') name.state = 'finished';
    else if (key === 'Backspace') name.typed = [...name.typed].slice(0, -1).join('');
    else if (key.length === 1) name.typed += key;
    return changes || key === 'Escape';
  }

  /**
   * What became of the edit is known.
   * @param {Name} name
   * @returns {{ typed: string, finished: boolean }} `typed` is '' where nothing was typed, or it was given up
   */
  end(name) {
    this.#awaited = this.#awaited.filter((one) => one !== name);
    const finished = name.state === 'finished';
    // Whoever goes on typing goes on behind the blank that ends what was typed until now.
    return { typed: finished ? name.typed.trim() : name.typed.trimStart(), finished };
  }
}
