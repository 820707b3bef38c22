/** What can be done at a part of the diagram for runs: by its bar in a run, by keys, by the bars of the editor. */
import { icon } from '../core/icons.js';
import { messageOf } from '../core/phrases.js';

/**
 * @typedef {import('./breakpoints.js').Part} Part
 * @typedef {{ choices: object[], at: number }} From where a run is: the choices that led there, and its firings
 * @typedef {(node: string, options: object, from?: From) => Promise<import('../api/types').ReachReply>} Reach asks for
 *   the shortest run to a node
 */
/** An answer that comes sooner needs no message that it is awaited. */
const LATE_MS = 600;

/**
 * @param {{ bus: import('../core/event-bus.js').EventBus, state: import('../core/state.js').PageState, session:
 *   import('./run-session.js').RunSession, pausing: ReturnType<typeof import('./pausing.js').createPausing>, chosen:
 *   { part: Part|null, choose: (part: Part|null) => void }, options: { open: (part: Part|null) => void }, reach?:
 *   Reach, begin: (then?: () => void) => void, names: () => import('./log-lines.js').Names, note:
 *   import('./notes.js').Show, looksFor: (words: string) => void }} parts `begin`: opens a run; `note`: shows a note
 *   on it; `looksFor` says what is looked for, or nothing any more
 */
export function createPartActs({ bus, state, session, pausing, chosen, options, reach, begin, names, note, looksFor }) {
  /** Where the run goes on to after the next choice. @type {string|null} */ let goal = null;
  let asked = 0;

  /** @param {string} message @param {{ label: string, run: () => void }} [action] */
  const tell = (message, action) => bus.emit('toast.requested', { message, action });

  /** What a key is about: the row of the log with the focus, what is pointed at or selected, the active node. */
  function inQuestion() {
    const row = document.activeElement?.closest('.log-row');
    const [ref] = chosen.part ? [chosen.part] : state.selection.length === 1 ? state.selection : [];
    const active = session.model?.state.active;
    if (row instanceof HTMLElement && row.dataset.node) return node(row.dataset.node);
    if (ref?.kind === 'node' || ref?.kind === 'edge') return { kind: ref.kind, id: ref.id };
    return active ? node(active) : null;
  }

  /** @param {(id: string) => void} act @returns {() => void} does it at the node in question */
  const atNode = (act) => () => {
    const part = inQuestion();
    if (part?.kind === 'node') act(part.id);
    else tell(`${state.running ? 'Point at' : 'Select'} the node to which the run should lead.`);
  };

  /** @param {string} id */
  function runTo(id) {
    chosen.choose(null);
    if (session.model) goTo(id);
    else begin(() => goTo(id));
  }

  /** @param {string} id */
  function goTo(id) {
    goal = null;
    const came = session.runTo(id);
    const name = names().node(id);
    if (came === 'never')
      tell(`This run does not come to ${name} from here.`, { label: 'How do I get there?', run: () => getThere(id) });
    if (came !== 'waits') return;
    goal = id;
    tell(`Choose a branch. The run then goes on to ${name}.`);
  }

  /** @param {string} id */
  async function getThere(id) {
    if (!reach) return;
    forget();
    chosen.choose(null);
    if (session.model?.state.active === id) {
      tell(`The run is at ${names().node(id)} now.`);
      return;
    }
    const request = (asked += 1);
    const { diagram } = state.picture;
    const late = setTimeout(() => {
      const message = `Looking for a run to ${names().node(id)}…`;
      if (session.model) looksFor(message);
      else tell(message);
    }, LATE_MS);
    try {
      const { model, position } = session;
      const from = model ? { choices: model.choicesBefore(position), at: position } : undefined;
      const found = await reach(id, session.options, from);
      // Who went on meanwhile stays where they are.
      if (request !== asked || diagram !== state.picture.diagram) return;
      if (found.found) show(id, found);
      else tell(found.message);
    } catch (reason) {
      if (request === asked) tell(`The run could not be looked for. ${messageOf(reason)}`);
    } finally {
      clearTimeout(late);
      if (request === asked) looksFor('');
    }
  }

  /** @param {string} id @param {import('../api/types').ReachReply} run */
  function show(id, { choices, at, message }) {
    const before = session.model ? session.replay : null;
    const open = async () => {
      await session.show(choices, at);
      // Before the node fires, as "Run to here" shows it.
      if (session.model?.firedIn(at) === id) session.seek(at - 1);
    };
    if (!before) {
      tell(message);
      begin(open);
      return;
    }
    note('reached', message, { label: 'Back to the run before', run: () => goBack(before) });
    void open();
  }

  /** @param {import('./replay.js').Replay} before */
  function goBack(before) {
    forget();
    note('reached', '');
    void session.open(before);
  }

  function forget() {
    goal = null;
    asked += 1;
    looksFor('');
  }

  return {
    /** @param {Part} part @returns {import('./chosen-part.js').Act[]} */
    on: (part) => [
      {
        name: 'Pause here',
        keys: 'B',
        icon: () => icon('breakpoint'),
        pressed: pausing.has(part),
        run: () => pausing.toggle(part, names()),
      },
      ...(part.kind === 'node'
        ? [
            { name: 'Run to here', keys: 'R', icon: () => icon('run-to'), run: () => runTo(part.id) },
            { name: 'How do I get there?', keys: 'G', icon: () => icon('route'), run: () => void getThere(part.id) },
          ]
        : []),
      { name: 'Options here', keys: 'O', icon: () => icon('inspector'), run: () => options.open(part) },
    ],
    toggleBreakpoint() {
      const part = inQuestion();
      if (part) pausing.toggle(part, names());
      else tell('Select the node or edge at which runs should pause.');
    },
    runTo: atNode(runTo),
    getThere: atNode((id) => void getThere(id)),
    /**
     * Takes a branch, and goes on to where the run should lead.
     * @param {{ label: string, edges: string[] }} answer
     */
    async choose(answer) {
      const { asked: before } = session;
      const there = await session.choose(answer);
      // This is another run than the one that was found.
      if (session.asked !== before) note('reached', '');
      if (!there) return;
      // The choice itself can have led there.
      if (goal === session.model?.state.active) goal = null;
      if (goal && session.model) goTo(goal);
    },
    /** The person goes elsewhere. */
    forget,
    /** Opens the options of runs, at the part that is in question. */
    openOptions: () => options.open(inQuestion()),
    /** Tells screen readers which part is pointed at. @param {Part} part */
    say({ id }) {
      const words = [names().node(id), names().laneOf(id)];
      bus.emit('speech.requested', { message: words.filter(Boolean).join(', ') });
    },
  };
}

/** @param {string} id @returns {Part} */
const node = (id) => ({ kind: 'node', id });
