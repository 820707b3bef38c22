/** The bin: diagrams that were deleted in this browser, for as long as the server keeps them. */
import { h } from '../core/dom.js';
import { binned, forget } from '../core/keys.js';
import { counted } from '../core/phrases.js';
import { ago } from '../core/times.js';

/** @typedef {import('../core/keys.js').KeyEntry} KeyEntry */

const DAYS = 30;

/** @param {string} deletedAt @returns {Date} until when it can be restored */
export const keptUntil = (deletedAt) => {
  const until = new Date(deletedAt);
  until.setDate(until.getDate() + DAYS);
  return until;
};

/**
 * @param {{ restore: (entry: KeyEntry) => Promise<void> }} parts
 * @returns {{ element: HTMLElement, show: () => void }}
 */
export function createBin({ restore }) {
  const name = h('summary', {});
  const list = h('ul', { class: 'diagram-list', 'data-heir': '.bin summary, .home-new' });
  const element = h(
    'details',
    { class: 'bin', hidden: true },
    name,
    h(
      'p',
      { class: 'small-text muted' },
      `Deleted diagrams stay here for ${DAYS} days. Then they are removed for good.`,
    ),
    list,
  );

  function show() {
    const now = new Date();
    for (const { view_key, deleted_at } of binned()) if (keptUntil(deleted_at) < now) forget(view_key);
    const found = binned();
    element.hidden = found.length === 0;
    name.textContent = `Bin: ${counted(found.length, 'diagram')}`;
    list.replaceChildren(...found.map((entry) => row(entry, now)));
  }

  /** @param {KeyEntry & { deleted_at: string }} entry @param {Date} now */
  function row(entry, now) {
    const title = entry.title || 'Untitled diagram';
    const until = keptUntil(entry.deleted_at).toLocaleDateString('en-GB', { day: 'numeric', month: 'long' });
    const button = h(
      'button',
      {
        class: 'button small',
        type: 'button',
        'aria-label': `Restore ${title}`,
        'data-key': `bin-${entry.view_key}`,
        onclick: async () => {
          button.setAttribute('aria-busy', 'true');
          await restore(entry);
        },
      },
      'Restore',
    );
    return h(
      'li',
      { class: 'bin-row' },
      h('span', { class: 'bin-title' }, title),
      h('span', { class: 'small-text muted' }, `Deleted ${ago(new Date(entry.deleted_at), now)}, kept until ${until}`),
      button,
    );
  }

  return { element, show };
}
