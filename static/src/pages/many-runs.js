/** Many runs on a page: loaded when somebody asks for them, or a link does. */

/**
 * @param {import('../core/state.js').PageState} state
 * @param {{ many: Pick<import('../player/many-runs/many-runs.js').Page, 'names'|'replay'> }} player
 * @param {Omit<import('../player/many-runs/many-runs.js').Page, 'state'|'names'|'replay'>} page
 */
export const manyRuns = async (state, player, page) =>
  (await import('../player/many-runs/many-runs.js')).openManyRuns({ ...page, ...player.many, state });

/** Opens them where the address asks for them. @param {import('../core/event-bus.js').EventBus} bus */
export function askedForMany(bus) {
  if (location.hash.startsWith('#many-runs')) bus.emit('action.requested', { name: 'many-runs' });
}
