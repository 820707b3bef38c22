/** What a run shows on the drawing: marks, tokens that move, buttons of branches. Nothing while no run is open. */
import { ChoiceButtons } from './choice-buttons.js';
import { Marks } from './marks.js';
import { RunView } from './run-view.js';
import { Travel } from './travel.js';

/**
 * @typedef {import('./run-model.js').RunModel} RunModel
 * @typedef {import('../core/events.js').Picture} Picture
 */

export class DrawnRun {
  #stage;
  #choose;
  #view;
  /** @type {{ marks: Marks, travel: Travel, buttons: ChoiceButtons, names: import('./log-lines.js').Names }|null} */
  #on = null;

  /**
   * @param {import('./marks.js').Stage} stage
   * @param {() => Picture} picture the one that is shown
   * @param {import('./panel.js').Choose} choose
   */
  constructor(stage, picture, choose) {
    this.#stage = stage;
    this.#choose = choose;
    this.#view = new RunView(stage, () => picture().geometry);
  }

  /** Goes over to a picture. @param {Picture} picture @param {import('./log-lines.js').Names} names */
  enter(picture, names) {
    this.leave();
    this.#on = {
      names,
      marks: new Marks(this.#stage, picture, names),
      travel: new Travel(this.#stage, picture.geometry),
      buttons: new ChoiceButtons(this.#stage, picture.geometry, this.#choose),
    };
  }

  /** Takes everything off the drawing. */
  leave() {
    this.#on?.travel.leave();
    this.#on?.marks.clear();
    this.#on?.buttons.show(null);
    this.#on = null;
  }

  /** @param {RunModel} model */
  paint(model) {
    this.#on?.marks.paint(model);
  }

  /**
   * Shows another position; one step forward is seen on its way.
   * @param {RunModel} model @param {number} from the position before @param {number} speed
   * @param {boolean} centred whether the active node comes into the middle
   */
  move(model, from, speed, centred) {
    this.#on?.travel.stop();
    this.paint(model);
    if (model.position === from + 1) this.#send(model, speed);
    this.reveal(model, centred);
  }

  /** @param {RunModel} model @param {number} speed */
  #send({ state: { moved } }, speed) {
    if (!this.#on) return;
    const { marks, travel, names } = this.#on;
    const edges = moved.filter(Boolean);
    const targets = edges.map((id) => names.edges.get(id)?.target ?? '');
    travel.send(edges, speed, {
      leave: () => marks.hideTokens(targets, true),
      arrive: () => marks.hideTokens(targets, false),
    });
  }

  /** @param {import('./run-model.js').Decision|null} decision */
  showChoices(decision) {
    this.#on?.buttons.show(decision);
  }

  /** Brings the active node into view. @param {RunModel|null} model @param {boolean} centred */
  reveal(model, centred) {
    this.#view.reveal(model, centred);
  }

  /** The view is another one. @param {number} scale */
  resize(scale) {
    this.#on?.marks.resize(scale);
    this.#on?.travel.place();
    this.#on?.buttons.place();
  }
}
