/** Large diagrams open in the editor folded to the window, where they do not say themselves how they are to stand. */
import { opensFolded, saysNoFold } from '../core/folding.js';
import { holdBack } from '../core/held-back.js';
import { foldFor } from '../core/layout-hints.js';

/**
 * The diagram stays as it is: the page asks for every picture of it so. Who moves the view before the first one is
 * there goes on with one line.
 * @param {{ bus: import('../core/event-bus.js').EventBus, state: import('../core/state.js').PageState, stage:
 *   import('../picture/stage.js').Stage, session: { redraw: () => void } }} parts
 * @returns {Promise<void>} fulfilled when the diagram is shown as this page shows it
 */
export async function openFolded({ bus, state, stage, session }) {
  const { canvas } = stage.viewport;
  if (!saysNoFold(state.data.companion) || !opensFolded(state.picture.geometry, canvas)) return;
  state.fold = foldFor(canvas.width);
  session.redraw();
  const shown = new Promise((done) => {
    const stops = [
      bus.on('viewport.changed', () => {
        if (stage.viewport.mode !== 'free') return;
        state.fold = undefined;
        session.redraw();
        end();
      }),
      bus.on('picture.changed', () => {
        if ((state.picture.geometry.rows ?? 1) > 1) end();
      }),
    ];
    const end = () => {
      for (const stop of stops) stop();
      done(undefined);
    };
  });
  holdBack(stage.pane, shown);
  await shown;
}
