/** Lets the view page follow what editors change, calmly: parts glide, and nothing moves under a hand or in a run. */
import { api } from '../api/client.js';
import { listen } from '../api/bell.js';
import { reasonToKeep } from '../session/broken.js';

/** Pictures follow no more often. */
const PAUSE = 1000;

/**
 * @param {{ bus: import('../core/event-bus.js').EventBus, state: import('../core/state.js').PageState, asShown: () =>
 *   { fold?: number }, shown: (title: string) => void, newer: () => void }} page
 *   `asShown` tells what the page has chosen about the layout; `shown` is called with the title of what is shown now;
 *   `newer` while a run is open that goes on as it is
 */
export function followEditors({ bus, state, asShown, shown, newer }) {
  const { data } = state;
  const key = data.view_key ?? '';
  /** The newest number of changes that the bell told of, and the one that was last asked for. */
  const told = { version: data.live ?? 0, asked: data.live ?? 0 };
  let underWay = false;

  async function follow() {
    if (underWay || told.version <= told.asked) return;
    if (state.running) return newer();
    underWay = true;
    told.asked = told.version;
    try {
      await show();
    } catch {
      // The next change is another try.
    }
    setTimeout(() => {
      underWay = false;
      void follow();
    }, PAUSE);
  }

  async function show() {
    const found = await api.documents.current(key, data.version ?? 0);
    if (!found) return;
    const shape = asShown();
    const picture = await api.render(
      found.code,
      found.companion,
      undefined,
      { ...state.asShown(found.companion), ...shape },
      state.picture,
    );
    await state.busy.ended('hand');
    if (state.running) {
      told.asked = 0;
      return newer();
    }
    // The reader has chosen another shape meanwhile.
    if (asShown().fold !== shape.fold) return show();
    // A text that is broken just now is still being written.
    if (reasonToKeep(state.picture, picture) !== '') return;
    const { code, companion, version, changed_at, title } = found;
    Object.assign(data, { code, companion, version, changed_at, title, diagram: picture.diagram });
    state.setPicture(picture, 'text');
    shown(title);
  }

  bus.on('run.changed', ({ active }) => {
    if (!active) void follow();
  });
  return listen(key, {
    since: () => told.version,
    version(version) {
      told.version = version;
      void follow();
    },
    ended({ message }) {
      bus.emit('toast.requested', { message: `This page changes no more: ${message}.` });
    },
  });
}
