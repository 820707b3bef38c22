/** An address that can be read, selected and copied; "Copied" stays two seconds in place. */
import { h } from '../core/dom.js';
import { icon } from '../core/icons.js';

const COPIED_MS = 2000;

/**
 * @param {string} text
 * @param {string} name what is copied, for screen readers
 * @param {{ primary?: boolean }} [look]
 * @returns {HTMLElement}
 */
export function copyRow(text, name, { primary = false } = {}) {
  const field = /** @type {HTMLInputElement} */ (
    h('input', { class: 'input copy-text', readonly: true, value: text, 'aria-label': name })
  );
  const label = h('span', {}, 'Copy');
  const button = h(
    'button',
    { class: primary ? 'button primary' : 'button', type: 'button', 'aria-label': `Copy ${name}`, onclick: copy },
    icon('copy'),
    label,
  );
  field.addEventListener('focus', () => field.select());

  /** Whoever speaks to the page says the word that is seen. @param {string} word */
  function show(word) {
    label.textContent = word;
    button.setAttribute('aria-label', `${word} ${name}`);
  }

  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      field.focus();
      document.execCommand('copy');
    }
    show('Copied');
    button.firstElementChild?.replaceWith(icon('check'));
    setTimeout(() => {
      show('Copy');
      button.firstElementChild?.replaceWith(icon('copy'));
    }, COPIED_MS);
  }

  return h('div', { class: 'copy-row' }, field, button);
}
