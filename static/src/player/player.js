/**
 * The player: a run of the diagram below the canvas, its highlights on it. It listens for the actions `run` and
 * `end-run` and tells of itself by `run.changed`; while a run is open, `state.running` is true.
 *
 * The container carries `data-step` (the step shown, from 1), `data-position` (firings done) and `data-status` (of the
 * whole run).
 */
import { captionOf } from '../core/captions.js';
import { moveFocus } from '../core/focus.js';
import { Ahead } from './ahead.js';
import { listenForActions, listenForRunKeys, listenToAddress } from './asked-for.js';
import { createChosenPart } from './chosen-part.js';
import { createCopyLink } from './copy-link.js';
import { createControls } from './controls.js';
import { DrawnRun } from './drawn-run.js';
import { createPartActs } from './part-acts.js';
import { createPausing } from './pausing.js';
import { createRunAddress } from './run-address.js';
import { createRunBefore } from './run-before.js';
import { createPresenting, markRunning } from './presenting.js';
import { createRunOnPage } from './run-on-page.js';
import { readReplay, writeReplay } from './replay.js';
import { areOptions } from './run-options.js';
import { createRunningOptions } from './running-options.js';
import { RunSession } from './run-session.js';
import { inSentences, moveSentence, shownStep } from './run-status.js';
import { RunSubject } from './run-subject.js';
import { LogLines } from './log-lines.js';

/**
 * @param {HTMLElement} container stays empty and hidden until a run opens, unless `resident`
 * @param {{ bus: import('../core/event-bus.js').EventBus, state: import('../core/state.js').PageState, stage:
 *   import('./chosen-part.js').RunStage, run: import('./run-session.js').Run, ready?: () => Promise<string>, walk?:
 *   (from: string|null, key: string, cameFrom: string|null) => string|null, reach?: import('./part-acts.js').Reach,
 *   resident?: boolean, kept?: (id: string) => Promise<string>, linkTo?: import('./copy-link.js').LinkTo, options?:
 *   import('./running-options.js').OptionsOnPage, details?: import('./chosen-part.js').Details }} parts
 *   `ready`: waits until the picture is that of the text, and says why it cannot be; `walk`: the node to which an
 *   arrow key leads; `reach`: the shortest run to a node; `resident`: the controls are in sight before a run is open;
 *   `kept`: the text of a run that the server keeps; `linkTo`: makes a link to a run; `details`: what the bar of a
 *   chosen part tells of it
 */
