/** A change of what the companion says about the layout, as something that the server does to the work. */
import { api } from '../api/client.js';

/**
 * Where the direction of time changes, the server turns the sides of edges along if most of them lie along the old one:
 * `turned` tells.
 * @param {import('../core/layout-hints.js').Change} change
 * @returns {import('./edit-queue.js').Ask<import('./edit-queue.js').Answer & { turned: boolean }>}
 */
export const relaid = (change) => async (work) => {
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
  const picture = await api.render(code, next, undefined, { refine: false, plan: turned ? '' : work.plan });
  return { ...picture, code, companion: next, edits, turned };
};
