/** A modal dialog with head, body and foot; Escape and the scrim close it, and focus goes back to where it came from. */
import { h } from '../core/dom.js';
import { icon } from '../core/icons.js';

let count = 0;

/**
 * @param {{ title: string, body: Node[], foot?: Node[], className?: string }} parts
 * @returns {{ element: HTMLDialogElement, close: () => void }}
 */
export function openDialog({ title, body, foot = [], className = '' }) {
  const titleId = `dialog-title-${++count}`;
  const close = () => element.close();
  const element = /** @type {HTMLDialogElement} */ (h('dialog', { class: `dialog ${className}`, 'aria-labelledby': titleId },
    h('div', { class: 'dialog-head' },
      h('h2', { id: titleId }, title),
      h('span', { class: 'spacer' }),
      h('button', { class: 'icon-button', type: 'button', 'aria-label': 'Close', onclick: close }, icon('close'))),
    h('div', { class: 'dialog-body' }, ...body),
    foot.length > 0 && h('div', { class: 'dialog-foot' }, ...foot)));
  const from = document.activeElement;
  element.addEventListener('click', (event) => { if (event.target === element) close(); });
  element.addEventListener('close', () => {
    element.remove();
    if (from instanceof HTMLElement) from.focus();
  });
  document.body.append(element);
  element.showModal();
  return { element, close };
}
