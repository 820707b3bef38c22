/** Says on the canvas why the picture does not follow the text. */
import { h } from '../core/dom.js';
import { icon } from '../core/icons.js';

/** @param {HTMLElement} container @param {{ bus: import('../core/event-bus.js').EventBus, go: () => void }} options */
export function createStaleNote(container, { bus, go }) {
  const sentence = h('span', {});
  const link = h('button', { class: 'link', type: 'button', onclick: go }, 'Go there');
  const element = h(
    'div',
    { class: 'float stale-note', hidden: true },
    icon('error'),
    h('span', {}, sentence, h('span', { class: 'stale-rest' }, 'For now, the diagram stays as it was.')),
    link,
  );
  const region = h('div', { class: 'stale-region', role: 'status' }, element);
  container.append(region);
  bus.on('picture.stale', ({ stale, message }) => {
    element.hidden = !stale;
    link.hidden = !/^Line \d/.test(message);
    if (stale) sentence.textContent = message;
  });
}
