/** Says on the canvas why the picture does not follow the text. */
import { h } from '../core/dom.js';
import { icon } from '../core/icons.js';

/**
 * @param {HTMLElement} container
 * @param {{ bus: import('../core/event-bus.js').EventBus, drawn: () => boolean, go: () => void }} options `drawn` tells
 *   whether there is a picture at all
 */
export function createStaleNote(container, { bus, drawn, go }) {
  const sentence = h('span', {});
  const rest = h('span', { class: 'stale-rest' });
  const link = h('button', { class: 'link', type: 'button', onclick: go }, 'Go there');
  const element = h(
    'div',
    { class: 'float stale-note', hidden: true },
    icon('error'),
    h('span', {}, sentence, rest),
    link,
  );
  const region = h('div', { class: 'stale-region', role: 'status' }, element);
  container.append(region);
  bus.on('picture.stale', ({ stale, message }) => {
    element.hidden = !stale;
    link.hidden = !/^Line \d/.test(message);
    if (!stale) return;
    sentence.textContent = message;
    rest.textContent = drawn()
      ? 'For now, the diagram stays as it was.'
      : 'You can go on in the text; what you change is saved.';
  });
}
