/** One link, for the owner: its address, name, end and use, and the form that changes them. */
import { api } from '../api/client.js';
import { h } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { counted } from '../core/phrases.js';
import { copyRow } from './copy-row.js';

/** @typedef {import('../api/types.d.ts').LinkReply} Link */

const DAY_MS = 24 * 3600 * 1000;
const CALLED = /** @type {const} */ ({ view: 'the view link', edit: 'the edit link', own: 'the owner link' });

/** @param {Link} link @returns {boolean} whether it opens the diagram now */
export const isActive = (link) =>
  link.revoked_at === null && (link.expires_at === null || Date.parse(link.expires_at) > Date.now());

/** @param {string} moment @returns {string} */
const said = (moment) => new Date(moment).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

/** @param {string} moment @returns {string} the day here, as a field for days has it */
function dayOf(moment) {
  const there = new Date(moment);
  return new Date(there.getTime() - there.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
}

/** What there is to know of a link, in words. @param {Link} link @returns {string} */
export function wordsOf(link) {
  const end = link.expires_at ? `Works until ${said(link.expires_at)}` : 'No end';
  const use =
    link.uses === 0 || !link.last_opened
      ? 'not opened yet'
      : `opened ${counted(link.uses, 'time')}, last ${said(link.last_opened)}`;
  return `${end} · ${use}`;
}

/**
 * @param {Link} link
 * @param {{ own: string, primary?: boolean, changed: () => Promise<void>, ended: (link: Link) => Promise<void>,
 *   replaced: (old: Link, fresh: Link) => Promise<void>, tell: (message: string) => void }} parts
 *   `own`: the key of the owner; `changed` shows the links again
 * @returns {HTMLElement}
 */
export function linkRow(link, { own, primary = false, changed, ended, replaced, tell }) {
  const id = String(link.id);
  const name = h('strong', { class: 'share-name' }, link.label);
  const form = editForm();
  const opener = h(
    'button',
    { class: 'link', type: 'button', 'aria-expanded': 'false', onclick: () => toggle() },
    'Name and end',
  );
  const called = link.label ? `${CALLED[link.right]} “${link.label}”` : CALLED[link.right];

  /** @param {() => Promise<void>} act */
  async function attempt(act) {
    try {
      await act();
    } catch (error) {
      tell(error instanceof Error ? error.message : String(error));
    }
  }

  /** @param {boolean} [open] */
  function toggle(open = form.hidden) {
    form.hidden = !open;
    opener.setAttribute('aria-expanded', String(open));
    if (open) form.querySelector('input')?.focus();
  }

  function editForm() {
    const label = /** @type {HTMLInputElement} */ (
      h('input', { class: 'input', maxlength: 200, value: link.label, placeholder: 'for the review' })
    );
    const day = /** @type {HTMLInputElement} */ (
      h('input', {
        class: 'input',
        type: 'date',
        min: dayOf(new Date().toISOString()),
        value: link.expires_at ? dayOf(link.expires_at) : '',
      })
    );
    const inDays = (/** @type {number} */ days) => {
      day.value = dayOf(new Date(Date.now() + days * DAY_MS).toISOString());
    };
    return h(
      'form',
      {
        class: 'share-form',
        hidden: true,
        onsubmit: (/** @type {SubmitEvent} */ event) => {
          event.preventDefault();
          void attempt(async () => {
            // It works until that day is over here.
            const end = day.value ? new Date(`${day.value}T23:59:59`).toISOString() : null;
            await api.documents.changeLink(own, id, { label: label.value.trim(), expires_at: end });
            tell('The link is changed.');
            await changed();
          });
        },
      },
      h('label', { class: 'field' }, h('span', {}, 'Name'), label),
      h('label', { class: 'field' }, h('span', {}, 'Works until the end of'), day),
      h(
        'div',
        { class: 'row' },
        h('button', { class: 'button small', type: 'button', onclick: () => inDays(7) }, '7 days'),
        h('button', { class: 'button small', type: 'button', onclick: () => inDays(30) }, '30 days'),
        h(
          'button',
          {
            class: 'button small',
            type: 'button',
            onclick: () => {
              day.value = '';
            },
          },
          'No end',
        ),
        h('span', { class: 'spacer' }),
        h('button', { class: 'button small primary', type: 'submit' }, 'Save'),
      ),
    );
  }

  return h(
    'div',
    { class: 'share-link' },
    link.label && name,
    // The server has put its own prefix in front of the path.
    copyRow(location.origin + link.path, called, { primary }),
    h(
      'div',
      { class: 'row small-text muted share-facts' },
      h('span', {}, wordsOf(link)),
      h(
        'div',
        { class: 'share-acts' },
        opener,
        h(
          'button',
          {
            class: 'link',
            type: 'button',
            'data-tip': 'A new address takes its place; the old one stops working',
            onclick: () => attempt(async () => replaced(link, await api.documents.replaceLink(own, id))),
          },
          'Replace',
        ),
        link.right !== 'own' &&
          h(
            'button',
            {
              class: 'link danger',
              type: 'button',
              onclick: () =>
                attempt(async () => {
                  await api.documents.revokeLink(own, id);
                  await ended(link);
                }),
            },
            'End this link',
          ),
      ),
    ),
    form,
  );
}

/** A button that makes another link. @param {string} label @param {() => Promise<void>} make @returns {HTMLElement} */
export function anotherLink(label, make) {
  return h('button', { class: 'button small', type: 'button', onclick: make }, icon('plus'), label);
}
