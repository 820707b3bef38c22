/** The button that copies a link to the step that is shown. */
import { h } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { messageOf } from '../core/phrases.js';
import { writeReplay } from './replay.js';

/** A link that is there sooner needs no message that it is made. */
const LATE_MS = 600;

/**
 * @typedef {(replay: string) => Promise<{ address: string, note: string }>} LinkTo makes the link to a run, as replay
 *   text; `note`: what the person must know about it
 * @param {{ bus: import('../core/event-bus.js').EventBus, session: import('./run-session.js').RunSession, linkTo:
 *   LinkTo }} parts
 */
export function createCopyLink({ bus, session, linkTo }) {
  let busy = false;
  const element = h(
    'button',
    {
      type: 'button',
      class: 'icon-button player-link',
      'aria-label': 'Copy link to this step',
      title: 'Copy link to this step (U)',
      'aria-keyshortcuts': 'u',
      onclick: () => copy(),
    },
    icon('link'),
  );

  async function copy() {
    if (busy || !session.model) return;
    busy = true;
    const late = setTimeout(() => bus.emit('toast.requested', { message: 'Making the link…' }), LATE_MS);
    try {
      const { address, note } = await linkTo(writeReplay(session.replay));
      const copied = await navigator.clipboard.writeText(address).then(
        () => true,
        () => false,
      );
      clearTimeout(late);
      if (!copied) (await import('../dialogs/step-link.js')).openStepLinkDialog(address, note);
      else bus.emit('toast.requested', { message: `The link to this step is copied.${note === '' ? '' : ` ${note}`}` });
    } catch (error) {
      bus.emit('toast.requested', { message: `There is no link to this step: ${messageOf(error)}` });
    } finally {
      clearTimeout(late);
      busy = false;
    }
  }

  return { element, copy };
}
