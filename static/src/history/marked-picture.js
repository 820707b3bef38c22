/**
 * A picture that can be made larger and smaller, and whose changes are shown one by one. It is in a tree of its own:
 * its ids may stand on the page already.
 */
import { h, s } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { counted } from '../core/phrases.js';
import { readPicture } from '../picture/picture.js';

const STEP = 1.25;
const SMALLEST = 0.1;
const LARGEST = 4;
/** A change is brought into view at this scale at least, so that its words can be read. */
const READABLE = 0.75;
/** Between a change and the frame around it, in units of the drawing. */
const MARGIN = 10;

/**
 * @param {string} svg
 * @param {string} label
 * @param {(message: string) => void} tell says which change is shown, for screen readers
 * @param {string} [side] which of two pictures it is
 * @returns {HTMLElement}
 */
export function markedPicture(svg, label, tell, side = '') {
  const drawing = readPicture(svg);
  const size = { width: Number.parseFloat(drawing.getAttribute('width') ?? '0') };
  const [, , width = size.width, height = 0] = (drawing.getAttribute('viewBox') ?? '').split(' ').map(Number);
  const host = h('div', { class: 'history-drawing', role: 'img', 'aria-label': label });
  host.attachShadow({ mode: 'open' }).append(drawing);
  const scroller = h(
    'div',
    {
      class: 'history-scroll',
      tabindex: '0',
      role: 'region',
      'aria-label': `Diagram with the changes marked${side && `, ${side}`}`,
    },
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
  const changes = createChanges(drawing, (frame, says) => {
    if (scale < READABLE) zoom(READABLE);
    const { left, top, width: wide, height: high } = frame.getBoundingClientRect();
    const room = scroller.getBoundingClientRect();
    scroller.scrollBy(left - room.left - (room.width - wide) / 2, top - room.top - (room.height - high) / 2);
    tell(says);
  });
  const box = h(
    'div',
    { class: 'history-picture' },
    scroller,
    changes,
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

/**
 * Buttons that go from change to change: which one is shown has a frame.
 * @param {SVGSVGElement} drawing
 * @param {(frame: SVGElement, says: string) => void} show
 * @returns {HTMLElement|false} false where nothing is marked
 */
function createChanges(drawing, show) {
  const marked = /** @type {SVGGElement[]} */ ([...drawing.querySelectorAll('g:is(.added, .removed, .changed)')]);
  if (marked.length === 0) return false;
  const place = h('span', { class: 'history-place' }, counted(marked.length, 'change'));
  const frame = s('rect', { fill: 'none', stroke: 'currentColor', 'stroke-width': 3, rx: 10 });
  let at = -1;

  /** @param {number} by */
  function go(by) {
    if (at < 0) marked.sort(fromTheStart);
    at = at < 0 && by < 0 ? marked.length - 1 : (at + by + marked.length) % marked.length;
    const part = marked[at];
    if (!part) return;
    const { x, y, width, height } = part.getBBox();
    const around = { x: x - MARGIN, y: y - MARGIN, width: width + 2 * MARGIN, height: height + 2 * MARGIN };
    for (const [name, value] of Object.entries(around)) frame.setAttribute(name, String(value));
    part.parentNode?.append(frame);
    place.textContent = `${at + 1} of ${marked.length}`;
    show(frame, `${place.textContent}: ${part.querySelector('title')?.textContent ?? ''}`);
  }

  const button = (
    /** @type {import('../core/icons.js').IconName} */ name,
    /** @type {string} */ words,
    /** @type {number} */ by,
  ) =>
    h(
      'button',
      { class: 'icon-button', type: 'button', 'aria-label': words, 'data-tip': words, onclick: () => go(by) },
      icon(name),
    );
  return h(
    'div',
    { class: 'history-changes float', role: 'group', 'aria-label': 'Changes' },
    button('chevron-left', 'Previous change', -1),
    place,
    button('chevron-right', 'Next change', 1),
  );
}

/** In the order of reading: from left to right, and downwards. @param {SVGGElement} one @param {SVGGElement} other */
function fromTheStart(one, other) {
  const [first, second] = [one.getBBox(), other.getBBox()];
  return first.x - second.x || first.y - second.y;
}
