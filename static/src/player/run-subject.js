/** The diagram that is run, its names, and whether it is still the one that was asked for. */
import { renamedIds } from './followed-ids.js';
import { Names } from './log-lines.js';

export class RunSubject {
  #state;
  #diagram;
  /** What the run depends on, as JSON. */ #ran = '';
  /** Of the parts of the diagram. @type {Names} */ names;

  /** @param {import('../core/state.js').PageState} state */
  constructor(state) {
    this.#state = state;
    this.#diagram = state.picture.diagram;
    this.names = new Names(this.#diagram);
  }

  /** Whether the diagram or its options of runs are other ones than those that were taken last. */
  get isAnother() {
    return this.#now() !== this.#ran;
  }

  /** Which parts have another id since the diagram was taken. */
  renamed() {
    return renamedIds(this.#diagram, this.#state.picture.diagram);
  }

  /** Takes the names of the picture that is shown. */
  name() {
    this.names = new Names(this.#state.picture.diagram);
  }

  /** Takes the diagram that is shown as the one that is run. */
  take() {
    this.#ran = this.#now();
    this.#diagram = this.#state.picture.diagram;
    this.name();
  }

  #now() {
    const { options, simulation } = this.#state.data.companion;
    return JSON.stringify([this.#state.picture.diagram, options, simulation]);
  }
}
