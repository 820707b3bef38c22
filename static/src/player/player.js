/**
 * The player: a run of the diagram below the canvas, its highlights on it. It listens for the actions `run` and
 * `end-run`
 * and tells of itself by `run.changed`; while a run is open, `state.running` is true.
 *
 * The container carries `data-step` (the step shown, from 1), `data-position` (firings done) and `data-status` (of the
 * whole run).
 */
import { OfflineError } from '../api/client.js';
import { byTouch, h } from '../core/dom.js';
import { inSight, markFocus, moveFocus, rememberFocus } from '../core/focus.js';
import { icon } from '../core/icons.js';
import { ChoiceButtons } from './choice-buttons.js';
import { createFacts } from './facts.js';
import { createLog } from './log.js';
import { Marks } from './marks.js';
import { createPanel } from './panel.js';
import { listenForKeys } from './run-keys.js';
import { RunSession } from './run-session.js';
import { logLines, Names, spoken } from './run-words.js';
import { createScrubber } from './scrubber.js';
import { Sight } from './sight.js';
import { createTransport } from './transport.js';
import { Travel } from './travel.js';

const START = byTouch() ? 'Press Play' : 'Press Play or the space bar';

/**
 * @param {HTMLElement} container stays empty and hidden until a run opens, unless `resident`
 * @param {{ bus: import('../core/event-bus.js').EventBus, state: import('../core/state.js').PageState, stage:
 *   import('./marks.js').Stage,
 *   run: import('./run-session.js').Run, ready?: () => Promise<string>, resident?: boolean }} parts `ready`: waits
 *   until the picture is that of the text,
 *   and says why it cannot be; `resident`: the controls are in sight before a run is open
 */
