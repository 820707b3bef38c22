/** The controls of a run below the canvas: a bar with buttons and slider, panel, log, figures, a line at the foot. */
import { byTouch, h, setText } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { createFacts } from './facts.js';
import { createLog } from './log.js';
import { createNotes } from './notes.js';
import { createPanel } from './panel.js';
import { leftOutSentence, noticeOf, passedPhrase, stepPhrase, statusPhrase, stoppedSentence } from './run-status.js';
import { spoken } from './log-lines.js';
import { createScrubber } from './scrubber.js';
import { createTabs } from './tabs.js';
import { createTransport } from './transport.js';

const NO_CHANCE =
  'Nothing is left to chance here: the options of runs say that nobody chooses and the first branch is taken.';

/** A run that is there sooner needs no words that it is awaited. */
const LATE_MS = 600;

const START = byTouch() ? 'Press Play' : 'Press Play or the space bar';

/**
 * @typedef {import('./log-lines.js').LogLine} LogLine
 * @typedef {import('./log-lines.js').Lines} Lines
 * @typedef {{ open: boolean, lines: Lines, names: import('./log-lines.js').Names, nodes: number, problems:
 *   import('../core/events.js').Problem[], pausing: ReturnType<typeof import('./pausing.js').createPausing>, caption:
 *   string }} View `nodes`: how many the diagram has; `caption`: what is to be read where the run is
 * @param {import('./run-session.js').RunSession} session
 * @param {{ ahead: () => import('./ahead.js').Ahead, begin: (then?: () => void) => void, choose:
 *   import('./panel.js').Choose, centre: () => void, close: () => void, options: () => void, manyRuns:
 *   () => void }} acts
 * @param {HTMLElement} breakpoints their list
 * @param {ReturnType<typeof import('./presentation.js').createPresentation>} presentation
 * @param {HTMLElement} [copyLink] copies a link to the step
 */
