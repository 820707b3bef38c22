/** Offers what a closed or crashed tab left unsaved. */
import { h } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { abandonedDrafts, removeDraft } from './drafts.js';
import { sameWork } from './work.js';

/**
 * @param {HTMLElement} container
 * @param {{ subject: string, current: () => import('./work.js').Work, restore: (draft: import('./drafts.js').Draft) => void }} options
 */
export async function offerDraft(container, { subject, current, restore }) {
  const now = current();
  for (const draft of await abandonedDrafts(subject)) {
    if (sameWork(draft, now)) await removeDraft(draft.id);
    else {
      show(container, draft, restore);
      return;
    }
  }
}

/** @param {HTMLElement} container @param {import('./drafts.js').Draft} draft @param {(draft: import('./drafts.js').Draft) => void} restore */
function show(container, draft, restore) {
  const when = new Date(draft.at);
  const today = when.toDateString() === new Date().toDateString();
  const words = when.toLocaleString(undefined, { ...(today ? {} : { dateStyle: 'medium' }), timeStyle: 'short' });
  const bar = h('div', { class: 'bar draft-bar', role: 'status' }, icon('history'),
    h('p', {}, `Unsaved changes from ${words} were kept in this browser.`),
    h('button', { class: 'button small', type: 'button', onclick: () => { bar.remove(); removeDraft(draft.id); } }, 'Discard'),
    h('button', { class: 'button small primary', type: 'button', onclick: () => { bar.remove(); restore(draft); removeDraft(draft.id); } }, 'Restore'));
  container.append(bar);
}