export function createPlayer(
  container,
  { bus, state, stage, run, ready, walk, reach, resident = false, kept, linkTo, options: onPage, details },
) {
  const session = new RunSession(run, changed);
  const subject = new RunSubject(state);
  const names = () => subject.names;
  const drawn = new DrawnRun(stage, () => state.picture, choose);
  const page = createRunOnPage({ bus, state, ready, rest: stage.canvas });
  const pausing = createPausing({ bus, state, stage, session, changed: pausesChanged });
  const copyLink = linkTo && createCopyLink({ bus, session, linkTo });
  const options = createRunningOptions({
    state,
    session,
    stage,
    names,
    changed: optionsChanged,
    page: onPage,
  });
  const presenting = createPresenting({ stage, isOpen: () => open, begin: () => begin(), changed: presented });
  const { presentation } = presenting;
  const controls = createControls(
    session,
    {
      ahead: () => ahead,
      begin,
      choose,
      centre: () => drawn.reveal(session.model, true),
      close,
      options: () => acts.openOptions(),
      manyRuns: () => bus.emit('action.requested', { name: 'many-runs' }),
    },
    pausing.list,
    presentation,
    copyLink?.element,
  );
  const chosen = createChosenPart({
    stage,
    state,
    walk,
    say: (part) => acts.say(part),
    actsOn: (part) => acts.on(part),
    details,
  });
  const acts = createPartActs({
    bus,
    state,
    session,
    pausing,
    chosen,
    options,
    reach,
    begin,
    names,
    note: controls.notes.show,
    looksFor: controls.looksFor,
  });
  const address = createRunAddress();
  const before = createRunBefore({ session, names, note: controls.notes.show });
  const ahead = new Ahead({
    coming: () => page.waits || (open && !session.model && session.busy),
    onItsWay: () => session.onItsWay,
  });
  let open = false;
  let told = false;
  /** @type {import('./log-lines.js').Lines} */ let lines = [];
  container.append(controls.element, controls.center);

  // The canvas gives room to the player and takes it back: what is active stays in sight.
  const room = new ResizeObserver(() => {
    if (open) drawn.reveal(session.model, presentation.on);
  });
  room.observe(stage.floats);

  const fromAddress = listenToAddress({ address, kept, begin, close });
  const stops = [
    () => room.disconnect(),
    fromAddress.stop,
    listenForRunKeys(
      { isOpen: () => open, waits: () => page.waits },
      { ahead, session, acts, chosen, controls, copyLink },
      {
        choose,
        close: closeNext,
        centre: () => drawn.reveal(session.model, true),
        present: presenting.toggle,
        letFollow: () => bus.emit('action.requested', { name: 'let-follow' }),
        view,
      },
    ),
    listenForActions(bus, acts, { begin, close }),
    bus.on('reveal.requested', ({ ref: { kind, id }, origin }) => {
      if (open && origin === 'outline' && (kind === 'node' || kind === 'edge')) chosen.choose({ kind, id });
    }),
    bus.on('viewport.changed', ({ scale }) => {
      drawn.resize(scale);
      chosen.place();
    }),
    bus.on('picture.changed', () => {
      if (open) renew();
      else subject.name();
      options.paint();
    }),
  ];
  show();

  /** As soon as the picture is that of the text. @type {import('./asked-for.js').Begin} */
  function begin(then, replay, elsewhere) {
    // Whoever asks again for a run that is on its way asks for the same.
    const asksAgain = ahead.coming && !replay;
    if (!asksAgain) ahead.clear();
    if (then) ahead.add(then);
    if (asksAgain) return;
    if (open) start(replay, elsewhere);
    else
      void page.begin(() => start(replay, elsewhere), controls.play).then(() => open || ahead.coming || ahead.clear());
  }

  /** @param {import('./asked-for.js').Replay} [replay] @param {import('./asked-for.js').Elsewhere} [elsewhere] */
  function start(replay, { hash, note = '' } = {}) {
    drawn.leave();
    controls.notes.show('address', note);
    controls.notes.show('reached', '');
    session.close();
    before.begin(hash);
    lines = [];
    open = true;
    state.running = true;
    enterPicture();
    if (state.picture.diagram.nodes.length > 0)
      void session.open(replay ?? { at: 0, choices: [], seed: null, options: options.own });
    show();
    tell();
  }

  /**
   * Another picture came: the run stays where it is. Of another diagram, or under other options of the diagram, it is
   * asked for again, with the same choices.
   */
  function renew() {
    const { isAnother } = subject;
    const renamed = subject.renamed();
    if (isAnother) before.keep(renamed);
    enterPicture();
    if (!session.model && !session.busy) return start();
    if (isAnother) void (session.model ? session.renew(renamed) : session.retry());
    if (session.model) drawn.paint(session.model);
    show();
  }

  function enterPicture() {
    subject.take();
    drawn.enter(state.picture, subject.names);
    chosen.choose(chosen.part);
  }

  /** Also where the focus is beside the canvas. @param {import('../core/view-keys.js').ViewAction} name */
  function view(name) {
    bus.emit('action.requested', { name });
  }

  /** What Escape closes. */
  function closeNext() {
    if (chosen.part) chosen.choose(null);
    else if (presentation.on) presentation.leave();
    else close();
  }

  function presented() {
    chosen.choose(null);
    presenting.zoom();
    drawn.reveal(session.model, presentation.on);
    show();
    presenting.tell(controls);
  }

  /** The run was asked for again under these options. */
  function optionsChanged() {
    subject.take();
    show();
  }

  function pausesChanged() {
    chosen.show();
    show();
  }

  function close() {
    page.stopWaiting();
    ahead.clear();
    if (!open) return;
    open = false;
    state.running = false;
    presentation.leave();
    acts.forget();
    chosen.choose(null);
    session.close();
    controls.notes.show('reached', '');
    before.begin();
    address.clear();
    drawn.leave();
    lines = [];
    show();
    tell();
    page.end();
  }

  /** @param {{ label: string, edges: string[] }|undefined} answer */
  function choose(answer) {
    ahead.clear();
    if (answer) void acts.choose(answer);
  }

  /** @param {import('./run-session.js').Change} what @param {number} from */
  function changed(what, from) {
    const { model } = session;
    const focused = document.activeElement;
    if (what === 'trace' && model) {
      lines = new LogLines(model, subject.names);
      controls.load(lines, subject.names);
      before.show();
    }
    if (what === 'moved' && session.position < from) acts.forget();
    if (what !== 'state' && model) {
      // Its bar would cover the choices.
      if (model.waitsAt()) chosen.choose(null);
      drawn.move(model, from, session.speed, presentation.on);
      controls.say(inSentences(moveSentence(session, lines, from), caption(), pausing.here(subject.names)));
    }
    show();
    // The button of a branch is gone after the choice: the keyboard goes on at the next one.
    if (focused && !focused.isConnected) moveFocus(controls.next());
    if (what !== 'state') tell();
    if (what === 'trace') ahead.flush();
    else if (session.error) ahead.clear();
  }

  /** What is to be read where the run is. */
  function caption() {
    return captionOf(state.data.companion ?? {}, session.model?.state.active);
  }

  function tell() {
    const status = session.model?.trace.status ?? 'none';
    if (session.model) address.note(() => session.replay);
    if (told !== open) bus.emit('run.changed', { active: open });
    told = open;
    bus.emit('run.moved', { step: shownStep(session, lines), status });
  }

  function show() {
    const { model, position } = session;
    const { diagnostics: problems } = state.picture;
    const facts = model && { step: shownStep(session, lines), position, status: model.trace.status };
    markRunning(container, stage.floats, { open, resident, facts });
    drawn.showChoices(model ? model.decisionAt() : null);
    controls.show({
      open,
      lines,
      names: subject.names,
      nodes: state.picture.diagram.nodes.length,
      problems,
      pausing,
      caption: caption(),
    });
    controls.notes.show('options', options.sentence(), { label: 'Options', run: () => acts.openOptions() });
  }

  return {
    element: controls.element,
    get active() {
      return open;
    },
    open: () => begin(),
    openFromAddress: fromAddress.open,
    /** Shows a note on the diagram that is run; '' takes it away. @type {import('./notes.js').Show} */
    note: controls.notes.show,
    /** Hands the run that is open over to another page of the diagram. @returns {string} its fragment there */
    handOver() {
      address.flush();
      before.handOver(location.hash);
      return location.hash;
    },
    close,
    /** What many runs need of this one. */
    get many() {
      return { names: subject.names, replay: open ? session.replay : undefined };
    },
    /** The run that is open, as a text; '' where none is. */
    get text() {
      return open ? writeReplay(session.replay) : '';
    },
    /**
     * Shows a run as somebody else has it, where another one is shown.
     * @param {string} text @param {(text: string) => void} shows is told before the run as this page writes it
     * @throws {import('./replay.js').ReplayError} it cannot be read
     */
    show(text, shows) {
      const read = readReplay(text);
      const replay = areOptions(read.options) ? read : { ...read, options: {} };
      shows(writeReplay(replay));
      session.pause();
      const now = writeReplay({ ...session.replay, at: 0 });
      if (!open) begin(undefined, replay);
      else if (!session.model || now !== writeReplay({ ...replay, at: 0 })) void session.open(replay);
      else if (replay.at !== session.position) session.seek(replay.at);
    },
    /** Play or pause; opens a run where none is. */
    toggle: () => (open ? ahead.now(() => session.toggle()) : begin(() => session.play())),
    destroy() {
      close();
      for (const stop of stops) stop();
      pausing.destroy();
      options.destroy();
      chosen.destroy();
      presentation.destroy();
      controls.element.remove();
      controls.center.remove();
    },
  };
}
