/** The player on pages of people who may only view: runs are those of the text that the page shows. */
import { api } from '../api/client.js';
import { walkFlow } from '../picture/flow.js';
import { createPlayer } from '../player/player.js';

/**
 * @param {HTMLElement} container
 * @param {{ bus: import('../core/event-bus.js').EventBus, state: import('../core/state.js').PageState, stage:
 *   import('../picture/stage.js').Stage }} page
 * @param {Partial<Parameters<typeof createPlayer>[1]>} more how links to a step are made and opened, what is
 *   told of a part
 */
export function playerForReaders(container, { bus, state, stage }, more) {
  const { data } = state;
  const player = createPlayer(container, {
    bus,
    state,
    stage,
    reach: (node, options, from) => api.reach(data.code, data.companion, node, options, from),
    walk: (...way) => walkFlow(state.picture, ...way),
    run: (choices, seed, options) => api.run(data.code, data.companion, choices, seed, options),
    resident: true,
    options: { backEdges: (options) => api.backEdges(data.code, data.companion, options, state.picture.diagram) },
    ...more,
  });
  const name = 'many-runs';
  bus.on('action.requested', async (asked) => {
    const work = () => ({ code: data.code, companion: data.companion });
    if (asked.name === name) (await import('./many-runs.js')).manyRuns(state, player, { work });
  });
  if (location.hash.startsWith(`#${name}`)) bus.emit('action.requested', { name });
  return player;
}
