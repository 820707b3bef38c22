/** What is told before a run, on pages with a player: it stands above the controls, and is loaded when a run opens. */
import { loadStyles } from '../core/styles.js';
import { createToldBefore } from '../analysis/told-before.js';

/**
 * @param {{ bus: import('../core/event-bus.js').EventBus, player: { element: HTMLElement, active: boolean, show: (text:
 *   string, shows: (text: string) => void) => void } } & Omit<Parameters<typeof createToldBefore>[0],
 *   'play'|'narrow'>} page
 * @returns {Promise<HTMLElement>} what is told
 */
export async function tellBeforeRuns({ bus, player, ...page }) {
  const told = createToldBefore({
    ...page,
    play: (replay) => player.show(replay, () => {}),
    narrow: () => matchMedia('(width < 800px)').matches,
  });
  await loadStyles('analysis.css');
  player.element.before(told.element);
  bus.on('run.changed', ({ active }) => told.show(active));
  bus.on('picture.changed', () => void told.renew());
  told.show(player.active);
  return told.element;
}
