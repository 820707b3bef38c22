/**
 * Folded or in one line: how a wide drawing stands on the view page. Folded it opens where one line would be too small to read.
 */
import { h } from '../core/dom.js';

/** Below this scale the words of the drawing are too small to read. */
const READABLE = 0.6;
/** At about this scale the rows of a folded drawing fill the width. */
const COMFORTABLE = 0.68;
const phone = matchMedia('(max-width: 799px)');

/**
 * @param {HTMLElement} holder the stage
 * @param {{ bus: import('../core/event-bus.js').EventBus, state: import('../core/state.js').PageState, viewport: { fit: () => void },
 *   render: (fold: number) => Promise<import('../core/events.js').Picture> }} parts
 */
export function createFoldSwitch(holder, { bus, state, viewport, render }) {
  const flat = state.picture;
  /** @type {import('../core/events.js').Picture|null} */ let folded = null;
  const buttons = ['Folded', 'One line'].map((name) => /** @type {HTMLButtonElement} */ (h('button', { type: 'button', 'aria-pressed': String(name === 'One line'), onclick: () => void show(name === 'Folded') }, name)));
  const element = h('div', { class: 'segmented viewer-fold', role: 'group', 'aria-label': 'Shape of the drawing', hidden: true }, ...buttons);

  /** @param {boolean} fold */
  async function show(fold) {
    try {
      if (fold) folded ??= await render(Math.round(Math.max(480, holder.clientWidth / COMFORTABLE)));
    } catch (reason) {
      bus.emit('toast.requested', { message: `The drawing could not be folded. ${reason instanceof Error ? reason.message : ''}` });
      return;
    }
    const picture = fold && folded ? folded : flat;
    if (picture !== state.picture) state.setPicture(picture, 'load');
    buttons.forEach((button, index) => button.setAttribute('aria-pressed', String((index === 0) === fold)));
    if (scaleOf(picture) >= READABLE) viewport.fit();
  }

  /** The scale at which all of a picture is in sight. @param {import('../core/events.js').Picture} picture */
  function scaleOf({ geometry }) {
    return Math.min(holder.clientWidth / geometry.width, holder.clientHeight / geometry.height);
  }

  bus.on('run.changed', ({ active }) => {
    for (const button of buttons) button.disabled = active;
    element.title = active ? 'End the run to change the shape' : '';
  });

  return {
    element,
    /** Shows the drawing in the shape that can be read. */
    async open() {
      if (!flat.geometry) return;
      if (scaleOf(flat) >= READABLE) viewport.fit();
      // Where the width is no obstacle, there is nothing to fold.
      element.hidden = holder.clientWidth / flat.geometry.width >= COMFORTABLE;
      if (!element.hidden && scaleOf(flat) < READABLE && !phone.matches && !state.running) await show(true);
    },
  };
}
