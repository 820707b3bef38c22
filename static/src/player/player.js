/**
 * The player: a run of the diagram below the canvas, its highlights on it. It listens for the actions `run` and
 * `end-run` and tells of itself by `run.changed`; while a run is open, `state.running` is true.
 *
 * The container carries `data-step` (the step shown, from 1), `data-position` (firings done) and `data-status` (of the
 * whole run).
 */
import { captionOf } from '../core/captions.js';
import { moveFocus } from '../core/focus.js';
import { capitalized, messageOf } from '../core/phrases.js';
import { createChosenPart } from './chosen-part.js';
import { createCopyLink } from './copy-link.js';
import { createControls } from './controls.js';
import { DrawnRun } from './drawn-run.js';
import { renamedIds } from './followed-ids.js';
import { listenForKeys } from './run-keys.js';
import { createPartActs } from './part-acts.js';
import { createPausing } from './pausing.js';
import { ReplayError, readReplay } from './replay.js';
import { createRunAddress, runInAddress } from './run-address.js';
import { createRunBefore } from './run-before.js';
import { createPresentation } from './presentation.js';
import { createRunOnPage } from './run-on-page.js';
import { areOptions } from './run-options.js';
import { createRunningOptions } from './running-options.js';
import { RunSession } from './run-session.js';
import { moveSentence, shownStep } from './run-status.js';
import { LogLines, Names } from './log-lines.js';

/**
 * @typedef {{ hash?: string, note?: string }} Elsewhere of a run from elsewhere: the fragment that asks for it, and
 *   what is to be said of it
 * @param {HTMLElement} container stays empty and hidden until a run opens, unless `resident`
 * @param {{ bus: import('../core/event-bus.js').EventBus, state: import('../core/state.js').PageState, stage:
 *   import('./chosen-part.js').RunStage, run: import('./run-session.js').Run, ready?: () => Promise<string>, walk?:
 *   (from: string|null, key: string) => string|null, reach?: import('./part-acts.js').Reach, resident?: boolean, kept?:
 *   (id: string) => Promise<string>, linkTo?: import('./copy-link.js').LinkTo, options?:
 *   import('./running-options.js').OptionsOnPage }} parts `ready`: waits until the picture is that of the text, and
 *   says why it cannot be; `walk`: the node to which an arrow key leads; `reach`: the shortest run to a node;
 *   `resident`: the controls are in sight before a run is open; `kept`: the text of a run that the server keeps;
 *   `linkTo`: makes a link to a run
 */