export function createControls(
  session,
  { ahead, begin, choose, centre, close, options, manyRuns },
  breakpoints,
  presentation,
  copyLink,
) {
  /** @type {Lines} */ let lines = [];
  const transport = createTransport(session, begin, (act) => ahead().further(act), toggleCheckpoint);
  const now = () => lines.at(session.position);
  const scrubber = createScrubber(session, () => {
    const line = now();
    return line ? spoken(line) : '';
  });
  const panel = createPanel(
    choose,
    () => session.retry(),
    () => begin(),
  );
  const log = createLog(session);
  const facts = createFacts();
  const tabs = createTabs([
    { id: 'log', name: 'Log', element: log.element },
    { id: 'breakpoints', name: 'Breakpoints', element: breakpoints },
  ]);
  const notes = createNotes();
  const past = h('span', {});
  const step = h('strong', {});
  const where = h('span', {});
  const seed = h('span', { class: 'player-seed mono' });
  const surprise = h(
    'button',
    {
      type: 'button',
      class: 'button player-surprise',
      title: 'Surprise me: choose at random from here on',
      onclick: () => surpriseMe(),
    },
    icon('dice'),
    h('span', {}, 'Surprise me'),
    seed,
  );
  const optionsButton = h(
    'button',
    { type: 'button', class: 'button player-options', title: 'Options of runs (O)', onclick: options },
    icon('inspector'),
    h('span', {}, 'Options'),
  );
  const center = h(
    'button',
    { type: 'button', class: 'icon-button player-center', 'aria-label': 'Centre the active node', onclick: centre },
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
  const awaited = h('p', { class: 'player-awaited float', role: 'status' });
  let late = 0;
  const element = h(
    'section',
    { class: 'player', 'aria-label': 'Run' },
    awaited,
    presentation.element,
    h(
      'div',
      { class: 'player-bar' },
      transport.element,
      scrubber.element,
      h('div', { class: 'player-where' }, step, where),
      transport.more,
      surprise,
      optionsButton,
      copyLink,
      presentation.button,
      end,
    ),
    notes.element,
    h('div', { class: 'player-body' }, panel.element, tabs.element, facts.element),
    h(
      'div',
      { class: 'player-foot' },
      past,
      h('button', { type: 'button', class: 'link player-many', onclick: manyRuns }, 'Many runs'),
      logToggle,
    ),
    live,
  );
  // A click leaves the focus where it was, or Space would press the same button again instead of playing.
  element.addEventListener('mousedown', (event) => {
    if (event.target instanceof Element && event.target.closest('button')) event.preventDefault();
  });

  /** Lets chance choose, or says why it cannot. */
  function surpriseMe() {
    notes.show('surprise', '');
    if (session.takesFirst) notes.show('surprise', NO_CHANCE, { label: 'Options', run: options });
    else void session.surprise();
  }

  /** Says that another run is on its way, where it takes long. */
  function showAwaited() {
    if (session.busy && session.model) {
      late ||= window.setTimeout(() => setText(awaited, 'The run is on its way…'), LATE_MS);
      return;
    }
    if (late) setText(awaited, '');
    clearTimeout(late);
    late = 0;
  }

  /** Says what is looked for. @param {string} words '' where nothing is any more */
  function looksFor(words) {
    setText(awaited, words);
  }

  function toggleCheckpoint() {
    session.toggleCheckpoint();
    const { checkpoint } = session;
    live.textContent = checkpoint ? `Restart now goes to step ${checkpoint.at + 1}` : 'Restart goes to the beginning';
  }

  function toggleLog() {
    const shown = element.classList.toggle('log-open');
    logToggle.setAttribute('aria-expanded', String(shown));
    log.show();
  }

  /** @param {View} view */
  function showPanel({ open, names, nodes, problems, pausing, caption }) {
    const notice = noticeOf(session, open, nodes);
    if (notice === 'idle') panel.showIdle();
    else if (notice === 'busy') panel.showBusy();
    else if (notice) panel.showProblem(notice.title, notice.reason, notice.mayRetry);
    else {
      const line = now();
      if (session.model && line)
        panel.show(session.model, names, line, problems, { paused: pausing.here(names), caption });
    }
  }

  return {
    element,
    /** Stands over the canvas. */ center,
    play: transport.play,
    /** Where the keyboard goes on when the button that had it is gone. */
    next: () => panel.element.querySelector('button') ?? transport.play,
    toggleCheckpoint,
    surpriseMe,
    /** Takes the keyboard to the log, and from there to the breakpoints. */
    goToLog() {
      if (!element.classList.contains('log-open')) toggleLog();
      const inLog = tabs.element.contains(document.activeElement);
      tabs.focus(inLog && tabs.opened === 'log' ? 'breakpoints' : 'log');
    },
    /** Takes another run into the log. @param {Lines} next @param {import('./log-lines.js').Names} names */
    load(next, names) {
      lines = next;
      log.load(next, names.lanes.values());
    },
    /** Tells screen readers. @param {string} sentence */
    say(sentence) {
      live.textContent = sentence;
    },
    /** @param {View} view */
    show(view) {
      const { model } = session;
      const drawn = session.takesFirst ? null : session.seed;
      lines = view.lines;
      element.classList.toggle('busy', session.busy);
      showAwaited();
      transport.show();
      scrubber.show();
      facts.show(model, view.names, view.nodes, drawn, view.pausing.next(view.names));
      view.pausing.showList(view.names);
      tabs.tell('breakpoints', view.pausing.count);
      log.show();
      surprise.hidden = !model;
      end.hidden = !view.open;
      if (copyLink) copyLink.hidden = !model;
      center.hidden = !model;
      logToggle.hidden = !model;
      setText(step, stepPhrase(session, lines));
      setText(where, statusPhrase(session, view.open ? '' : START, view.pausing.here(view.names)));
      if (where.title !== where.textContent) where.title = where.textContent;
      setText(seed, drawn === null ? '' : String(drawn));
      if (!session.takesFirst) notes.show('surprise', '');
      setText(past, passedPhrase(session, lines));
      const line = now();
      presentation.show({ title: line?.sentence ?? '', lane: line?.lane ?? '', caption: view.caption });
      showPanel(view);
      notes.show('stopped', stoppedSentence(session, view.names));
      notes.show('left-out', leftOutSentence(session));
    },
    notes,
    looksFor,
  };
}
