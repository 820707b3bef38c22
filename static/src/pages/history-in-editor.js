/** Opens the history over the editor, and puts an old version back into it. */
import { api } from '../api/client.js';
import { savingKey } from '../core/keys.js';

/**
 * @param {{ bus: import('../core/event-bus.js').EventBus, state: import('../core/state.js').PageState, session:
 *   ReturnType<typeof import('../session/session.js').createSession>, saver: import('../saving/saver.js').Saver
 *   }} parts
 */
export function createHistoryInEditor({ bus, state, session, saver }) {
  const tell = (/** @type {string} */ message) => bus.emit('toast.requested', { message });
  let opening = false;

  async function open() {
    if (opening) return;
    if (state.running) {
      tell('End the run first: the history is about the diagram.');
      return;
    }
    opening = true;
    try {
      // What is typed is a version too, before all are shown.
      await saver.save();
      const key = savingKey(state.data.view_key ?? '');
      if (state.data.kind !== 'document' || !key) {
        tell('There is no history yet: it begins with your first change.');
        return;
      }
      const { openHistoryDialog } = await import('../history/history-dialog.js');
      await openHistoryDialog({ bus, key, restore: (version, when) => restore(version, when, key) });
    } catch {
      tell('The history cannot be opened: the server cannot be reached.');
    } finally {
      opening = false;
    }
  }

  /**
   * Makes an old version the text of the editor, in one undo step, and saves it.
   * @param {import('../api/types').DocumentReply} version @param {string} when @param {string} key
   */
  async function restore({ code, companion, version }, when, key) {
    // What is shown now stays in the history: the next change would take the place of an autosave.
    await saver.save(true);
    const before = { code: session.code(), companion: session.companion() };
    session.replace(code, companion);
    bus.emit('toast.requested', {
      message: `The version of ${when.toLowerCase()} is restored.`,
      action: { label: 'Undo', run: () => session.replace(before.code, before.companion) },
    });
    const was = state.data.version;
    await saver.save(true);
    const now = state.data.version;
    if (now !== null && now !== was)
      await api.documents.nameVersion(key, now, `Restored from version ${version}`).catch(() => {});
  }

  return { open };
}
