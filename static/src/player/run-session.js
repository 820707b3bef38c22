/**
 * One run from opening to closing: asks for traces, holds the position, plays. Knows no element of the page.
 *
 * @typedef {import('./run-model.js').Trace} Trace
 * @typedef {import('./run-model.js').RunModel} Model
 * @typedef {import('./run-model.js').Choice} Choice
 * @typedef {{ choices: Choice[], seed: number|null, options: Record<string, unknown> }} Asked a run as it is asked for
 * @typedef {(choices: Choice[], seed: number|null, options: Record<string, unknown>) => Promise<Trace>} Run
 * @typedef {{ setTimeout: (callback: () => void, ms: number) => number, clearTimeout: (timer?: number) => void,
 *   random: () => number }} Surroundings
 * @typedef {{ partly?: boolean, again?: boolean, most?: number, stays?: boolean }} Ways `partly`: also as far as the
 *   choices apply; `again`: it is a run that was shown before, of a diagram that may have changed; `most`: how far a
 *   person who moved meanwhile may be; `stays`: it is the run that is shown, as the diagram or the options are now
 * @typedef {'state'|'moved'|'trace'} Change `state`: playing, busy or failed; `moved`: another position; `trace`:
 *   another run
 */
import { keep, read } from '../core/storage.js';
import { NOTHING, asFarAsItGoes, whole } from './as-far-as-it-goes.js';
import { followedChoices } from './followed-ids.js';
import { sameIds } from './player-maths.js';

export const SPEEDS = [0.25, 0.5, 1, 2, 4, 8];
const SPEED = 'lanestep.speed';
/** The time between two steps at the usual speed, in ms. */
export const BEAT = 900;
/** @type {import('./replay.js').Replay} */ const BEGINNING = { at: 0, ...NOTHING };

/** The speed that was chosen last in this browser. */
function keptSpeed() {
  const kept = Number(read(SPEED));
  return SPEEDS.includes(kept) ? kept : 1;
}

/** @param {Model} model @param {string} node @returns {number|null} the next position at which it fires */
function nextFiring(model, node) {
  for (let step = model.position + 2; step <= model.last; step += 1) if (model.firedIn(step) === node) return step - 1;
  return model.trace.waiting?.node === node && model.position < model.last ? model.last : null;
}

export class RunSession {
  /** @type {Model|null} */ model = null;
  playing = false;
  speed = keptSpeed();
  busy = false;
  /** @type {unknown} what went wrong with the last request */ error = null;
  /** @type {number|null} */ seed = null;
  /** Where "Restart" goes to. @type {{ choices: Choice[], at: number }|null} */ checkpoint = null;
  /** Where the run pauses for breakpoints. @type {() => import('./pauses.js').Pauses|null} */ pauses = () => null;
  /** What the run was asked for with; also where the diagram has not all of it. @type {Asked} */ asked = NOTHING;
  /** Why a run from elsewhere, or of another diagram, does not go as far as it was asked for. */ stopped = '';
  /** The first of its choices that the diagram does not have. @type {Choice|null} */ refused = null;
  /** Whether it is shown without the options that it was asked for with, since the diagram does not take them. */
  optionsLeftOut = false;
  /** Whether it was shown before: elsewhere, or of the diagram as it was. */ again = false;
  #run;
  #changed;
  #around;
  #timer = 0;
  #request = 0;
  /** Where the run was left; the diagram of the moment may not lead there. */ #at = 0;
  /** What is under way, and where it will be shown. @type {{ asked: Asked, at: number, ways: Ways }|null} */
  #asking = null;
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

  /** Whether another run than the one that is shown will be there soon. */
  get onItsWay() {
    return this.#asking !== null && !this.#asking.ways.stays;
  }

  /** The options of the run that is shown, beyond the document's. @returns {Asked['options']} */
  get options() {
    return this.optionsLeftOut ? {} : this.asked.options;
  }

