/**
 * What must not be disturbed. While a hand is at work on the canvas (a press, an open rename), no picture is put under
 * it;
 * while other work is under way (a run, an edit that the server is asked for), none that is merely better.
 * @typedef {'hand'|'work'} Cause
 */
export class Busy {
  #held = { hand: 0, work: 0 };
  /** @type {(() => void)[]} */ #waiting = [];

  /** @param {Cause} cause @returns {() => void} ends it; further calls do nothing */
  hold(cause) {
    this.#held[cause] += 1;
    let open = true;
    return () => {
      if (!open) return;
      open = false;
      this.#held[cause] -= 1;
      for (const look of this.#waiting.splice(0)) look();
    };
  }

  /** @param {Cause[]} causes @returns {Promise<void>} fulfilled when none of them holds */
  async ended(...causes) {
    // Who ends one thing may begin the next in the same breath, so that each one looks again.
    while (causes.some((cause) => this.#held[cause] > 0))
      await new Promise((look) => {
        this.#waiting.push(() => look(undefined));
      });
  }
}
