/** Says that the right to edit is gone, and offers to go on in a diagram of one's own. */
import { h } from '../core/dom.js';
import { icon } from '../core/icons.js';

const WORDS = /** @type {Record<string, string>} */ ({
  revoked:
    'The link with which you edit this diagram was ended by its owner. Nothing is saved to it any more; your text stays in this browser.',
  expired:
    'The link with which you edit this diagram has expired. Nothing is saved to it any more; your text stays in this browser. Its owner can give you a new link.',
  deleted: 'This diagram was deleted by its owner. Nothing is saved to it any more; your text stays in this browser.',
  unknown:
    'This browser has no link any more with which this diagram can be edited. Nothing is saved to it; your text stays in this browser.',
});

/** @param {HTMLElement} container @param {{ reason: string, saveCopy: () => Promise<boolean> }} options */
export function showEnded(container, { reason, saveCopy }) {
  if (container.querySelector('.ended-bar')) return;
  const save = /** @type {HTMLButtonElement} */ (
    h('button', { class: 'button small primary', type: 'button', onclick: run }, 'Save as my own copy')
  );
  const bar = h(
    'div',
    { class: 'bar warn ended-bar', role: 'alert' },
    icon('warning'),
    h('p', {}, WORDS[reason] ?? WORDS.unknown),
    save,
  );
  container.prepend(bar);

  async function run() {
    save.disabled = true;
    if (await saveCopy()) bar.remove();
    else save.disabled = false;
  }
}
