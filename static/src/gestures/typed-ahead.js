/** Names that are typed while the parts that they are for are still on their way from the server. */

/** @typedef {{ operations: object[], words: string, state: 'typed'|'finished'|'given up' }} Name */

export class TypedAhead {
  /** @type {Name[]} */ #awaited = [];

  /** From now on what is typed is the name of what these operations make. @param {object[]} operations */
  begin(operations) {
    if (!this.#awaited.some((name) => name.operations === operations))
      this.#awaited.push({ operations, words: '', state: 'typed' });
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
    if (key === 'Escape') Object.assign(name, { words: '', state: 'given up' });
    else if (key === 'Enter' && shiftKey) name.words += '\n';
    else if (key === 'Enter') name.state = 'finished';
    else if (key === 'Backspace') name.words = [...name.words].slice(0, -1).join('');
    else if (key.length === 1) name.words += key;
    return changes || key === 'Escape';
  }

  /**
   * What became of these operations is known.
   * @param {object[]|undefined} operations
   * @returns {{ typed: string, finished: boolean }} the name that was typed for them, '' where there is none
   */
  end(operations) {
    const name = this.#awaited.find((one) => one.operations === operations);
    this.#awaited = this.#awaited.filter((one) => one !== name);
    return { typed: name?.words.trim() ?? '', finished: name?.state === 'finished' };
  }
}
