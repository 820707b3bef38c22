/** Tells screen readers what happened: the one live region for what is not seen as a message. */
import { h } from './dom.js';

/** A region that gets the words it has says nothing; this makes them others, and nobody hears it. */
const SILENT = '\u00a0';

/** @param {{ bus: import('./event-bus.js').EventBus }} parts */
export function createVoice({ bus }) {
  const region = h('p', { class: 'visually-hidden voice', role: 'status' });
  document.body.append(region);
  bus.on('speech.requested', ({ message }) => {
    region.textContent = region.textContent === message ? message + SILENT : message;
  });
}
