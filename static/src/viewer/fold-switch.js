/**
 * Folded or in one line: how a wide drawing stands on the view page. It opens as the diagram itself says; where that
 * says nothing, folded
 * if one line would be too small to read. What a reader chooses here is the reader's alone.
 * Either shape is shown as soon as it can be, and as good as it can be when the better layout has come.
 */
import { h } from '../core/dom.js';
import { COMFORTABLE, foldFor } from '../core/layout-hints.js';

/** Below this scale the words of the drawing are too small to read. */
const READABLE = 0.6;
const phone = matchMedia('(max-width: 799px)');

/**
 * @param {HTMLElement} holder the stage
 * @param {{ bus: import('../core/event-bus.js').EventBus, state: import('../core/state.js').PageState, viewport: {
 *   mode: string, fit: () => void },
 *   render: (shape: { fold?: number, refine: boolean }) => Promise<import('../core/events.js').Picture> }} parts
 */
export function createFoldSwitch(holder, { bus, state, viewport, render }) {
  /** @typedef {{ fold?: number, picture: import('../core/events.js').Picture, asked?: boolean }} Shape */
  /** @type {Shape} */ const given = { picture: state.picture };
  const comesFolded = (given.picture.geometry.rows ?? 1) > 1;
  /** @type {{ folded: Shape|null, flat: Shape|null }} */ const shapes = comesFolded
    ? { folded: given, flat: null }
    : { folded: null, flat: given };
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

  /** @param {boolean} fold */
  async function show(fold) {
    requests += 1;
    const request = requests;
    // Who began to run what was there first goes on with that.
    const late = () => request !== requests || state.running;
    const name = fold ? 'folded' : 'flat';
    /** @type {Shape} */ let shape;
    try {
      shape = shapes[name] ??= await drawn(fold ? foldFor(holder.clientWidth) : 0);
    } catch (reason) {
      if (late()) return;
      bus.emit('toast.requested', {
        message: `The diagram could not be ${fold ? 'folded' : 'unfolded'}. ${reason instanceof Error ? reason.message : ''}`,
      });
      return;
    }
    await state.busy.ended('hand');
    if (late()) return;
    if (shape.picture !== state.picture) state.setPicture(shape.picture, 'load');
    buttons.forEach((button, index) => button.setAttribute('aria-pressed', String((index === 0) === fold)));
    if (scaleOf(shape.picture) >= READABLE) viewport.fit();
    void refine(shape);
  }

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
    const shown = state.picture === shape.picture;
    shape.picture = better;
    if (!shown) return;
    const whole = viewport.mode === 'fit';
    state.setPicture(better, 'text');
    if (whole) viewport.fit();
  }

  /** The scale at which all of a picture is in sight. @param {import('../core/events.js').Picture} picture */
  function scaleOf({ geometry }) {
    return Math.min(holder.clientWidth / geometry.width, holder.clientHeight / geometry.height);
  }

  bus.on('run.changed', ({ active }) => {
    for (const button of buttons) button.disabled = active;
    element.title = active ? 'End the run to change the layout' : '';
  });

  return {
    element,
    /** Shows the drawing in the shape that can be read. */
    async open() {
      const { picture } = given;
      const { geometry, svg } = picture;
      if (!svg) return;
      if (scaleOf(picture) >= READABLE) viewport.fit();
      // Where the width is no obstacle, there is nothing to fold, and lanes that stand are not folded.
      element.hidden =
        !comesFolded && (geometry.direction === 'down' || holder.clientWidth / geometry.width >= COMFORTABLE);
      if (!element.hidden && !comesFolded && scaleOf(picture) < READABLE && !phone.matches && !state.running)
        await show(true);
      else void refine(given);
    },
  };
}
