/**
 * Tells by ear what every change did to the diagram, undone and redone ones too. What is typed is not told: whoever
 * types hears it.
 */
import { changeWords } from './change-words.js';

/** @param {{ bus: import('../core/event-bus.js').EventBus }} parts */
export function createAnnouncer({ bus }) {
  bus.on('diagram.changed', ({ before, after, how }) => {
    const message = changeWords(before, after, how);
    if (message) bus.emit('speech.requested', { message });
  });
}
