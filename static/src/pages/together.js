/** Everybody who has the diagram open: who is here, who presents, who follows. Loaded where a page hears the bell. */
import { newName } from '../core/keys.js';
import { createFollow } from './follow.js';
import { createPresence } from './presence.js';
import { createPresenter } from './presenter.js';

const COLOURS = 8;

/**
 * @param {{ bus: import('../core/event-bus.js').EventBus, state: import('../core/state.js').PageState, stage:
 *   import('../picture/stage.js').Stage, player: ReturnType<typeof import('../player/player.js').createPlayer>, ground:
 *   HTMLElement, place: HTMLElement, key: () => string, version: () => number, upTo: (version: number) =>
 *   Promise<void>, person?: string, cursor?: () => [number, number]|null, cursors?: (all: { name: string, colour:
 *   number, cursor: [number, number] }[]) => void }} page `ground`: the canvas with all that floats over it; `place`:
 *   where the list of people stands; `key`: with which the page speaks, '' where it hears of nobody; `version` and
 *   `upTo`: see `createPresenter` and `createFollow`; `person` names this page among all
 */
export function createTogether({ key, version, upTo, ground, player, person = newName(), ...page }) {
  const colour = [...person].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % COLOURS, 0);
  const presenter = createPresenter({ ...page, player, key, colour, version });
  const follow = createFollow({
    ...page,
    player,
    ground,
    upTo,
    own: presenter.is,
    changed: () => presence.moved(),
  });
  const presence = createPresence({ ...page, key, person, colour, follows: () => follow.presenter });
  return { moved: presence.moved, follows: () => follow.presenter !== '' };
}
