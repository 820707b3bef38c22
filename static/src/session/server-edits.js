/**
 * What the server does to the text, each as one undo step: what gestures and forms ask for, and changes of the layout.
 * @typedef {import('./edit-queue.js').Answer} Answer
 * @typedef {<Given extends Answer>(ask: import('./edit-queue.js').Ask<Given>, tells?: boolean, operations?: object[])
 *   => Promise<Given>} Perform
 */
import { OfflineError, api } from '../api/client.js';
import { companionOf } from '../code/beside.js';
import { messageOf } from '../core/phrases.js';
import { relaid } from './relaid.js';
import { sameJson } from './work.js';

const NEEDS_SERVER =
  'The server cannot be reached, and what is drawn needs it. Nothing was changed. You can go on typing in the text.';

/**
 * @param {{ view: import('@codemirror/view').EditorView, bus: import('../core/event-bus.js').EventBus, state:
 *   import('../core/state.js').PageState, queue: ReturnType<typeof import('./edit-queue.js').createEditQueue>,
 *   following: import('./following.js').Following, told: ReturnType<typeof
 *   import('./told-changes.js').createToldChanges> }} parts
 */
export function createServerEdits({ view, bus, state, queue, following, told }) {
  const companion = () => companionOf(view.state);

  /**
   * @template {Answer} Given
   * @param {import('./edit-queue.js').Ask<Given>} ask
   * @param {boolean} [tells] whether the change is told; else the caller tells it
   * @param {object[]} [operations] what is asked for, where operations tell it
   * @returns {Promise<Given>} the server's answer; refused with its error
   */
  async function perform(ask, tells = true, operations = undefined) {
    const letGo = state.busy.hold('work');
    /** @type {import('../core/events.js').Companion} */ let asked = {};
    try {
      const { answer, after, current } = await queue.run((work) => {
        asked = work.companion;
        return ask({ ...work, ...state.asShown(work.companion) });
      }, operations);
      await state.busy.ended('hand');
      // What came meanwhile is told by whoever did it.
      const before = told.from(asked);
      const { svg, geometry } = answer;
      const drawn = svg !== null && geometry !== null ? { ...answer, svg, geometry } : null;
      if (drawn && current && view.state.doc === after.doc && companion() === companionOf(after))
        following.accept(drawn, 'edit');
      else await following.now();
      if (tells) told.tell(before);
      return answer;
    } finally {
      letGo();
    }
  }

  return {
    perform,
    /**
     * Does what a gesture or a form asks for.
     * @param {object[]} operations of POST /api/edit
     * @returns {Promise<{ created: import('../core/events.js').Ref[] }>} fulfilled after picture.changed; refused with
     *   the reason
     */
    async edit(operations) {
      try {
        const { created } = await perform((work) => api.edit(work, operations), true, operations);
        return { created: created ?? [] };
      } catch (error) {
        const reason = error instanceof OfflineError ? new OfflineError(NEEDS_SERVER) : error;
        bus.emit('edit.refused', { message: messageOf(reason) });
        throw reason;
      }
    },
    /** @param {import('../core/layout-hints.js').Change} change */
    async changeLayout(change) {
      const { layout: now = {} } = companion();
      if (state.running || sameJson(change(now), now)) return;
      try {
        const { turned } = await perform(relaid(change, (next) => state.asShown(next)));
        if (turned)
          bus.emit('toast.requested', {
            message: 'The sides of the edges were turned as well. Undo takes both back.',
            quiet: true,
          });
      } catch (error) {
        const message = messageOf(error);
        bus.emit('toast.requested', { message });
        bus.emit('edit.refused', { message });
      }
    },
  };
}