export function createPlayer(container, { bus, state, stage, run, ready, resident = false }) {
  const session = new RunSession(run, changed);
  let open = false;
  /** What waits for the picture before the run opens. @type {object|null} */ let opening = null;
  let letGo = () => {};
  let names = new Names(state.picture.diagram);
  /** @type {import('./run-words.js').LogLine[]} */ let lines = [];
  /** @type {Marks|null} */ let marks = null;
  /** @type {ChoiceButtons|null} */ let buttons = null;
  /** @type {{ focus: { back(): void }|null, selection: import('../core/events.js').Ref[] }} */ let before = {
    focus: null,
    selection: [],
  };
  /** The diagram of the run, as JSON. */ let ran = '';
  let travel = new Travel(stage, state.picture.geometry);
  const sight = new Sight(stage, () => state.picture.geometry);

  const transport = createTransport(session, begin);
  const scrubber = createScrubber(session, () => (lines[session.position] ? spoken(lines[session.position]) : ''));
  const panel = createPanel(
    choose,
    () => session.retry(),
    () => begin(),
  );
  const log = createLog(session);
  const facts = createFacts();
  const past = h('span', {});
  const where = h('div', { class: 'player-where' }, h('strong', {}), h('span', {}));
  const surprise = h(
    'button',
    {
      type: 'button',
      class: 'button player-surprise',
      title: 'Surprise me: choose at random from here on',
      onclick: () => session.surprise(),
    },
    icon('dice'),
    h('span', {}, 'Surprise me'),
    h('span', { class: 'player-seed mono' }),
  );
  const center = h(
    'button',
    {
      type: 'button',
      class: 'icon-button player-center',
      'aria-label': 'Centre the active node',
      onclick: () => sight.reveal(session.model, true),
    },
    icon('center', 20),
  );
  const logToggle = h(
    'button',
    { type: 'button', class: 'link player-log-toggle', 'aria-expanded': 'false', onclick: toggleLog },
    'Log',
  );
  const end = h(
    'button',
    {
      type: 'button',
      class: 'icon-button player-close',
      'aria-label': 'End run',
      title: 'End run (Escape)',
      onclick: () => close(),
    },
    icon('close'),
  );
  const live = h('div', { class: 'visually-hidden', 'aria-live': 'polite', role: 'status' });
  const element = h(
    'section',
    { class: 'player', 'aria-label': 'Run' },
    h('div', { class: 'player-bar' }, transport.element, scrubber.element, where, surprise, end),
    h(
      'div',
      { class: 'player-body' },
      panel.element,
      h('div', { class: 'player-middle' }, h('h2', { class: 'player-tab' }, 'Log'), log.element),
      facts.element,
    ),
    h('div', { class: 'player-foot' }, past, logToggle),
    live,
  );
  // A click leaves the focus where it was, or Space would press the same button again instead of playing.
  element.addEventListener('mousedown', (event) => {
    if (event.target instanceof Element && event.target.closest('button')) event.preventDefault();
  });
  container.append(element, center);

  // The canvas gives room to the player and takes it back: what is active stays in sight.
  const room = new ResizeObserver(() => {
    if (open) sight.reveal(session.model, false);
  });
  room.observe(stage.floats);

  const stops = [
    () => room.disconnect(),
    listenForKeys(() => open, {
      toggle: () => session.toggle(),
      step: () => {
        session.pause();
        session.step();
      },
      back: () => session.back(),
      toStart: () => session.toStart(),
      toEnd: () => session.toEnd(),
      choose: chooseByKey,
      close: () => close(),
    }),
    bus.on('viewport.changed', ({ scale }) => {
      marks?.resize(scale);
      buttons?.place();
    }),
    bus.on('picture.changed', () => {
      if (open) renew();
    }),
    bus.on('action.requested', ({ name }) => {
      if (name === 'run') begin();
      if (name === 'end-run') close();
    }),
  ];
  show();

  /**
   * Opens a run of the diagram at its first step, as soon as the picture is that of the text.
   * @param {() => void} [then] what to do from there
   */
  async function begin(then) {
    if (open) return start(then);
    if (opening) return;
    const [focus, here] = [rememberFocus(), markFocus()];
    if (ready) {
      const asked = {};
      opening = asked;
      bus.emit('run.awaited', { waiting: true });
      const reason = await ready();
      if (opening !== asked) return;
      stopWaiting();
      if (reason !== '') return bus.emit('toast.requested', { message: reason });
    }
    letGo = state.calm.hold('work');
    before = { focus, selection: state.selection };
    // The accent of a selection would look like the trail of the run.
    state.select([], 'player');
    start(then);
    // The run hides the panes of code and inspector, and what has the focus there.
    if (here.stays || !document.activeElement || !inSight(document.activeElement)) moveFocus(transport.play);
  }

  function stopWaiting() {
    opening = null;
    bus.emit('run.awaited', { waiting: false });
  }

  /** @param {() => void} [then] */
  function start(then) {
    leaveStage();
    session.close();
    lines = [];
    open = true;
    state.running = true;
    takeStage();
    if (state.picture.diagram.nodes.length > 0) void session.open(then);
    show();
    tell();
  }

  /**
   * Another picture came: the run stays where it is. Of another diagram it is asked for again, with the same choices.
   */
  function renew() {
    const ranBefore = ran;
    leaveStage();
    takeStage();
    if (!session.model && !session.busy) return start();
    if (ran !== ranBefore) void (session.model ? session.renew() : session.retry());
    if (session.model) marks?.paint(session.model);
    show();
  }

  function takeStage() {
    const { picture } = state;
    ran = JSON.stringify(picture.diagram);
    names = new Names(picture.diagram);
    marks = new Marks(stage, picture, names);
    travel = new Travel(stage, picture.geometry);
    buttons = new ChoiceButtons(stage, picture.geometry, choose);
  }

  function close() {
    if (opening) stopWaiting();
    if (!open) return;
    open = false;
    state.running = false;
    session.close();
    leaveStage();
    lines = [];
    show();
    tell();
    letGo();
    state.select(
      before.selection.filter((ref) => state.find(ref)),
      'player',
    );
    before.focus?.back();
  }

  function leaveStage() {
    travel.stop();
    marks?.clear();
    buttons?.show(null);
    marks = null;
    buttons = null;
  }

  /** @param {{ label: string, edges: string[] }|undefined} answer */
  function choose(answer) {
    if (answer) session.choose(answer);
  }

  /** @param {number} figure 1 to 9 */
  function chooseByKey(figure) {
    const decision = session.model?.decisionAt();
    choose(decision?.counts ? { label: String(figure), edges: [] } : decision?.options[figure - 1]);
  }

  /** @param {import('./run-session.js').Change} what @param {number} from */
  function changed(what, from) {
    const { model, position } = session;
    const focused = document.activeElement;
    if (what === 'trace' && model) {
      lines = logLines(model, names);
      log.load(lines);
    }
    if (what !== 'state' && model) {
      travel.stop();
      marks?.paint(model);
      if (position === from + 1) follow(model);
      sight.reveal(model, false);
      announce(from);
    }
    show();
    // The button of a branch is gone after the choice: the keyboard goes on at the next one.
    if (focused && !focused.isConnected) moveFocus(panel.element.querySelector('button') ?? transport.play);
    if (what !== 'state') tell();
  }

  /** @param {import('./run-model.js').RunModel} model */
  function follow({ state: { moved } }) {
    const edges = moved.filter(Boolean);
    const targets = edges.map((id) => names.edges.get(id)?.target ?? '');
    const drawn = marks;
    if (drawn)
      travel.send(edges, session.speed, {
        leave: () => drawn.hideTokens(targets, true),
        arrive: () => drawn.hideTokens(targets, false),
      });
  }

  /** @param {number} from */
  function announce(from) {
    const line = lines[session.position];
    const chosen = session.position === from + 1 && session.model?.decisionAt(from) ? `${spoken(lines[from])}. ` : '';
    live.textContent = line ? chosen + spoken(line) : '';
  }

  function tell() {
    const status = session.model?.trace.status ?? 'none';
    bus.emit('run.changed', { active: open, step: shownStep(), status });
  }

  function shownStep() {
    return session.model ? (lines[session.position]?.step ?? session.last) : 0;
  }

  function show() {
    const { model, position } = session;
    container.hidden = !open && !resident;
    container.classList.toggle('running', open);
    stage.floats.classList.toggle('running', open);
    element.classList.toggle('busy', session.busy);
    for (const [name, value] of Object.entries({ step: shownStep(), position, status: model?.trace.status })) {
      if (model && value !== undefined) container.dataset[name] = String(value);
      else delete container.dataset[name];
    }
    transport.show();
    scrubber.show();
    buttons?.show(model ? model.decisionAt() : null);
    facts.show(model, names, state.picture.diagram.nodes.length, session.seed);
    log.show();
    surprise.hidden = !model;
    end.hidden = !open;
    center.hidden = !model;
    showWhere();
    showPanel();
  }

  function showWhere() {
    const { model, position } = session;
    const [title, words] = /** @type {HTMLElement[]} */ ([...where.children]);
    const line = lines[position];
    title.textContent = line ? (line.step === null ? `${session.last} steps` : `Step ${line.step}`) : '';
    words.textContent = whereWords();
    const seed = /** @type {HTMLElement} */ (surprise.lastElementChild);
    seed.textContent = session.seed === null ? '' : String(session.seed);
    const passed = lines[position - 1];
    past.textContent = passed ? `${passed.step} ${passed.words}` : '';
    logToggle.hidden = !model;
  }

  function whereWords() {
    const { model, position, last, playing } = session;
    if (!model) return open ? '' : START;
    if (model.waitsAt()) return 'waiting for you';
    if (position === last) return model.trace.status === 'limit' ? 'stopped' : 'complete';
    if (playing) return 'playing';
    return model.decisionAt() ? 'a choice was made here' : model.trace.waiting ? `of ${last + 1} so far` : `of ${last}`;
  }

  function showPanel() {
    const { model, error, busy } = session;
    if (error) {
      const offline = error instanceof OfflineError;
      return panel.showProblem(
        offline ? 'The server cannot be reached' : 'This run is not possible',
        offline ? 'Nothing is lost. Try again when it is back.' : messageOf(error),
        true,
      );
    }
    if (!open) return panel.showIdle();
    if (state.picture.diagram.nodes.length === 0)
      return panel.showProblem('There is nothing to run yet', 'The diagram has no nodes yet.', false);
    if (!model) return busy ? panel.showBusy() : undefined;
    if (model.last === 0 && !model.trace.waiting)
      return panel.showProblem(
        'Nothing to run',
        model.trace.reason || 'No node of this diagram is a start: each one has an incoming edge.',
        false,
      );
    return panel.show(model, names, lines[session.position], state.picture.diagnostics);
  }

  function toggleLog() {
    const shown = element.classList.toggle('log-open');
    logToggle.setAttribute('aria-expanded', String(shown));
    log.show();
  }

  return {
    element,
    get active() {
      return open;
    },
    open: () => begin(),
    close,
    /** Play or pause; opens a run where none is. */
    toggle: () => (open ? session.toggle() : begin(() => session.play())),
    destroy() {
      close();
      for (const stop of stops) stop();
      element.remove();
      center.remove();
    },
  };
}

/** @param {unknown} error */
const messageOf = (error) => (error instanceof Error ? error.message : String(error));
