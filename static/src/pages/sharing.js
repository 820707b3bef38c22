/** Hands the work on: a link to what is saved, or the code to paste elsewhere. */
import { markFocus } from '../core/focus.js';
import { openShareDialog } from '../dialogs/share.js';

/**
 * @param {{ bus: import('../core/event-bus.js').EventBus, state: import('../core/state.js').PageState, saver:
 *   import('../saving/saver.js').Saver, code: () => string, problems: () => import('../core/events.js').Problem[] }}
 *   parts
 */
export function createSharing({ bus, state, saver, code, problems }) {
  const toast = (/** @type {string} */ message) => bus.emit('toast.requested', { message });

  /** @param {boolean} asked the person still waits for it */
  function openShared(asked) {
    const open = () =>
      openShareDialog({
        bus,
        viewKey: state.data.view_key ?? '',
        title: state.data.title,
        code: code(),
        problems: problems(),
      });
    if (asked) open();
    else
      bus.emit('toast.requested', {
        message: 'All is saved and can be shared.',
        action: { label: 'Share', run: open },
      });
  }

  return {
    async share() {
      const here = markFocus();
      if (state.data.kind === 'new' && code().trim() === '')
        toast('There is nothing to share yet. Draw something first.');
      else if (await saver.secure()) openShared(here.stays);
      else toast('A link shows what is saved, and saving does not work at the moment.');
    },
    async copyText() {
      try {
        await navigator.clipboard.writeText(code());
        toast('The code is copied.');
      } catch {
        toast('This browser does not let pages write to the clipboard.');
      }
    },
  };
}
