/** What asks the player for something: keys in a run, the bus, and the address of the page. */
import { capitalized, messageOf } from '../core/phrases.js';
import { ReplayError, readReplay } from './replay.js';
import { runInAddress } from './run-address.js';
import { listenForKeys } from './run-keys.js';
import { areOptions } from './run-options.js';

/**
 * @typedef {import('./replay.js').Replay} Replay
 * @typedef {{ hash?: string, note?: string }} Elsewhere of a run from elsewhere: the fragment that asks for it, and
 *   what is to be said of it
 * @typedef {(then?: () => void, replay?: Replay, elsewhere?: Elsewhere) => void} Begin opens a run: at its first step,
 *   or one from elsewhere at its position; `then` is done when it is there
 */

/**
 * The keys of a run that is open, or on its way.
 * @param {{ isOpen: () => boolean, waits: () => boolean }} run `waits`: for the picture
 * @param {{ ahead: import('./ahead.js').Ahead, session: import('./run-session.js').RunSession, acts: ReturnType<typeof
 *   import('./part-acts.js').createPartActs>, chosen: { walk: (from: string|null, key: string) => void }, controls: {
 *   goToLog: () => void, toggleCheckpoint: () => void, surpriseMe: () => void }, copyLink?:
 *   { copy: () => Promise<void> } }} parts
 * @param {Pick<import('./run-keys.js').KeyActions, 'close'|'centre'|'present'|'letFollow'|'view'> & { choose: (answer:
 *   { label: string, edges: string[] }|undefined) => void }} does what the player itself does
 * @returns {() => void} stops listening
 */
export function listenForRunKeys({ isOpen, waits }, { ahead, session, acts, chosen, controls, copyLink }, does) {
  /** @param {() => void} act */ const now = (act) => () => ahead.now(act);
  /** @param {() => void} act */ const further = (act) => () => ahead.further(act);
  // Before the run begins, what is selected is meant.
  /** @param {() => void} act */ const atPart = (act) => () => (isOpen() ? ahead.now(act) : act());
  return listenForKeys(() => isOpen() || waits(), {
    ...does,
    toggle: () => (session.playing ? now : further)(() => session.toggle())(),
    step: further(() => {
      session.pause();
      session.step();
    }),
    back: now(() => session.back()),
    toStart: now(() => session.toStart()),
    toEnd: further(() => session.toEnd()),
    choose: (figure) => ahead.now(() => does.choose(session.model?.answerOf(figure))),
    walk: (key) => ahead.now(() => chosen.walk(session.model?.state.active ?? null, key)),
    breakpoint: atPart(acts.toggleBreakpoint),
    runTo: atPart(acts.runTo),
    getThere: atPart(acts.getThere),
    log: now(() => controls.goToLog()),
    copyLink: now(() => void copyLink?.copy()),
    restart: now(() => void session.restart()),
    checkpoint: now(() => controls.toggleCheckpoint()),
    surprise: now(controls.surpriseMe),
    centre: now(does.centre),
    speed: (by) => session.changeSpeed(by),
    options: () => acts.openOptions(),
  });
}

/**
 * What buttons and menus of the page ask for.
 * @param {import('../core/event-bus.js').EventBus} bus
 * @param {ReturnType<typeof import('./part-acts.js').createPartActs>} acts
 * @param {{ begin: Begin, close: () => void }} does
 * @returns {() => void} stops listening
 */
export function listenForActions(bus, acts, { begin, close }) {
  /** @type {Partial<Record<import('../core/events.js').ActionName, () => void>>} */
  const actions = {
    run: () => begin(),
    'end-run': close,
    breakpoint: acts.toggleBreakpoint,
    'run-to-here': acts.runTo,
    'get-there': acts.getThere,
    'run-options': () => acts.openOptions(),
  };
  return bus.on('action.requested', ({ name }) => actions[name]?.());
}

/**
 * The run that the address of the page asks for, at once and when it changes.
 * @param {{ address: ReturnType<typeof import('./run-address.js').createRunAddress>, kept?: (id: string) =>
 *   Promise<string>, begin: Begin, close: () => void }} parts `kept`: the text of a run that the server keeps
 */
export function listenToAddress({ address, kept, begin, close }) {
  const listening = new AbortController();
  addEventListener('pagehide', address.leave, { signal: listening.signal });
  // Back in the history of one page leads from a run to none, too.
  const onHash = () => {
    if (address.isOwn()) return;
    if (runInAddress(location.hash)) void open();
    else if (location.hash === '') close();
  };
  addEventListener('hashchange', onHash, { signal: listening.signal });

  async function open() {
    const { hash } = location;
    const asked = runInAddress(hash);
    if (!asked) return;
    address.shows(hash);
    try {
      const text = asked.id === '' ? asked.text : ((await kept?.(asked.id)) ?? '');
      const replay = readReplay(text);
      const note = areOptions(replay.options) ? '' : 'This link is damaged: the run is shown without its options.';
      begin(undefined, note === '' ? replay : { ...replay, options: {} }, { hash, note });
    } catch (error) {
      const reason = capitalized(error instanceof ReplayError ? error.plain : messageOf(error)).replace(/\.$/, '');
      begin(undefined, undefined, { note: `${reason}. The run begins at its start.` });
    }
  }

  return {
    /** Opens the run that the address asks for, or that the page had when it was left to be loaded again. */
    open() {
      address.takeUp();
      return open();
    },
    stop: () => listening.abort(),
  };
}
