/** What happens where the work cannot be saved at its address: somebody else saved, or the link was ended. */
import { at } from '../core/dom.js';
import { openClashesDialog } from '../dialogs/clashes.js';
import { openConflictDialog } from '../dialogs/conflict.js';
import { asCopy } from '../dialogs/new-diagram.js';
import { showEnded } from '../frame/ended-bar.js';
import { createPartPictures } from './part-pictures.js';

/**
 * @param {{ bus: import('../core/event-bus.js').EventBus, state: import('../core/state.js').PageState, bars:
 *   HTMLElement, session: ReturnType<typeof import('../session/session.js').createSession>, saver:
 *   import('../saving/saver.js').Saver, current: () => import('../session/work.js').Work }} parts
 *   `bars`: where bars across the editor stand
 */
export function createConflicts({ bus, state, bars, session, saver, current }) {
  /** Asks what is saved, and does what is chosen. */
  function show() {
    const theirs = saver.theirs();
    if (!theirs || document.querySelector('.conflict-dialog')) return;
    const mine = { code: session.code(), version: state.data.version };
    const choose = (/** @type {'theirs'|'mine'|'both'} */ take) => {
      if (take === 'both') void keepBoth();
      else void saver.merge({ decided: [], whole: { take, version: theirs.version } });
    };
    const history = at(`/d/${state.data.view_key}/history`);
    if (theirs.clashes.length === 0) {
      openConflictDialog({ mine, theirs, history, choose });
      return;
    }
    openClashesDialog({
      mine,
      theirs,
      history,
      picture: createPartPictures({ mine: current(), theirs }),
      merge: (decided) => void saver.merge({ decided }),
      choose,
    });
  }

  async function keepBoth() {
    const before = location.href;
    if (await becomeOwn('mine'))
      bus.emit('toast.requested', {
        message: 'Yours is a diagram of its own now.',
        action: { label: 'Open theirs', run: () => window.open(before) },
      });
  }

  /**
   * @param {string} kind what the title says of this copy
   * @returns {Promise<boolean>} whether the text is a diagram of its own now
   */
  async function becomeOwn(kind) {
    const { code, companion } = current();
    const copy = asCopy(companion, kind);
    if (!(await saver.saveAsOwn({ code, companion: copy }))) return false;
    session.changeCompanion({ title: copy.title });
    return true;
  }

  return {
    show,
    /** The right to save is gone. @param {string} reason */
    ended(reason) {
      showEnded(bars, { reason, saveCopy: () => becomeOwn('my copy') });
    },
  };
}
