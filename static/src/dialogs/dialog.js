/**
 * A modal dialog with head, body and foot; Escape and the scrim close it, and focus goes back to where it came from.
 */
import { h } from '../core/dom.js';
import { rememberFocus } from '../core/focus.js';
import { icon } from '../core/icons.js';

let count = 0;

/**
 * @param {{ title: string, body: Node[], foot?: Node[], className?: string }} parts
 * @returns {{ element: HTMLDialogElement, close: () => void }}
 */
export function openDialog({ title, body, foot = [], className = '' }) {
  const titleId = `dialog-title-${++count}`;
  const close = () => element.close();
  const element = /** @type {HTMLDialogElement} */ (
    h(
      'dialog',
      { class: `dialog ${className}`, 'aria-labelledby': titleId },
      h(
        'div',
        { class: 'dialog-head' },
        h('h2', { id: titleId }, title),
        h('span', { class: 'spacer' }),
        h('button', { class: 'icon-button', type: 'button', 'aria-label': 'Close', onclick: close }, icon('close')),
      ),
      h('div', { class: 'dialog-body' }, ...body),
      foot.length > 0 && h('div', { class: 'dialog-foot' }, ...foot),
    )
  );
  const from = rememberFocus();
  element.addEventListener('click', (event) => {
    if (event.target === element) close();
  });
  // Escape that drops a word under composition is not meant for the dialog.
  let composing = false;
  element.addEventListener('compositionstart', () => {
    composing = true;
  });
  element.addEventListener('compositionend', () =>
    setTimeout(() => {
      composing = false;
    }),
  );
  element.addEventListener('cancel', (event) => {
    if (composing) event.preventDefault();
  });
  element.addEventListener('close', () => {
    element.remove();
    from.back();
  });
  document.body.append(element);
  element.showModal();
  return { element, close };
}
