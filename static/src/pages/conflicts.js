/** What happens where the work cannot be saved at its address: somebody else saved, or the link was ended. */
import { openClashesDialog } from '../dialogs/clashes.js';
import { openConflictDialog } from '../dialogs/conflict.js';
import { asCopy } from '../dialogs/new-diagram.js';
import { showEnded } from '../frame/ended-bar.js';
import { ASIDE_DAYS } from '../saving/drafts.js';
import { createPartPictures } from './part-pictures.js';

/**
 * @param {{ bus: import('../core/event-bus.js').EventBus, state: import('../core/state.js').PageState, bars:
 *   HTMLElement, session: ReturnType<typeof import('../session/session.js').createSession>, saver:
 *   import('../saving/saver.js').Saver, drafts: ReturnType<typeof import('../saving/draft-bar.js').createDraftBar>,
 *   current: () => import('../session/work.js').Work }} parts `bars`: where bars across the editor stand
 */
export function createConflicts({ bus, state, bars, session, saver, drafts, current }) {
  /** Asks what is saved, and does what is chosen. */
  function show() {
    const theirs = saver.theirs();
    if (!theirs || document.querySelector('.conflict-dialog')) return;
    const mine = { code: session.code(), version: state.data.version };
    const choose = (/** @type {'theirs'|'mine'|'both'} */ choice) => void takeWhole(choice, theirs);
    const days = saver.keeps() ? ASIDE_DAYS : 0;
    if (theirs.clashes.length === 0) {
      openConflictDialog({ mine, theirs, days, choose });
      return;
    }
    openClashesDialog({
      mine,
      theirs,
      days,
      picture: createPartPictures({ mine: current(), theirs }),
      merge: (decided) => void saver.merge(decided),
      choose,
    });
  }

  /**
   * Takes one of both texts as a whole.
   * @param {'theirs'|'mine'|'both'} choice @param {import('../saving/saver.js').Theirs} theirs
   */
  async function takeWhole(choice, theirs) {
    const { version } = state.data;
    if (choice === 'both') {
      await keepBoth();
      return;
    }
    const kept = await (choice === 'mine'
      ? drafts.putAside({ code: theirs.code, companion: theirs.companion }, 'theirs', version)
      : drafts.putAside(current(), 'mine', version));
    if (!kept && saver.keeps()) {
      bus.emit('toast.requested', {
        message:
          'The storage of this browser is full, so the text that you did not choose cannot be kept. Nothing was changed: to keep both, make two diagrams.',
      });
      return;
    }
    if (choice === 'theirs') session.replace(theirs.code, theirs.companion);
    await saver.settle(choice === 'mine');
    await drafts.offer();
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
