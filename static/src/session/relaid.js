/** A change of what the companion says about the layout, as something that the server does to the work. */
import { api } from '../api/client.js';

/**
 * Where the direction of time changes, the server turns the sides of edges along if most of them lie along the old one:
 * `turned` tells.
 * @param {import('../core/layout-hints.js').Change} change
 * @param {(companion: import('../core/events.js').Companion) => { plan?: string, fold?: number }} asShown what the
 *   server must know to draw a text like what is shown
 * @returns {import('./edit-queue.js').Ask<import('./edit-queue.js').Answer & { turned: boolean }>}
 */
export const relaid = (change, asShown) => async (work) => {
  const { layout: now = {} } = work.companion;
  const { direction = 'right' } = change(now);
  const { code, companion, edits } =
    direction === (now.direction ?? 'right')
      ? { ...work, edits: [] }
      : await api.edit(work, [{ op: 'turn', direction }]);
  const turned = edits.length > 0;
  const { layout: before = {}, ...others } = companion;
  const layout = change(before);
  const next = Object.keys(layout).length > 0 ? { ...others, layout } : others;
  // A turned drawing is near to nothing that is shown.
  const shown = { ...asShown(next), ...(turned ? { plan: '' } : {}) };
  const picture = await api.render(code, next, undefined, { refine: false, ...shown });
  return { ...picture, code, companion: next, edits, turned };
};
