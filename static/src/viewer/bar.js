/** The top bar of the view page: what this is, and what a reader may take away. */
import { h, s } from '../core/dom.js';
import { icon } from '../core/icons.js';

/** @param {string} title shown here on a narrow page, where the card is out of sight
 * @param {{ download: (anchor: HTMLElement) => void, toggleTheme: () => void, openCopy: () => Promise<void> }} actions */
export function createBar(title, { download, toggleTheme, openCopy }) {
  const downloads = h('button', { type: 'button', class: 'button', 'aria-haspopup': 'menu', onclick: () => download(downloads) },
    icon('download'), h('span', { class: 'viewer-wide' }, 'Download'), icon('chevron-down', 14));
  downloads.setAttribute('aria-label', 'Download');
  const copy = /** @type {HTMLButtonElement} */ (h('button', { type: 'button', class: 'button primary', onclick: makeCopy }, icon('copy'), 'Open a copy'));

  async function makeCopy() {
    copy.disabled = true;
    await openCopy().finally(() => { copy.disabled = false; });
  }

  return h('header', { class: 'viewer-bar' },
    h('a', { class: 'viewer-brand', href: '/', 'aria-label': 'Lanestep, to the first page' }, logo(), h('strong', {}, 'Lanestep')),
    h('h1', { class: 'viewer-title' }, title),
    h('span', { class: 'chip viewer-right' }, icon('eye'), h('span', { class: 'viewer-wide' }, 'Shared with you: '), 'view and run'),
    h('span', { class: 'spacer' }),
    h('button', { type: 'button', class: 'icon-button', 'aria-label': 'Light or dark', 'data-tip': 'Light or dark', 'data-tip-at': 'end', onclick: toggleTheme }, icon('theme')),
    downloads, copy);
}

function logo() {
  return s('svg', { class: 'logo', viewBox: '0 0 24 24', width: 22, height: 22, 'aria-hidden': 'true' },
    s('rect', { x: 1, y: 1, width: 22, height: 22, rx: 5 }), s('path', { d: 'M6 8h6.5a2 2 0 0 1 2 2v4a2 2 0 0 0 2 2H18' }),
    s('circle', { cx: 6.5, cy: 8, r: 2 }), s('circle', { cx: 17.5, cy: 16, r: 2 }));
}