export function createPlayer(
  container,
  { bus, state, stage, run, ready, walk, reach, resident = false, kept, linkTo, options: onPage },
) {
  const session = new RunSession(run, changed);
  const drawn = new DrawnRun(stage, () => state.picture, choose);
  const page = createRunOnPage({ bus, state, ready, rest: stage.canvas });
  const pausing = createPausing({ bus, state, stage, session, changed: pausesChanged });
  const copyLink = linkTo && createCopyLink({ bus, session, linkTo });
  const options = createRunningOptions({
    state,
    session,
    stage,
    names: () => names,
    changed: optionsChanged,
    page: onPage,
  });
  const presentation = createPresentation(presented);
  presentation.button.addEventListener('click', present);
  const controls = createControls(
    session,
    { begin, choose, centre: () => drawn.reveal(session.model, true), close, options: () => acts.openOptions() },
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
    names: () => names,
    note: controls.notes.show,
  });
  const address = createRunAddress();
  const before = createRunBefore({ session, names: () => names, note: controls.notes.show });
  let open = false;
  let told = false;
  let names = new Names(state.picture.diagram);
  /** @type {import('./log-lines.js').Lines} */ let lines = [];
  /** What the run depends on, as JSON. */ let ran = '';
  let { diagram } = state.picture;
  container.append(controls.element, controls.center);

  // The canvas gives room to the player and takes it back: what is active stays in sight.
  const room = new ResizeObserver(() => {
    if (open) drawn.reveal(session.model, presentation.on);
  });
  room.observe(stage.floats);

  const listening = new AbortController();
  addEventListener('pagehide', address.leave, { signal: listening.signal });
  const { signal } = listening;
  // Back in the history of one page leads from a run to none, too.
  const onHash = () => address.isOwn() || (runInAddress(location.hash) ? void openFromAddress() : close());
  addEventListener('hashchange', onHash, { signal });

  const stops = [
    () => room.disconnect(),
    () => listening.abort(),
    listenForKeys(() => open, {
      toggle: () => session.toggle(),
      step: () => {
        session.pause();
        session.step();
      },
      back: () => session.back(),
      toStart: () => session.toStart(),
      toEnd: () => session.toEnd(),
      choose: (figure) => choose(session.model?.answerOf(figure)),
      close: closeNext,
      walk: (key) => chosen.walk(session.model?.state.active ?? null, key),
      breakpoint: acts.toggleBreakpoint,
      runTo: acts.runTo,
      getThere: acts.getThere,
      log: () => controls.goToLog(),
      copyLink: () => void copyLink?.copy(),
      restart: () => void session.restart(),
      checkpoint: () => controls.toggleCheckpoint(),
      surprise: controls.surpriseMe,
      centre: () => drawn.reveal(session.model, true),
      present,
      speed: (by) => session.changeSpeed(by),
      options: () => acts.openOptions(),
    }),
    bus.on('viewport.changed', ({ scale }) => {
      drawn.resize(scale);
      chosen.place();
    }),
    bus.on('picture.changed', () => {
      if (open) renew();
      else enterNames();
      options.paint();
    }),
    bus.on('action.requested', ({ name }) => {
      if (name === 'run') begin();
      if (name === 'end-run') close();
      if (name === 'breakpoint') acts.toggleBreakpoint();
      if (name === 'run-to-here') acts.runTo();
      if (name === 'get-there') acts.getThere();
      if (name === 'run-options') acts.openOptions();
    }),
  ];
  show();

  /**
   * Opens a run of the diagram, as soon as the picture is that of the text.
   * @param {() => void} [then] what to do from there
   * @param {import('./replay.js').Replay} [replay] the run and its position; else one at its first step
   * @param {Elsewhere} [elsewhere]
   */
  function begin(then, replay, elsewhere = {}) {
    if (open) start(then, replay, elsewhere);
    else void page.begin(() => start(then, replay, elsewhere), controls.play);
  }

  /** Opens the run that the address asks for, if it asks for one. */
  async function openFromAddress() {
    const { hash } = location;
    const asked = runInAddress(hash);
    if (!asked) return;
    try {
      const text = asked.id === '' ? asked.text : ((await kept?.(asked.id)) ?? '');
      const replay = readReplay(text);
      if (areOptions(replay.options)) begin(undefined, replay, { hash });
      else {
        const note = 'This link is damaged: the run is shown without its options.';
        begin(undefined, { ...replay, options: {} }, { hash, note });
      }
    } catch (error) {
      const reason = capitalized(error instanceof ReplayError ? error.plain : messageOf(error)).replace(/\.$/, '');
      begin(undefined, undefined, { note: `${reason}. The run begins at its start.` });
    }
  }

  /** @param {() => void} [then] @param {import('./replay.js').Replay} [replay] @param {Elsewhere} [elsewhere] */
  function start(then, replay, { hash, note = '' } = {}) {
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
      void session.open(then, replay ?? { at: 0, choices: [], seed: null, options: options.own });
    show();
    tell();
  }

  /**
   * Another picture came: the run stays where it is. Of another diagram, or under other options of the diagram, it is
   * asked for again, with the same choices.
   */
  function renew() {
    const ranBefore = ran;
    const renamed = renamedIds(diagram, state.picture.diagram);
    if (whatRuns() !== ran) before.keep(renamed);
    enterPicture();
    if (!session.model && !session.busy) return start();
    if (ran !== ranBefore) void (session.model ? session.renew(renamed) : session.retry());
    if (session.model) drawn.paint(session.model);
    show();
  }

  function enterNames() {
    names = new Names(state.picture.diagram);
  }

  function enterPicture() {
    ran = whatRuns();
    ({ diagram } = state.picture);
    enterNames();
    drawn.enter(state.picture, names);
    chosen.choose(chosen.part);
  }

  /** What Escape closes. */
  function closeNext() {
    if (chosen.part) chosen.choose(null);
    else if (presentation.on) presentation.leave();
    else close();
  }

  function present() {
    if (presentation.on) presentation.leave();
    else {
      void presentation.enter();
      if (!open) begin();
    }
  }

  /** The whole page is the diagram's, or no longer: its labels are to be read from afar. */
  function presented() {
    chosen.choose(null);
    if (presentation.on && stage.viewport.scale < 1) stage.viewport.zoomTo(1);
    drawn.reveal(session.model, presentation.on);
    show();
    if (!document.activeElement?.checkVisibility?.()) moveFocus(controls.play);
    controls.say(presentation.on ? 'Presentation. Escape leaves it.' : 'The presentation is over.');
  }

  function whatRuns() {
    const { options, simulation } = state.data.companion;
    return JSON.stringify([state.picture.diagram, options, simulation]);
  }

  /** The run was asked for again under these options. */
  function optionsChanged() {
    ran = whatRuns();
    show();
  }

  function pausesChanged() {
    chosen.show();
    show();
  }

  function close() {
    page.stopWaiting();
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
    if (!answer) return;
    const { asked } = session;
    void session.choose(answer).then((there) => {
      // This is another run than the one that was found.
      if (session.asked !== asked) controls.notes.show('reached', '');
      if (there) acts.goOn();
    });
  }

  /** @param {import('./run-session.js').Change} what @param {number} from */
  function changed(what, from) {
    const { model } = session;
    const focused = document.activeElement;
    if (what === 'trace' && model) {
      lines = new LogLines(model, names);
      controls.load(lines, names);
      before.show();
    }
    if (what === 'moved' && session.position < from) acts.forget();
    if (what !== 'state' && model) {
      // Its bar would cover the choices.
      if (model.waitsAt()) chosen.choose(null);
      drawn.move(model, from, session.speed, presentation.on);
      controls.say([moveSentence(session, lines, from), caption(), pausing.here(names)].filter(Boolean).join('. '));
    }
    show();
    // The button of a branch is gone after the choice: the keyboard goes on at the next one.
    if (focused && !focused.isConnected) moveFocus(controls.next());
    if (what !== 'state') tell();
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
    container.hidden = !open && !resident;
    container.classList.toggle('running', open);
    stage.floats.classList.toggle('running', open);
    const facts = { step: shownStep(session, lines), position, status: model?.trace.status };
    for (const [name, value] of Object.entries(facts)) {
      if (model && value !== undefined) container.dataset[name] = String(value);
      else delete container.dataset[name];
    }
    drawn.showChoices(model ? model.decisionAt() : null);
    controls.show({
      open,
      lines,
      names,
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
    /** Opens the run that the address asks for, or that the page had when it was left to be loaded again. */
    openFromAddress() {
      address.takeUp();
      return openFromAddress();
    },
    /** Shows a note on the diagram that is run; '' takes it away. @type {import('./notes.js').Show} */
    note: controls.notes.show,
    /** Hands the run that is open over to another page of the diagram. @returns {string} its fragment there */
    handOver() {
      address.flush();
      before.handOver(location.hash);
      return location.hash;
    },
    close,
    /** Play or pause; opens a run where none is. */
    toggle: () => (open ? session.toggle() : begin(() => session.play())),
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
