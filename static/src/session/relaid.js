/** A change of what the companion says about the layout, as something that the server does to the work. */
import { api } from '../api/client.js';
import { turnsAlong } from '../core/layout-hints.js';

/**
 * Where the direction of time changes, the sides of connections are turned along if most of them lie along the old one:
 * `turned` tells.
 * @param {import('../core/layout-hints.js').Change} change
 * @param {import('../core/events.js').DiagramInfo['edges']} edges
 * @returns {import('./edit-queue.js').Ask<import('./edit-queue.js').Answer & { turned: boolean }>}
 */
export const relaid = (change, edges) => async (work) => {
  const { layout: now = {} } = work.companion;
  const turned = turnsAlong(edges, now, change(now));
  const { code, companion, edits } = turned ? await api.edit(work, [{ op: 'turn' }]) : { ...work, edits: [] };
  const { layout: before = {}, ...others } = companion;
  const layout = change(before);
  const next = Object.keys(layout).length > 0 ? { ...others, layout } : others;
  // A turned drawing is near to nothing that is shown.
  const picture = await api.render(code, next, undefined, { refine: false, plan: turned ? '' : work.plan });
  return { ...picture, code, companion: next, edits, turned };
};
