/** Undo and redo over the canvas, for pages too narrow for them in the bar at the top. */
import { h } from '../core/dom.js';
import { iconButton } from './top-bar.js';

/**
 * @param {HTMLElement} container
 * @param {{ bus: import('../core/event-bus.js').EventBus }} page
 * @returns {HTMLElement}
 */
export function createHistoryButtons(container, { bus }) {
  const undo = iconButton('undo', 'Undo', '', () => bus.emit('action.requested', { name: 'undo' }));
  const redo = iconButton('redo', 'Redo', '', () => bus.emit('action.requested', { name: 'redo' }));
  const element = h(
    'div',
    { class: 'history-buttons float', role: 'group', 'aria-label': 'Undo and redo', 'data-keep-clear': true },
    undo,
    redo,
  );
  for (const button of [undo, redo]) {
    button.setAttribute('disabled', '');
    button.dataset.tipAt = 'top';
  }
  container.append(element);
  bus.on('history.changed', (depth) => {
    undo.toggleAttribute('disabled', !depth.undo);
    redo.toggleAttribute('disabled', !depth.redo);
  });
  return element;
}
