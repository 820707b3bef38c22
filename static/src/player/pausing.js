/** Breakpoints of the page's diagram: their signs, their list, and where the run that is open pauses for them. */
import { h } from '../core/dom.js';
import { Breakpoints, samePart } from './breakpoints.js';
import { PauseSigns } from './pause-signs.js';
import { Pauses, edgePhrase, pausePhrase } from './pauses.js';
import { Reach } from './reach.js';

/** @typedef {import('./breakpoints.js').Part} Part */

/**
 * @param {{ bus: import('../core/event-bus.js').EventBus, state: import('../core/state.js').PageState, stage:
 *   import('./chosen-part.js').RunStage, session: import('./run-session.js').RunSession, changed: () => void }} parts
 *   `changed` is called after every change of the breakpoints
 */
export function createPausing({ bus, state, stage, session, changed }) {
  const points = new Breakpoints(state.data);
  const signs = new PauseSigns(stage);
  /** Its rows come with its first use: a page for readers must load quickly. */
  const list = h('div', { class: 'breakpoint-list', 'data-heir': '.player-tabs [aria-selected="true"]' });
  /** @type {ReturnType<typeof import('./breakpoint-list.js').createBreakpointList>|null} */ let rows = null;
  /** @type {import('./log-lines.js').Names|null} */ let listed = null;
  let { diagram } = state.picture;
  /** @type {{ model: import('./run-model.js').RunModel, all: object[], pauses: Pauses }|null} */ let known = null;

  /** @returns {Pauses|null} */
  function pauses() {
    const { model } = session;
    if (!model) return null;
    if (known?.model !== model || known.all !== points.all)
      known = { model, all: points.all, pauses: new Pauses(model, points.all) };
    return known.pauses;
  }
  session.pauses = pauses;

  const present = () => points.all.filter((point) => state.find(point));

  function tellChanged() {
    show();
    changed();
  }

  function show() {
    signs.show(present(), state.picture);
  }

  /** @param {import('./log-lines.js').Names} names @returns {string} where the run pauses next */
  function next(names) {
    const { model } = session;
    const position = pauses()?.after(session.position);
    const found = position === undefined ? undefined : pauses()?.at(position);
    if (found) return pausePhrase(found, names);
    if (!model?.trace.waiting) return '';
    // What comes after the choice is not known yet: what can still be reached.
    const reached = new Reach(state.picture.diagram).from(model.state.tokens.keys());
    const ahead = present().find((point) => {
      if (point.kind === 'node') return point.id !== model.state.active && reached.has(point.id);
      return reached.has(names.edges.get(point.id)?.source ?? '');
    });
    return ahead ? pausePhrase(ahead, names) : '';
  }

  /**
   * Sets a breakpoint or removes it, and says so.
   * @param {Part} part @param {import('./log-lines.js').Names} names
   */
  function toggle(part, names) {
    const name = part.kind === 'edge' ? edgePhrase(part.id, names) : names.node(part.id);
    const before = points.at(part);
    if (!before && points.isFull) {
      bus.emit('toast.requested', {
        message: `The diagram has ${points.all.length} breakpoints, which is the most. Remove one first.`,
      });
      return;
    }
    if (before) points.remove(part);
    else points.set(part);
    const where = `${part.kind === 'edge' ? 'after' : 'before'} ${name}`;
    const message = before ? `Breakpoint removed: ${name}` : `Runs now pause ${where}`;
    bus.emit('speech.requested', { message });
    tellChanged();
  }

  const stops = [
    bus.on('viewport.changed', ({ scale }) => signs.resize(scale)),
    bus.on('picture.changed', () => {
      points.adapt(diagram, state.picture.diagram);
      diagram = state.picture.diagram;
      show();
    }),
    bus.on('save.changed', () => points.follow()),
  ];
  show();

  return {
    list,
    /** @param {import('./log-lines.js').Names} names */
    async showList(names) {
      listed = names;
      if (!rows) {
        const { createBreakpointList } = await import('./breakpoint-list.js');
        rows ??= createBreakpointList(
          list,
          points,
          tellChanged,
          (part, known) => {
            if (!points.at(part)) toggle(part, known);
          },
          () => stage.canvas.focus({ preventScroll: true }),
        );
      }
      rows.show(listed, present());
    },
    get count() {
      return present().length;
    },
    /** @param {Part} part */
    has: (part) => points.all.some((one) => samePart(one, part)),
    next,
    /** @param {import('./log-lines.js').Names} names @returns {string} why the run is where it is, or nothing */
    here(names) {
      const point = session.playing ? undefined : pauses()?.at(session.position);
      return point ? `Paused ${pausePhrase(point, names)}` : '';
    },
    toggle,
    destroy() {
      for (const stop of stops) stop();
      signs.remove();
    },
  };
}
