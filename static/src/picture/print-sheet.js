/**
 * What is printed: a sheet with the title and the whole drawing as it is folded on the page, instead of the page. It is
 * made when the
 * browser begins to print, from the server's picture: no theme, no selection and no run are on it (css/print.css).
 */
import { h } from '../core/dom.js';
import { readPicture } from './picture.js';

/** @param {import('../core/state.js').PageState} state */
export function printsDrawing(state) {
  const sheet = h('div', { class: 'print-sheet' });

  function lay() {
    const { svg } = state.picture;
    if (!svg || sheet.isConnected) return;
    const drawing = readPicture(svg);
    drawing.removeAttribute('width');
    drawing.removeAttribute('height');
    sheet.replaceChildren(h('h1', {}, state.data.title), drawing);
    document.body.append(sheet);
  }

  // Some browsers tell that they print by one of these, some by both.
  addEventListener('beforeprint', lay);
  addEventListener('afterprint', () => sheet.remove());
  matchMedia('print').addEventListener('change', ({ matches }) => {
    if (matches) lay();
    else sheet.remove();
  });
}
