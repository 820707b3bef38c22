/**
 * Saves each change by itself while the page is connected, and takes in those of others: the steps of a live text.
 * Where this is not possible, the saver saves the text as a whole.
 * @typedef {ReturnType<typeof createLiveSaving>} LiveSaving
 * @typedef {Pick<import('../api/bell.js').Hears, 'presence'|'follow'|'opened'>} Told
 * @typedef {{ version: number, changed_at: string }} Facts
 */
import { ApiError, api } from '../api/client.js';
import { listen } from '../api/bell.js';
import { savingKey } from '../core/keys.js';

const MOST_STEPS = 100;
const ATTEMPTS = 20;
/** Nobody needs to see each letter by itself: steps of others are asked for no more often. */
const PAUSE = 60;

/**
 * @param {{ data: import('../core/state.js').PageData, text: import('../session/live-text.js').LiveText, busy: () =>
 *   boolean, clean: () => boolean, taken: (facts: Facts) => void, failed: (error: unknown) => void, waits: () => void,
 *   catchUp: () => Promise<void>, told: Told }} parts
 *   `busy` says whether the text must stay as it is, `clean` whether the server has all of it; `taken` is called when
 *   steps of others came in, `failed` when it is live no longer, `waits` when others changed what must stay as it is;
 *   `catchUp` takes over what is newer on the server while it is not live
 */
export function createLiveSaving({ data, text, busy, clean, taken, failed, waits, catchUp, told: tells }) {
  /** One after the other. @type {Promise<unknown>} */ let last = Promise.resolve();
  /** The newest step that the bell told of. */ let told = 0;
  let streams = false;
  let pulling = false;
  /** @type {(() => void)|null} */ let stop = null;
  let heard = '';

  const key = () => savingKey(data.view_key ?? '') ?? '';

  /** @template Result @param {() => Promise<Result>} deed @returns {Promise<Result>} */
  function inTurn(deed) {
    const done = last.then(deed);
    last = done.catch(() => {});
    return done;
  }

  /** Tells the look of the page. */
  function show() {
    document.documentElement.dataset['live'] = text.active() ? 'yes' : 'no';
  }

  /** @param {unknown} error */
  function leave(error) {
    if (!text.active()) return;
    text.leave();
    show();
    failed(error);
  }

  /** @returns {Promise<Facts|null>} */
  async function push() {
    /** @type {Facts|null} */ let facts = null;
    for (let left = ATTEMPTS; left > 0; left -= 1) {
      const steps = text.pending().slice(0, MOST_STEPS);
      if (steps.length === 0) break;
      try {
        const answer = await api.documents.addSteps(key(), text.version(), steps);
        facts = { version: answer.stored, changed_at: answer.changed_at };
        text.receive(steps);
      } catch (error) {
        if (!(error instanceof ApiError) || error.code !== 'changes-missing') throw error;
        text.receive(error.beside.steps ?? []);
      }
    }
    return facts;
  }

  async function pull() {
    const { steps, stored, changed_at } = await api.documents.steps(key(), text.version());
    text.receive(steps);
    if (steps.length > 0) taken({ version: stored, changed_at });
  }

  function ring() {
    if (!text.active()) return void enter();
    if (pulling || told <= text.version()) return;
    if (busy()) return waits();
    pulling = true;
    inTurn(async () => {
      try {
        if (text.active() && told > text.version() && !busy()) await pull();
      } catch (error) {
        leave(error);
      }
    }).finally(() =>
      setTimeout(() => {
        pulling = false;
        ring();
      }, PAUSE),
    );
  }

  /** Begins to be live, once the server has all of the text. */
  async function enter() {
    if (text.active() || !streams || busy() || !clean()) return;
    await inTurn(async () => {
      await catchUp();
      if (text.active() || busy() || !clean()) return;
      const found = await api.documents.read(key());
      if (found.version === data.version && clean() && !busy()) text.enter(found.live ?? 0);
      show();
    }).catch(() => {});
  }

  return {
    /** Whether changes go out by themselves. */ active: text.active,
    /** Whether some of them are not on the server yet. */ pending: () => text.pending().length > 0,
    /** What the server has. */ stored: text.stored,
    /** The number of changes that are in the text. */ version: () => (text.active() ? text.version() : 0),
    /** Asks for the changes of others where there are fewer. @param {number} version */
    async upTo(version) {
      if (text.active() && text.version() < version && !busy()) await inTurn(pull).catch(leave);
    },
    /** Sends what is not on the server yet. @returns {Promise<Facts|null>} null where there was nothing */
    flush: () =>
      inTurn(push).catch((error) => {
        leave(error);
        throw error;
      }),
    /**
     * Sends what is not on the server yet while the page goes away. What was under way already is not done twice: the
     * server knows by the version.
     */
    sendLast() {
      const steps = text.pending().slice(0, MOST_STEPS);
      // Where others were faster, the draft is merged when the diagram is opened again.
      if (steps.length > 0) api.documents.addSteps(key(), text.version(), steps, true).catch(() => {});
    },
    /** Asks for the changes of others, now. @returns {Promise<void>} */
    pull: () => inTurn(pull).catch(leave),
    /** Is live no longer, until the server has all of the text again. */
    leave: () => leave(null),
    /** Takes no steps until all is saved: what is merged on the server comes back as a whole. */
    pause: () =>
      inTurn(async () => {
        text.leave();
        show();
      }),
    /** The text may change again, or all of it is saved. */
    ready: ring,
    /** Listens to the bell of the document, as soon as it has an address. */
    begin() {
      if (data.kind !== 'document' || !key() || heard === data.view_key) return;
      heard = data.view_key ?? '';
      stop?.();
      streams = false;
      text.leave();
      show();
      told = 0;
      stop = listen(key(), {
        since: () => Math.max(told, text.active() ? text.version() : (data.live ?? 0)),
        version(version) {
          told = version;
          if (text.active()) ring();
        },
        open() {
          streams = true;
          ring();
        },
        ...tells,
        poll: () => void catchUp(),
        ended() {
          leave(null);
          void catchUp();
        },
      });
    },
  };
}
