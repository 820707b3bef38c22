/** The float at the bottom left: smaller, the scale (click: 100 %), larger, all. */
import { h } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { ZOOM_STEP } from './viewport.js';

/** @param {import('./viewport.js').Viewport} viewport @returns {{ element: HTMLElement, paint: () => void }} */
export function createZoomControls(viewport) {
  const scale = h('button', {
    class: 'zoom-scale',
    type: 'button',
    'data-tip': 'Zoom to 100 %',
    'data-keys': 'Shift 0',
    'data-tip-at': 'top',
    onclick: () => viewport.zoomTo(1),
  });
  const button = (
    /** @type {import('../core/icons.js').IconName} */ name,
    /** @type {string} */ title,
    /** @type {string} */ keys,
    /** @type {() => void} */ run,
  ) =>
    h(
      'button',
      {
        class: 'icon-button',
        type: 'button',
        'aria-label': title,
        'data-tip': title,
        'data-keys': keys,
        'data-tip-at': 'top',
        onclick: run,
      },
      icon(name),
    );
  const element = h(
    'div',
    { class: 'zoom-controls float', role: 'group', 'aria-label': 'Zoom', 'data-keep-clear': true },
    button('minus', 'Zoom out', '-', () => viewport.zoomBy(1 / ZOOM_STEP)),
    scale,
    button('plus', 'Zoom in', '+', () => viewport.zoomBy(ZOOM_STEP)),
    h('span', { class: 'rule' }),
    button('fit', 'Fit the diagram', 'Shift 1', () => viewport.fit()),
  );
  const paint = () => {
    const text = `${viewport.holdsWhole ? 'Fit ' : ''}${Math.round(viewport.scale * 100)} %`;
    if (scale.textContent === text) return;
    scale.textContent = text;
    scale.setAttribute('aria-label', `${text}, zoom to 100 %`);
  };
  return { element, paint };
}
