/** Keeps what a change began from, until it can be told what it made of the diagram; and tells it by ear. */
import { changeSentence } from './change-sentence.js';

/**
 * @typedef {import('../core/events.js').Snapshot} Snapshot
 * @param {{ bus: import('../core/event-bus.js').EventBus, state: import('../core/state.js').PageState, companion: () =>
 *   import('../core/events.js').Companion }} parts
 */
export function createToldChanges({ bus, state, companion }) {
  /**
   * An undo or redo whose picture has not come yet.
   * @type {{ before: Snapshot, how: 'undo'|'redo' }|null}
   */
  let stepped = null;

  /** @param {Snapshot} before @param {'edit'|'undo'|'redo'} [how] */
  function tell(before, how = 'edit') {
    bus.emit('diagram.changed', { before, after: { diagram: state.picture.diagram, companion: companion() }, how });
  }

  return {
    tell,
    /**
     * The diagram as it is shown, beside a companion.
     * @param {import('../core/events.js').Companion} beside
     * @returns {Snapshot}
     */
    from: (beside) => ({ diagram: state.picture.diagram, companion: beside }),
    /**
     * What is typed before the picture of an undo has come leaves nothing to tell.
     * @param {import('@codemirror/view').ViewUpdate} update
     * @param {import('../core/events.js').Companion} beside the companion before it
     */
    note(update, beside) {
      const how = /** @type {const} */ (['undo', 'redo']).find((name) =>
        update.transactions.some((one) => one.isUserEvent(name)),
      );
      if (how) stepped = { before: stepped?.before ?? this.from(beside), how };
      else if (update.docChanged) stepped = null;
    },
    /** Tells an undo or redo, now that its picture has come or is known not to come. */
    tellStep() {
      if (stepped) tell(stepped.before, stepped.how);
      stepped = null;
    },
  };
}

/**
 * Tells by ear what every change did to the diagram, undone and redone ones too. What is typed is not told: whoever
 * types hears it.
 * @param {{ bus: import('../core/event-bus.js').EventBus }} parts
 */
export function createAnnouncer({ bus }) {
  bus.on('diagram.changed', ({ before, after, how }) => {
    const message = changeSentence(before, after, how);
    if (message) bus.emit('speech.requested', { message });
  });
}
