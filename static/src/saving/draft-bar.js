/** Takes up what this tab had not saved when it was left, and offers what else was left unsaved. */
import { api } from '../api/client.js';
import { cameBack, h } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { asCopy, storeBeside, tellNotMade } from '../dialogs/new-diagram.js';
import { abandonedDrafts, removeDraft } from './drafts.js';
import { meaningOf } from './save-status.js';
import { sameWork } from '../session/work.js';

/** @typedef {import('./drafts.js').Draft} Draft */

/**
 * @param {HTMLElement} container
 * @param {{ bus: import('../core/event-bus.js').EventBus, saver: import('./saver.js').Saver, current: () =>
 *   import('../session/work.js').Work,
 *   show: (draft: Draft, quietly: boolean) => void, ask: (operations: object[]) => void, offline: () =>
 *   boolean }} options `show` puts a draft
 *   into the editor, `quietly`
 *   as if the page had come with it; `ask` asks for an edit; `offline` says that the page was opened without the server
 */
export function createDraftBar(container, { bus, saver, current, show, ask, offline }) {
  const left = () => abandonedDrafts(saver.subject(), saver.tab);

  /** @param {Draft} draft @param {boolean} [quietly] */
  async function goOnWith(draft, quietly = false) {
    saver.goOnFrom(draft);
    show(draft, quietly);
    for (const operations of draft.asked ?? []) ask(operations);
    await saver.keep();
    await removeDraft(draft.id);
  }

  /** @param {Draft} draft */
  const addsNothing = (draft) => sameWork(draft, current()) && !draft.asked?.length;

  /** Edits on the canvas need the server. @param {Draft} draft */
  const waits = (draft) => offline() && Boolean(draft.asked?.length);

  /** Goes on with what this tab had: it was only loaded again. What others saved since is merged when it is saved. */
  async function takeUp() {
    for (const draft of await left()) {
      if (!draft.own || draft.aside || !resumes(draft) || saver.dirty() || waits(draft)) continue;
      if (addsNothing(draft)) await removeDraft(draft.id);
      else if (draft.version !== null || saver.continues(draft)) await goOnWith(draft, true);
    }
  }

  /** Brings back what closed tabs had not saved, and asks where it clashes; what cannot be merged now is offered. */
  async function bringBack() {
    if (!saver.subject().startsWith('d/')) return;
    for (const draft of (await left()).reverse()) {
      if (draft.aside || draft.version === null || saver.stuck() || waits(draft)) continue;
      if (offline()) {
        // What others saved meanwhile is merged when this is saved; further tabs are brought back then.
        if (!saver.dirty() && !addsNothing(draft)) await goOnWith(draft, true);
        continue;
      }
      try {
        if (!addsNothing(draft)) await saver.bringBack({ ...draft, ...(await withAsked(draft)) });
        await removeDraft(draft.id);
      } catch (error) {
        if (meaningOf(error) === 'conflict' && !saver.dirty()) await goOnWith(draft, true);
      }
    }
  }

  /** Offers the newest of what there is; when that is settled, the next. */
  async function offer() {
    container.querySelector('.draft-bar')?.remove();
    if (offline() && saver.subject().startsWith('d/')) return;
    for (const draft of await left()) {
      if (addsNothing(draft)) await removeDraft(draft.id);
      else return showBar(draft);
    }
  }

  /** @param {Draft} draft */
  function showBar(draft) {
    const bar = h(
      'div',
      { class: 'bar draft-bar', role: 'status' },
      icon('history'),
      h('p', {}, sentenceFor(draft)),
      button('Discard', () => removeDraft(draft.id)),
      button('Save as a copy', () => saveAsCopy(draft)),
      button('Restore', () => goOnWith(draft), 'primary'),
    );
    container.append(bar);
  }

  /** @param {Draft} draft */
  async function saveAsCopy(draft) {
    try {
      const { code, companion } = await withAsked(draft);
      if (await storeBeside(bus, code, asCopy(companion, 'mine'))) await removeDraft(draft.id);
    } catch (reason) {
      tellNotMade(bus, reason);
    }
  }

  /** @param {string} label @param {() => Promise<void>} run @param {string} [look] */
  const button = (label, run, look = '') =>
    h('button', { class: `button small ${look}`, type: 'button', onclick: () => run().then(offer) }, label);

  return {
    takeUp,
    bringBack,
    offer,
  };
}

/**
 * An empty page and a sample that are opened anew are meant to be as they are.
 * @param {Draft} draft
 * @returns {boolean}
 */
const resumes = (draft) => draft.subject.startsWith('d/') || cameBack();

/**
 * The text and companion of a draft after the edits that had no answer yet.
 * @param {Draft} draft
 * @returns {Promise<import('../session/work.js').Work>}
 */
async function withAsked({ code, companion, asked = [] }) {
  let work = { code, companion };
  for (const operations of asked) {
    const answer = await api.edit(work, operations);
    work = { code: answer.code, companion: answer.companion };
  }
  return work;
}

/** @param {Draft} draft @returns {string} */
function sentenceFor(draft) {
  const when = new Date(draft.at);
  const today = when.toDateString() === new Date().toDateString();
  const moment = when.toLocaleString('en-GB', { ...(today ? {} : { dateStyle: 'medium' }), timeStyle: 'short' });
  return `Unsaved changes from ${moment} were kept in this browser.`;
}
