/**
 * One run from opening to closing: asks for traces, holds the position, plays. Knows no element of the page.
 *
 * @typedef {import('./run-model.js').Trace} Trace
 * @typedef {import('./run-model.js').Choice} Choice
 * @typedef {(choices: Choice[], seed: number|null) => Promise<Trace>} Run
 * @typedef {{ setTimeout: (callback: () => void, ms: number) => number, clearTimeout: (timer?: number) => void,
 *   random: () => number }} Surroundings
 * @typedef {'state'|'moved'|'trace'} Change `state`: playing, busy or failed; `moved`: another position; `trace`:
 *   another run
 */
import { ApiError } from '../api/client.js';
import { RunModel, sameIds } from './run-model.js';

export const SPEEDS = [0.5, 1, 2, 4];
const BEAT = 900;

export class RunSession {
  /** @type {RunModel|null} */ model = null;
  playing = false;
  speed = 1;
  busy = false;
  /** @type {unknown} what went wrong with the last request */ error = null;
  /** @type {number|null} */ seed = null;
  /** Where the run pauses for breakpoints. @type {() => import('./pauses.js').Pauses|null} */ pauses = () => null;
  #run;
  #changed;
  #around;
  #timer = 0;
  #request = 0;
  /** @type {() => Promise<boolean>} */ #again = async () => false;

  /** @param {Run} run @param {(change: Change, from: number) => void} changed @param {Surroundings} [around] */
  constructor(
    run,
    changed,
    around = { setTimeout: (f, ms) => setTimeout(f, ms), clearTimeout: (t) => clearTimeout(t), random: Math.random },
  ) {
    this.#run = run;
    this.#changed = changed;
    this.#around = around;
  }

  get position() {
    return this.model?.position ?? 0;
  }
  get last() {
    return this.model?.last ?? 0;
  }
  get atEnd() {
    return this.position === this.last;
  }

  /**
   * Starts a run without choices at its first step.
   * @param {() => void} [then] what to do when it is there, where nothing else came meanwhile
   */
  async open(then) {
    if (await this.#load([], null, 0)) then?.();
  }

  /** Forgets the run; an answer under way is dropped. */
  close() {
    this.#request += 1;
    this.pause();
    Object.assign(this, { model: null, busy: false, error: null, seed: null });
  }

  /** Repeats the request that failed. */
  retry() {
    return this.#again();
  }

  /** @param {number} position */
  seek(position) {
    if (!this.model) return;
    const from = this.model.position;
    this.model.moveTo(position);
    if (this.model.position !== from) this.#changed('moved', from);
    if (this.playing) this.#schedule();
  }

  step() {
    this.seek(this.position + 1);
  }
  back() {
    this.pause();
    this.seek(this.position - 1);
  }
  toStart() {
    this.pause();
    this.seek(0);
  }
  /** Goes to the end, or to where the run pauses before. */
  toEnd() {
    this.pause();
    this.seek(this.pauses()?.after(this.position) ?? this.last);
  }

  /**
   * Asks again for the run as it was chosen and at the same position, since the diagram is another. Where that is no
   * longer possible, it begins anew.
   */
  async renew() {
    if (!this.model) return;
    const {
      model: { trace, position },
      seed,
    } = this;
    if ((await this.#load(trace.choices, seed, position)) || this.error === null) return;
    if (this.error instanceof ApiError) await this.#load([], null, 0);
  }

  /** Goes back to the first step and forgets all choices. */
  restart() {
    this.pause();
    return this.#load([], null, 0);
  }

  /**
   * Takes a branch of the decision at this position: another one than before makes another future.
   * @param {{ label: string, edges: string[] }} option
   */
  async choose(option) {
    if (!this.model || this.busy) return;
    const { position } = this.model;
    const decision = this.model.decisionAt(position);
    if (!decision) return;
    const taken = decision.options[decision.taken];
    // Branches without a label are called after what they lead to, and two of those can have the same words.
    if (taken?.label === option.label && sameIds(taken.edges, option.edges)) return this.step();
    await this.#load(this.model.choicesWith(position, option), null, position + 1);
  }

  /** Lets chance take every choice from here on, and plays. */
  async surprise() {
    if (!this.model || this.busy) return;
    const { position } = this.model;
    const seed = 1000 + Math.floor(this.#around.random() * 9000);
    await this.#load(this.model.choicesBefore(position), seed, position);
    if (!this.error) this.play();
  }

  /** @param {number} speed one of SPEEDS */
  setSpeed(speed) {
    this.speed = speed;
    if (this.playing) this.#schedule();
    this.#changed('state', this.position);
  }

  toggle() {
    if (this.playing) this.pause();
    else this.play();
  }

  /** Plays on; from the end of a finished run it begins again. */
  play() {
    if (!this.model || this.model.waitsAt()) return;
    if (this.atEnd) this.seek(0);
    this.playing = true;
    this.#schedule();
    this.#changed('state', this.position);
  }

  pause() {
    this.#around.clearTimeout(this.#timer);
    if (!this.playing) return;
    this.playing = false;
    this.#changed('state', this.position);
  }

  #schedule() {
    this.#around.clearTimeout(this.#timer);
    this.#timer = this.#around.setTimeout(() => this.#beat(), BEAT / this.speed);
  }

  #beat() {
    if (!this.playing || !this.model) return;
    // A decision keeps the play button pressed: after the choice the run goes on by itself.
    if (this.pauses()?.at(this.position + 1)) this.playing = false;
    if (!this.atEnd) this.step();
    if (this.atEnd && !this.model.waitsAt()) this.pause();
  }

  /**
   * @param {Choice[]} choices
   * @param {number|null} seed
   * @param {number} position
   * @returns {Promise<boolean>} whether this run is the one that is shown
   */
  async #load(choices, seed, position) {
    this.#request += 1;
    const request = this.#request;
    this.#again = () => this.#load(choices, seed, position);
    Object.assign(this, { busy: true, error: null });
    this.#changed('state', this.position);
    try {
      const trace = await this.#run(choices, seed);
      if (request !== this.#request) return false;
      const from = this.position;
      this.model = new RunModel(trace);
      this.model.moveTo(position);
      Object.assign(this, { busy: false, seed });
      // A choice goes one step on, as playing does.
      if (this.position === from + 1 && this.pauses()?.at(this.position)) this.playing = false;
      if (this.playing) this.#schedule();
      this.#changed('trace', from);
      return true;
    } catch (reason) {
      if (request !== this.#request) return false;
      Object.assign(this, { busy: false, error: reason });
      this.pause();
      this.#changed('state', this.position);
      return false;
    }
  }
}
