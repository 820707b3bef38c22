/** Lets the view page follow what editors change, calmly: parts glide, and nothing moves under a hand or in a run. */
import { api } from '../api/client.js';
import { listen } from '../api/bell.js';
import { h } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { savingKey } from '../core/keys.js';
import { loadStyles } from '../core/styles.js';
import { reasonToKeep } from '../session/broken.js';
import { createTogether } from './together.js';

/** Pictures follow no more often. */
const PAUSE = 1000;

/**
 * @param {{ bus: import('../core/event-bus.js').EventBus, state: import('../core/state.js').PageState, stage:
 *   import('../picture/stage.js').Stage, player: ReturnType<typeof import('../player/player.js').createPlayer>, ground:
 *   HTMLElement, bar: HTMLElement, asShown: () => { fold?: number }, shown: (title: string) => void, newer: () => void
 *   }} page `ground`: the canvas with all that floats over it; `bar`: the bar of the page; `asShown` tells what the
 *   page has chosen about the layout; `shown` is called with the title of what is shown now; `newer` while a run is
 *   open that goes on as it is
 */
export async function followEditors({ bus, state, stage, player, ground, bar, asShown, shown, newer }) {
  const { data } = state;
  const key = data.view_key ?? '';
  /** The newest number of changes that the bell told of, that was last asked for, and that is shown. */
  const told = { version: data.live ?? 0, asked: data.live ?? 0, shown: data.live ?? 0 };
  let underWay = false;
  /** Whether a presenter's run is followed, on the text that they show. */ let inRun = false;
  let hears = false;

  async function follow() {
    if (underWay || told.version <= told.asked) return;
    // A presenter says when their followers see another text.
    if (state.running) return together.follows() || newer();
    underWay = true;
    await ask();
    setTimeout(() => {
      underWay = false;
      void follow();
    }, PAUSE);
  }

  async function ask() {
    told.asked = told.version;
    const { asked } = told;
    try {
      if (await show()) told.shown = asked;
    } catch {
      // The next change is another try.
    }
  }

  /** @returns {Promise<boolean>} whether what is current is shown */
  async function show() {
    const found = await api.documents.current(key, data.version ?? 0);
    if (!found) return true;
    const shape = asShown();
    const picture = await api.render(
      found.code,
      found.companion,
      undefined,
      { ...state.asShown(found.companion), ...shape },
      state.picture,
    );
    await state.busy.ended('hand');
    if (state.running && !inRun) {
      told.asked = 0;
      newer();
      return false;
    }
    // The reader has chosen another shape meanwhile.
    if (asShown().fold !== shape.fold) return show();
    // A text that is broken just now is still being written.
    if (reasonToKeep(state.picture, picture) !== '') return false;
    const { code, companion, version, changed_at, title } = found;
    Object.assign(data, { code, companion, version, changed_at, title, diagram: picture.diagram });
    state.setPicture(picture, 'text');
    shown(title);
    return true;
  }

  /** Shows a text with so many changes, also in a run. @param {number} version */
  async function upTo(version) {
    if (told.shown >= version) return;
    told.version = Math.max(told.version, version);
    inRun = true;
    await ask().finally(() => {
      inRun = false;
    });
  }

  await loadStyles('people.css');
  const place = h('div', { class: 'viewer-people' });
  bar.querySelector('.spacer')?.after(place);
  const together = createTogether({
    bus,
    state,
    stage,
    player,
    ground,
    place,
    key: () => (hears ? (savingKey(key) ?? key) : ''),
    version: () => told.shown,
    upTo,
  });
  bus.on('run.changed', ({ active }) => {
    if (!active) void follow();
  });
  return listen(key, {
    since: () => told.version,
    version(version) {
      told.version = version;
      void follow();
    },
    presence: (who) => bus.emit('presence.told', { who }),
    follow: (now) => bus.emit('follow.told', { shown: now }),
    opened() {
      hears = true;
      bus.emit('bell.opened', {});
    },
    ended({ message }) {
      hears = false;
      bar.after(
        h(
          'div',
          { class: 'bar warn viewer-ended', role: 'alert' },
          icon('warning'),
          h('p', {}, `This page changes no more: ${message}.`),
        ),
      );
    },
  });
}
