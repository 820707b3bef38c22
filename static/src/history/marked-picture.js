/** A picture that can be made larger and smaller, in a tree of its own: its ids may stand on the page already. */
import { h } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { readPicture } from '../picture/picture.js';

const STEP = 1.25;
const SMALLEST = 0.1;
const LARGEST = 4;

/** @param {string} svg @param {string} label @returns {HTMLElement} */
export function markedPicture(svg, label) {
  const drawing = readPicture(svg);
  const size = { width: Number.parseFloat(drawing.getAttribute('width') ?? '0') };
  const [, , width = size.width, height = 0] = (drawing.getAttribute('viewBox') ?? '').split(' ').map(Number);
  const host = h('div', { class: 'history-drawing', role: 'img', 'aria-label': label });
  host.attachShadow({ mode: 'open' }).append(drawing);
  const scroller = h(
    'div',
    { class: 'history-scroll', tabindex: '0', role: 'region', 'aria-label': 'Diagram with the changes marked' },
    host,
  );
  const shown = h('button', { class: 'button small quiet', type: 'button', onclick: () => fit() });
  let scale = 1;

  /** @param {number} wanted */
  function zoom(wanted) {
    scale = Math.min(Math.max(wanted, SMALLEST), LARGEST);
    drawing.setAttribute('width', String(Math.round(width * scale)));
    drawing.setAttribute('height', String(Math.round(height * scale)));
    shown.textContent = `${Math.round(scale * 100)} %`;
    shown.setAttribute('aria-label', `${Math.round(scale * 100)} %: fit the diagram`);
  }

  function fit() {
    const { clientWidth, clientHeight } = scroller;
    zoom(Math.min(1, (clientWidth - 2) / width, clientHeight > 120 ? (clientHeight - 2) / height : 1) || 1);
  }

  const button = (
    /** @type {import('../core/icons.js').IconName} */ name,
    /** @type {string} */ words,
    /** @type {number} */ by,
  ) =>
    h(
      'button',
      { class: 'icon-button', type: 'button', 'aria-label': words, 'data-tip': words, onclick: () => zoom(scale * by) },
      icon(name),
    );
  const box = h(
    'div',
    { class: 'history-picture' },
    scroller,
    h(
      'div',
      { class: 'history-zoom float', role: 'group', 'aria-label': 'Zoom' },
      button('minus', 'Zoom out', 1 / STEP),
      shown,
      button('plus', 'Zoom in', STEP),
    ),
  );
  zoom(1);
  requestAnimationFrame(fit);
  return box;
}
