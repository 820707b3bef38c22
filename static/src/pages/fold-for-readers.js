/** The fold of the diagram on pages for readers, where it changes nothing that is stored. */
import { api } from '../api/client.js';
import { createFoldSwitch } from '../viewer/fold-switch.js';

/**
 * @param {HTMLElement} holder of the stage
 * @param {{ bus: import('../core/event-bus.js').EventBus, state: import('../core/state.js').PageState, stage:
 *   import('../picture/stage.js').Stage }} page
 */
export function foldForReaders(holder, { bus, state, stage }) {
  return createFoldSwitch(holder, {
    bus,
    state,
    moved: () => stage.viewport.mode === 'free',
    makeRoom: (top) => {
      stage.viewport.insets = { ...stage.viewport.insets, top };
      stage.viewport.resize(stage.viewport.canvas);
    },
    // The text may change while the page follows editors.
    render: (shape) =>
      api.render(state.data.code, state.data.companion, undefined, { ...shape, plan: state.picture.plan }),
  });
}
