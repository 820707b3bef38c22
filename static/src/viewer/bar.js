/** The top bar of the view page: what this is, and what a reader may take away. */
import { at, h } from '../core/dom.js';
import { icon, logo } from '../core/icons.js';

/**
 * @param {string} title shown here on a narrow page, where the card is out of sight
 * @param {{ download: (anchor: HTMLElement) => Promise<void>, toggleTheme: () => void, openCopy: () => Promise<void>
 *   }} actions
 */
export function createBar(title, { download, toggleTheme, openCopy }) {
  const downloads = h(
    'button',
    { type: 'button', class: 'button', 'aria-haspopup': 'menu', onclick: () => download(downloads) },
    icon('download'),
    h('span', { class: 'viewer-wide' }, 'Download'),
    icon('chevron-down', 14),
  );
  downloads.setAttribute('aria-label', 'Download');
  const copy = /** @type {HTMLButtonElement} */ (
    h('button', { type: 'button', class: 'button primary', onclick: makeCopy }, icon('copy'), 'Open a copy')
  );

  async function makeCopy() {
    copy.disabled = true;
    await openCopy().finally(() => {
      copy.disabled = false;
    });
  }

  return h(
    'header',
    { class: 'viewer-bar' },
    h(
      'a',
      { class: 'viewer-brand', href: at('/'), 'aria-label': 'Lanestep, home page' },
      logo(),
      h('strong', {}, 'Lanestep'),
    ),
    h('h1', { class: 'viewer-title' }, title),
    h(
      'span',
      { class: 'chip viewer-right' },
      icon('eye'),
      h('span', { class: 'viewer-wide' }, 'Shared with you: '),
      'view and run',
    ),
    h('span', { class: 'spacer' }),
    h(
      'button',
      {
        type: 'button',
        class: 'icon-button',
        'aria-label': 'Light or dark',
        'data-tip': 'Light or dark',
        'data-tip-at': 'end',
        onclick: toggleTheme,
      },
      icon('theme'),
    ),
    downloads,
    copy,
  );
}
