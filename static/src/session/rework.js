/** What the server does to the whole text when it is asked to: fixes, formatting, renumbering, tidying. */
import { api } from '../api/client.js';
import { findAgain } from '../code/quick-fixes.js';
import { messageOf } from '../core/phrases.js';
import { sameWork } from './work.js';

/**
 * @typedef {import('../core/events.js').Problem} Problem
 * @param {{ bus: import('../core/event-bus.js').EventBus, current: () => import('./work.js').Work, following:
 *   import('./following.js').Following, perform: import('./server-edits.js').Perform }} parts
 */
export function createRework({ bus, current, following, perform }) {
  /**
   * Does something to the work that nobody watches step by step, and says how it went.
   * @template {import('./edit-queue.js').Answer} Given
   * @param {import('./edit-queue.js').Ask<Given>} ask
   * @param {(answer: Given) => string} sentenceOf
   * @param {string} [nothing] said where nothing changed
   */
  async function rework(ask, sentenceOf, nothing = 'There is nothing to change.') {
    const tell = (/** @type {string} */ message) => bus.emit('toast.requested', { message });
    const before = current();
    try {
      const answer = await perform(ask, false);
      const message = sameWork(current(), before) ? nothing : sentenceOf(answer);
      if (message !== '') tell(message);
    } catch (error) {
      tell(messageOf(error));
    }
  }

  return {
    /**
     * Applies a finding's fix. Where something was typed since the text was judged, it is judged again first.
     * @param {Problem} problem
     * @param {number} [number] which of its fixes
     */
    applyFix: (problem, number = 0) =>
      rework(
        async (work) => {
          const known = following.isJudged()
            ? following.problems()
            : (await api.render(work.code, work.companion, undefined, { refine: false, plan: work.plan })).diagnostics;
          const { code: kind, line, column } = findAgain(known, problem) ?? problem;
          return api.fix(work, { code: kind, line, column, ...(number > 0 && { fix: number }) });
        },
        (answer) => {
          bus.emit('speech.requested', { message: fixedSentence(answer) });
          return '';
        },
      ),
    format: () =>
      rework(
        (work) => api.format(work),
        () => 'The code is formatted. You can undo this.',
      ),
    fixAll: () => rework((work) => api.fix(work), fixedSentence),
    renumber: () => rework(does('renumber'), () => 'The nodes are renumbered from n1. You can undo this.'),
    tidy: () =>
      rework(
        does('tidy'),
        () => 'All nodes are back at their automatic positions. You can undo this.',
        'There is nothing to tidy: no node was moved by hand, and no position was kept from earlier edits.',
      ),
  };
}

/** One operation without further fields. @param {string} op @returns {import('./edit-queue.js').Ask} */
const does = (op) => (work) => api.edit(work, [{ op }]);

/** @param {import('../api/types').FixReply} answer @returns {string} */
export function fixedSentence({ applied, complete }) {
  const [first, ...more] = applied;
  if (!first) return 'Fixed. You can undo this.';
  const rest = complete ? '' : ' There are more safe fixes now.';
  return more.length === 0
    ? `Fixed: ${first.title}${rest}`
    : `${applied.length} fixes applied. You can undo this.${rest}`;
}
