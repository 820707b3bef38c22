/** What is pressed while the run that it is meant for is on its way: it is done, in order, as soon as that is there. */

export class Ahead {
  /** @type {(() => void)[]} */ #acts = [];
  #coming;
  #onItsWay;

  /**
   * @param {{ coming: () => boolean, onItsWay: () => boolean }} run `coming`: a run was asked for, and none is there;
   *   `onItsWay`: another one will be there soon
   */
  constructor({ coming, onItsWay }) {
    this.#coming = coming;
    this.#onItsWay = onItsWay;
  }

  get coming() {
    return this.#coming();
  }

  /** Keeps what is to be done with the run that comes. @param {() => void} act */
  add(act) {
    this.#acts.push(act);
  }

  /** Does it with the run that is shown, where there is one and nothing waits. @param {() => void} act */
  now(act) {
    if (this.#coming() || this.#acts.length > 0) this.add(act);
    else act();
  }

  /** Goes on in the run that comes: the one that is shown then has no such step. @param {() => void} act */
  further(act) {
    if (this.#onItsWay()) this.add(act);
    else this.now(act);
  }

  /** Drops what waits: its run does not come, or the person goes elsewhere. */
  clear() {
    this.#acts = [];
  }

  /** The run is there. What follows a choice waits again, for the run with that choice. */
  flush() {
    const acts = this.#acts;
    this.#acts = [];
    acts.forEach((act, done) => {
      if (this.#acts.length > 0 || (done > 0 && this.#onItsWay())) this.add(act);
      else act();
    });
  }
}
