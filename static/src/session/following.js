/**
 * Lets picture and problems follow the text: asks for them, shows them once no hand is at work, and says where they
 * stay behind.
 * @typedef {import('../core/events.js').Picture} Picture
 * @typedef {import('../core/events.js').Problem} Problem
 * @typedef {ReturnType<typeof createFollowing>} Following
 */
import { Transaction } from '@codemirror/state';
import { codeOf, companionOf, setCompanion } from '../code/beside.js';
import { partsOf, setParts } from '../code/parts.js';
import { reasonToKeep } from './broken.js';
import { canvasEdit } from './edit-queue.js';
import { createRedraw } from './redraw.js';
import { sameJson } from './work.js';

/**
 * @param {{ view: import('@codemirror/view').EditorView, bus: import('../core/event-bus.js').EventBus, state:
 *   import('../core/state.js').PageState, lint: { show: (problems: Problem[]) => void }, told:
 *   ReturnType<typeof import('./told-changes.js').createToldChanges>, idle: () => Promise<void> }} parts
 *   `idle` waits for all that is under way
 */
export function createFollowing({ view, bus, state, lint, told, idle }) {
  const companion = () => companionOf(view.state);
  const redraw = createRedraw({
    current: () => ({
      code: codeOf(view.state),
      companion: companion(),
      ...state.asShown(companion()),
      known: state.picture,
    }),
    busy: state.busy,
    show: (picture) => accept(picture, 'text'),
    failed,
  });
  /** @type {Problem[]} */ let problems = [];
  /** The text and the companion that problems and picture speak of. */ let judged = view.state.doc;
  let judgedBeside = companion();
  /** Why the picture does not follow, '' where it does. */ let stale = '';
  /** Who has changed the text since the last picture. */ let changedBy = { me: false, others: false };
  /** @type {Promise<string>|null} */ let settling = null;

  /** @param {Picture} picture of the text as it is now @param {'load'|'text'|'edit'} reason */
  function accept(picture, reason) {
    problems = picture.diagnostics;
    judged = view.state.doc;
    const why = reason === 'text' ? reasonToKeep(state.picture, picture) : '';
    if (why === '') {
      view.dispatch({ effects: setParts.of(partsOf(picture.diagram, view.state.doc)) });
      // Whoever made a change keeps what the layout must remember of it; two who did would never come to an end.
      if (reason === 'text' && (changedBy.me || !changedBy.others)) remember(picture.companion);
      changedBy = { me: false, others: false };
    }
    lint.show(problems);
    if (why === '') {
      const { svg, geometry, diagram, plan } = picture;
      state.setPicture({ svg, geometry, diagram, diagnostics: problems, plan }, reason);
    }
    state.read = picture.diagram;
    bus.emit('problems.changed', { diagnostics: problems });
    judgedBeside = companion();
    stale = why;
    const undrawn = reason === 'load' ? state.data.drawing_error : null;
    const message = undrawn ? `The diagram could not be drawn: ${undrawn}` : why;
    bus.emit('picture.stale', { stale: message !== '', message });
    if (reason === 'text') told.tellStep();
    if (picture.refined === false) redraw.refine(reason === 'load' ? 0 : undefined);
  }

  /**
   * What the picture must remember of the one before it. Undo needs not take it back: it goes by itself with what it
   * was kept for.
   * @param {import('../core/events.js').Companion} [next]
   */
  function remember(next) {
    if (!next || sameJson(next, companion())) return;
    view.dispatch({
      effects: setCompanion.of(next),
      annotations: [canvasEdit.of(true), Transaction.addToHistory.of(false)],
    });
  }

  /** @param {string} message */
  function failed(message) {
    told.tellStep();
    bus.emit('picture.stale', { stale: true, message });
  }

  async function settle() {
    for (;;) {
      await idle();
      await state.busy.ended('work');
      if (view.state.doc === judged && companion() === judgedBeside) return stale;
      const failure = await redraw.now();
      if (failure !== '') return failure;
    }
  }

  return {
    accept,
    /** Takes note of a change. @param {boolean} remote somebody else made it */
    note(remote) {
      changedBy[remote ? 'others' : 'me'] = true;
    },
    /** Asks for the picture as soon as typing allows. */ soon: redraw.soon,
    /** Asks for the picture at once. */ now: redraw.now,
    /** Drops what was asked for. */ cancel: redraw.cancel,
    /** Whether the problems are those of the text as it is. */
    isJudged: () => view.state.doc === judged,
    /** @returns {Problem[]} those of the text as it was last judged */
    problems: () => problems,
    /**
     * Waits for all that is under way and for the picture of it.
     * @returns {Promise<string>} '' or why the picture is not that of the text
     */
    settled() {
      // Two that ask for the picture would cancel each other's request for ever.
      settling ??= settle().finally(() => {
        settling = null;
      });
      return settling;
    },
  };
}