  /** The run and its position, to be opened again elsewhere. @returns {import('./replay.js').Replay} */
  get replay() {
    return { at: this.#at, ...this.asked };
  }

  /**
   * Opens a run: without choices at its first step, or one that was shown elsewhere, as far as its choices apply.
   * @param {import('./replay.js').Replay} [replay]
   */
  open({ at, choices, seed, options } = BEGINNING) {
    const asked = { choices: /** @type {Choice[]} */ (choices), seed, options };
    return this.#load(asked, at, { partly: true, again: true });
  }

  /** Forgets the run; an answer under way is dropped. */
  close() {
    this.#request += 1;
    this.pause();
    this.#asking = null;
    Object.assign(this, {
      model: null,
      busy: false,
      error: null,
      seed: null,
      asked: NOTHING,
      stopped: '',
      refused: null,
      optionsLeftOut: false,
      again: false,
      checkpoint: null,
    });
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
    this.#at = this.model.position;
    if (this.model.position !== from) {
      // Whoever moves while an answer is under way stays there.
      if (this.#asking) this.#asking.at = Math.min(this.#at, this.#asking.ways.most ?? Infinity);
      this.#changed('moved', from);
    }
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
   * Goes on to where a node fires next, or to where the run pauses before: at a breakpoint or at an open choice.
   * @param {string} node
   * @returns {'there'|'paused'|'waits'|'never'} `never`: this run does not come there any more
   */
  runTo(node) {
    this.pause();
    const { model } = this;
    if (!model) return 'never';
    const there = nextFiring(model, node);
    if (there === null && !model.trace.waiting) return model.state.active === node ? 'there' : 'never';
    const goal = there ?? this.last;
    const stop = this.pauses()?.after(this.position) ?? goal;
    this.seek(Math.min(stop, goal));
    if (stop < goal) return 'paused';
    return there === null && model.state.active !== node ? 'waits' : 'there';
  }

  /** Shows another run at a position. @param {Choice[]} choices @param {number} position */
  show(choices, position) {
    this.pause();
    return this.#load({ options: this.options, choices, seed: null }, position);
  }

  /**
   * Asks again for the run as it was chosen and at the same position, since the diagram is another: as far as the
   * choices apply. What no longer applies is kept, for the diagram may become the old one again.
   * @param {import('./followed-ids.js').Renamed} [renamed] what got another id
   */
  async renew(renamed) {
    if (renamed && this.checkpoint)
      this.checkpoint = { ...this.checkpoint, choices: followedChoices(this.checkpoint.choices, renamed) };
    if (this.model) await this.#askAgain({}, renamed);
  }

  /**
   * Asks for the run again under other options, with the same choices as far as they apply.
   * @param {Asked['options']} options
   */
  async withOptions(options) {
    await this.#askAgain({ options });
  }

  /**
   * What is under way is part of the run already.
   * @param {Partial<Asked>} differs @param {import('./followed-ids.js').Renamed} [renamed]
   */
  async #askAgain(differs, renamed) {
    const { model } = this;
    const made = !model || this.stopped ? this.asked.choices : model.choicesBefore(this.last);
    const { asked, at, ways } = this.#asking ?? {
      asked: { ...this.asked, choices: made },
      at: this.#at,
      ways: { stays: true },
    };
    const choices = renamed ? followedChoices(asked.choices, renamed) : asked.choices;
    await this.#load({ ...asked, choices, ...differs }, at, { ...ways, partly: true, again: true });
  }

  /** Goes back to the checkpoint, or to the first step without choices. */
  restart() {
    this.pause();
    const { choices, at } = this.checkpoint ?? { choices: [], at: 0 };
    return this.#load({ options: this.options, choices, seed: null }, at, { partly: this.checkpoint !== null });
  }

  /** Has "Restart" go to where the run is, with the choices up to there; or to the first step again. */
  toggleCheckpoint() {
    const { model, checkpoint } = this;
    if (!model) return;
    this.checkpoint = checkpoint ? null : { choices: model.choicesBefore(this.position), at: this.position };
    this.#changed('state', this.position);
  }

  /**
   * Takes a branch of the decision at this position: another one than before makes another future. While an answer is
   * under way, the later choice is the one that counts.
   * @param {{ label: string, edges: string[] }} option
   * @returns {Promise<boolean>} whether the run goes on along it
   */
  async choose(option) {
    if (!this.model) return false;
    const { position } = this.model;
    const decision = this.model.decisionAt(position);
    if (!decision) return false;
    const taken = decision.options[decision.taken];
    // Branches without a label are called after what they lead to, and two of those can have the same words.
    if (taken?.label === option.label && sameIds(taken.edges, option.edges) && !this.#asking) {
      this.step();
      return true;
    }
    const asked = { options: this.#options, choices: this.model.choicesWith(position, option), seed: null };
    const ways = { partly: this.#asking?.ways.partly, most: position + 1 };
    return this.#load(asked, position + 1, ways);
  }

  /** Whether every decision takes its first branch, unasked: then chance decides nothing. */
  get takesFirst() {
    return this.model?.trace.otherwise === 'script';
  }

  /** Lets chance take every choice from here on, and plays. */
  async surprise() {
    if (!this.model || this.takesFirst) return;
    const { position } = this.model;
    const seed = 1000 + Math.floor(this.#around.random() * 9000);
    const asked = { options: this.#options, choices: this.model.choicesBefore(position), seed };
    const shown = await this.#load(asked, position, { partly: this.#asking?.ways.partly, most: position });
    if (shown && this.position === position) this.play();
  }

  /** The options of the run that is under way, or else of the one that is shown. */
  get #options() {
    return this.#asking?.asked.options ?? this.options;
  }

  /** @param {number} speed one of SPEEDS */
  setSpeed(speed) {
    this.speed = speed;
    keep(SPEED, String(speed));
    if (this.playing) this.#schedule();
    this.#changed('state', this.position);
  }

  /** Faster or slower by one. @param {1|-1} by */
  changeSpeed(by) {
    const speed = SPEEDS[SPEEDS.indexOf(this.speed) + by];
    if (speed !== undefined) this.setSpeed(speed);
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
   * @param {Asked} asked
   * @param {number} position
   * @param {Ways} [ways]
   * @returns {Promise<boolean>} whether this run is the one that is shown
   */
  async #load(asked, position, ways = {}) {
    const { partly = false, again = false } = ways;
    this.#request += 1;
    const request = this.#request;
    this.#again = () => this.#load(asked, position, ways);
    const asking = { asked, at: position, ways };
    this.#asking = asking;
    Object.assign(this, { busy: true, error: null });
    this.#changed('state', this.position);
    try {
      // What tells runs comes with the first of them.
      const [{ trace, seed, reason, refused, optionsLeftOut }, { RunModel }] = await Promise.all([
        partly ? asFarAsItGoes(this.#run, asked) : whole(this.#run, asked),
        import('./run-model.js'),
      ]);
      if (request !== this.#request) return false;
      const from = this.position;
      this.#asking = null;
      this.model = new RunModel(trace, this.model);
      this.model.moveTo(asking.at);
      this.#at = asking.at;
      const stopped = reason || (partly ? this.#shortfall(asking.at) : '');
      Object.assign(this, { busy: false, seed, asked, stopped, refused, optionsLeftOut, again });
      // A choice goes one step on, as playing does.
      if (this.position === from + 1 && this.pauses()?.at(this.position)) this.playing = false;
      if (this.playing) this.#schedule();
      this.#changed('trace', from);
      return true;
    } catch (reason) {
      if (request !== this.#request) return false;
      this.#asking = null;
      Object.assign(this, { busy: false, error: reason });
      this.pause();
      this.#changed('state', this.position);
      return false;
    }
  }

  /** Why a run is shorter than it was elsewhere; '' where it is not. @param {number} position */
  #shortfall(position) {
    if (position <= this.last) return '';
    return this.model?.trace.waiting ? 'it waits for a choice that was not made' : 'nothing comes after it';
  }
}
