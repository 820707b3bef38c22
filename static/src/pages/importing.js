/** Other formats in the editor: what is imported takes the place of its own text or of none, else is a new diagram. */
import { inOurLanguage } from '../dialogs/foreign.js';
import { takeFiles } from '../dialogs/drop-file.js';
import { storeBeside } from '../dialogs/new-diagram.js';

/**
 * @param {{ bus: import('../core/event-bus.js').EventBus, state: import('../core/state.js').PageState, session:
 *   ReturnType<typeof import('../session/session.js').createSession> }} parts
 */
export function createImporting({ bus, state, session }) {
  const tell = (/** @type {string} */ message) => bus.emit('toast.requested', { message });

  /** @param {string} text */
  async function take(text) {
    try {
      const brought = await inOurLanguage({ code: text, companion: {} });
      if (brought) await put(brought.code, brought.companion, text);
    } catch (error) {
      tell(/** @type {Error} */ (error).message);
    }
  }

  /** @param {string} code @param {import('../core/events.js').Companion} companion @param {string} [from] */
  async function put(code, companion, from = '') {
    const here = session.code();
    if (here.trim() === '' || here === from) session.replace(code, { ...session.companion(), ...companion });
    else await storeBeside(bus, code, companion, { opens: true });
  }

  bus.on('import.requested', ({ text }) => void take(text));
  bus.on('action.requested', async ({ name }) => {
    if (name !== 'import') return;
    const { openImportDialog } = await import('../dialogs/import.js');
    openImportDialog({
      taken: take,
      files: (files) => takeFiles(files, { textLimit: state.data.text_limit, taken: put, tell }),
    });
  });
  return { take };
}
