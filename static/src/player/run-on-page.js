/** What a run takes from the page and gives back at its end: selection and focus; and what it waits for before. */
import { inSight, markFocus, moveFocus, rememberFocus } from '../core/focus.js';

/**
 * @param {{ bus: import('../core/event-bus.js').EventBus, state: import('../core/state.js').PageState, ready?: () =>
 *   Promise<string>, rest: HTMLElement }} parts `ready`: waits until the picture is that of the text, and says why it
 *   cannot be; `rest`: what has the focus after a run where nothing had it before
 */
export function createRunOnPage({ bus, state, ready, rest }) {
  /** What waits for the picture before the run begins. @type {object|null} */ let waiting = null;
  let giveBack = () => {};

  function stopWaiting() {
    if (!waiting) return;
    waiting = null;
    bus.emit('run.awaited', { waiting: false });
  }

  /**
   * @param {() => Promise<string>} ready
   * @returns {Promise<boolean>} whether the picture is that of the text, and somebody still waits for it
   */
  async function isReady(ready) {
    const asked = {};
    waiting = asked;
    bus.emit('run.awaited', { waiting: true });
    const reason = await ready();
    if (waiting !== asked) return false;
    stopWaiting();
    if (reason !== '') bus.emit('toast.requested', { message: reason });
    return reason === '';
  }

  return {
    /** Whether a run waits for the picture. */
    get waits() {
      return waiting !== null;
    },
    /** Gives up a run that has not begun. */
    stopWaiting,
    /**
     * Begins a run as soon as the picture is that of the text, if that comes.
     * @param {() => void} start
     * @param {HTMLElement} goal where the focus goes unless the person has taken it elsewhere
     */
    async begin(start, goal) {
      const [focus, here] = [rememberFocus(), markFocus()];
      if (ready && !(await isReady(ready))) return;
      const letGo = state.busy.hold('work');
      const { selection } = state;
      giveBack = () => {
        giveBack = () => {};
        letGo();
        state.select(
          selection.filter((ref) => state.find(ref)),
          'player',
        );
        focus.back(rest);
      };
      // The accent of a selection would look like the trail of the run.
      state.select([], 'player');
      start();
      // The run hides the panes of code and inspector, and what has the focus there.
      if (here.stays || !document.activeElement || !inSight(document.activeElement)) moveFocus(goal);
    },
    /** The run is over. */
    end: () => giveBack(),
  };
}
