/** What can be done at a part of the diagram for runs: by its bar in a run, by keys, by the bars of the editor. */
import { icon } from '../core/icons.js';

/** @typedef {import('./breakpoints.js').Part} Part */

/**
 * @param {{ bus: import('../core/event-bus.js').EventBus, state: import('../core/state.js').PageState, session:
 *   import('./run-session.js').RunSession, pausing: ReturnType<typeof import('./pausing.js').createPausing>, chosen:
 *   { part: Part|null }, names: () => import('./log-lines.js').Names }} parts
 */
export function createPartActs({ bus, state, session, pausing, chosen, names }) {
  /** What a key is about: the row of the log with the focus, what is pointed at or selected, the active node. */
  function inQuestion() {
    const row = document.activeElement?.closest('.log-row');
    const [ref] = chosen.part ? [chosen.part] : state.selection.length === 1 ? state.selection : [];
    const active = session.model?.state.active;
    if (row instanceof HTMLElement && row.dataset.node) return node(row.dataset.node);
    if (ref?.kind === 'node' || ref?.kind === 'edge') return { kind: ref.kind, id: ref.id };
    return active ? node(active) : null;
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
    ],
    toggleBreakpoint() {
      const part = inQuestion();
      if (part) pausing.toggle(part, names());
      else bus.emit('toast.requested', { message: 'Select the node or edge at which runs should pause.' });
    },
    /** Tells screen readers which part is pointed at. @param {Part} part */
    say({ id }) {
      const words = [names().node(id), names().laneOf(id)];
      bus.emit('speech.requested', { message: words.filter(Boolean).join(', ') });
    },
  };
}

/** @param {string} id @returns {Part} */
const node = (id) => ({ kind: 'node', id });
