/**
 * Folded or in one line: how a wide drawing stands on the view page. It opens as the diagram itself says; where that
 * says nothing, folded to the window where one line would not be read as well (`core/folding.js`). What a reader
 * chooses here is the reader's alone.
 * Either shape is shown as soon as it can be, and as good as it can be when the better layout has come.
 */
import { h } from '../core/dom.js';
import { foldsToRead, tooWide } from '../core/folding.js';
import { holdBack } from '../core/held-back.js';
import { foldFor } from '../core/layout-hints.js';

const narrow = matchMedia('(max-width: 799px)');
/** Pixels between the switch and the drawing beneath it. */
const GAP = 12;

/**
 * @param {HTMLElement} holder the stage
 * @param {{ bus: import('../core/event-bus.js').EventBus, state: import('../core/state.js').PageState,
 *   moved: () => boolean, makeRoom: (top: number) => void,
 *   render: (shape: { fold?: number, refine: boolean }) => Promise<import('../core/events.js').Picture> }} parts
 *   `moved`: whether the person has moved the view;
 *   `makeRoom` keeps as many pixels at the top of the stage free of the drawing
 */
export function createFoldSwitch(holder, { bus, state, moved, makeRoom, render }) {
  /** @typedef {{ fold?: number, picture: import('../core/events.js').Picture, asked?: boolean }} Shape */
  /** @type {Shape} */ const given = { picture: state.picture };
  const comesFolded = (given.picture.geometry.rows ?? 1) > 1;
  /** @type {{ folded: Shape|null, flat: Shape|null }} */ let shapes = comesFolded
    ? { folded: given, flat: null }
    : { folded: null, flat: given };
  let shown = given;
  let wanted = comesFolded;
  const buttons = ['Folded', 'One line'].map(
    (name) =>
      /** @type {HTMLButtonElement} */ (
        h(
          'button',
          {
            type: 'button',
            'aria-pressed': String((name === 'Folded') === comesFolded),
            onclick: () => void show(name === 'Folded'),
          },
          name,
        )
      ),
  );
  const element = h(
    'div',
    { class: 'segmented viewer-fold', role: 'group', 'aria-label': 'Layout of the diagram', hidden: true },
    ...buttons,
  );

  let requests = 0;

  /** @param {boolean} fold @param {() => boolean} [gone] whether it is not wanted any more */
  async function show(fold, gone = () => false) {
    wanted = fold;
    requests += 1;
    const request = requests;
    // Who began to run what was there first goes on with that.
    const late = () => {
      if (request !== requests) return true;
      if (!state.running && !gone()) return false;
      wanted = isFolded(shown);
      return true;
    };
    const name = fold ? 'folded' : 'flat';
    /** @type {Shape} */ let shape;
    try {
      shape = shapes[name] ??= await drawn(fold ? foldFor(holder.clientWidth) : 0);
    } catch (reason) {
      if (late()) return;
      wanted = isFolded(shown);
      bus.emit('toast.requested', {
        message: `The diagram could not be ${fold ? 'folded' : 'unfolded'}. ${reason instanceof Error ? reason.message : ''}`,
      });
      return;
    }
    await state.busy.ended('hand');
    if (late()) return;
    shown = shape;
    if (shape.picture !== state.picture) state.setPicture(shape.picture, 'load');
    press(fold);
    void refine(shape);
  }

  /** Whether a shape is the one of "Folded": what needs no second row has only one there too. @param {Shape} shape */
  const isFolded = ({ fold, picture }) => (fold === undefined ? (picture.geometry.rows ?? 1) > 1 : fold > 0);

  /** @param {boolean} fold */
  function press(fold) {
    buttons.forEach((button, index) => button.setAttribute('aria-pressed', String((index === 0) === fold)));
  }

  // A picture of another text has come, in the shape that is shown: there is no other shape of that text yet.
  bus.on('picture.changed', ({ picture }) => {
    if ([shapes.folded, shapes.flat].some((shape) => shape?.picture === picture)) return;
    const drawsAnother = wanted !== isFolded(shown);
    shown = { ...shown, picture, asked: false };
    requests += 1;
    shapes = isFolded(shown) ? { folded: shown, flat: null } : { folded: null, flat: shown };
    if (drawsAnother) return void show(wanted);
    wanted = isFolded(shown);
    press(wanted);
  });

  /** @param {number} fold @returns {Promise<Shape>} */
  const drawn = async (fold) => ({ fold, picture: await render({ fold, refine: false }) });

  /** Gives a shape its better layout, and shows it when nobody is at work on what is shown. @param {Shape} shape */
  async function refine(shape) {
    if (shape.picture.refined !== false || shape.asked) return;
    shape.asked = true;
    // The picture that is shown is right, only not the best one: a failure is not worth a word.
    const better = await render({ ...(shape.fold === undefined ? {} : { fold: shape.fold }), refine: true }).catch(
      () => null,
    );
    if (!better) return;
    await state.busy.ended('hand', 'work');
    const isShown = state.picture === shape.picture;
    shape.picture = better;
    if (!isShown) return;
    state.setPicture(better, 'text');
  }

  bus.on('run.changed', ({ active }) => {
    // A run goes on with the layout it began with, and has the canvas to itself.
    for (const button of buttons) button.disabled = active;
    element.classList.toggle('away', active);
  });

  return {
    element,
    /** Shows the drawing in the shape that can be read. */
    async open() {
      const { geometry, svg } = given.picture;
      if (!svg) return;
      const window = { width: holder.clientWidth, height: holder.clientHeight };
      // Where the width is no obstacle, there is nothing to fold, and lanes that stand are not folded.
      element.hidden = !comesFolded && !tooWide(geometry, window);
      const free = !comesFolded && state.data.companion.layout?.fold === undefined && !state.running;
      if (!element.hidden) makeRoom(element.offsetTop + element.offsetHeight + GAP);
      if (!free || !foldsToRead(geometry, window, narrow.matches)) return void refine(given);
      const folded = show(true, moved);
      holdBack(holder, folded);
      await folded;
    },
    /** The fold of what is shown, where it is not the diagram's own. @returns {{ fold?: number }} */
    asShown: () => (shown.fold === undefined ? {} : { fold: shown.fold }),
  };
}
