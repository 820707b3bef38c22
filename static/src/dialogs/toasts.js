/**
 * Short messages at the bottom of the page, over what is marked `data-keep-clear` there; those with an action stay
 * longer, and none goes while it is hovered or focused.
 */
import { h } from '../core/dom.js';

const SHOWN_MS = 5000;
const SHOWN_WITH_ACTION_MS = 10000;
/** A region that gets the text it has says nothing; this makes it another, and nobody hears it. */
const SILENT = '\u00a0';
/** Pixels to the foot of the page, and to what is kept clear. */
const FOOT = 24;
const GAP = 12;

/**
 * @param {{ bus: import('../core/event-bus.js').EventBus }} parts
 * @returns {HTMLElement} what holds them; its positions are "bottom", "above" and "top"
 */
export function createToasts({ bus }) {
  const region = h('div', { class: 'toasts', role: 'status', 'aria-live': 'polite' });
  document.body.append(region);
  bus.on('toast.requested', ({ message, quiet = false, action }) => {
    const toast = h('div', { class: 'toast' }, h('span', {}, message));
    const remove = () => toast.remove();
    if (action) {
      toast.append(
        h(
          'button',
          {
            type: 'button',
            onclick: () => {
              remove();
              action.run();
            },
          },
          action.label,
        ),
      );
    }
    region.setAttribute('aria-live', quiet ? 'off' : 'polite');
    region.replaceChildren(toast);
    // A modal dialog makes all around it dead, and stands over it.
    const dialog = [...document.querySelectorAll('dialog:modal')].at(-1);
    if (region.parentElement !== (dialog ?? document.body)) (dialog ?? document.body).append(region);
    dialog?.addEventListener('close', () => document.body.append(region), { once: true });
    region.style.setProperty('--foot', `${foot()}px`);
    const expire = () => {
      if (toast.matches(':hover, :focus-within')) setTimeout(expire, 1000);
      else remove();
    };
    setTimeout(expire, action ? SHOWN_WITH_ACTION_MS : SHOWN_MS);
  });
  return region;
}

/** How far from the foot of the page a message covers nothing that is kept clear. @returns {number} */
function foot() {
  const tops = [...document.querySelectorAll('[data-keep-clear]')]
    .map((element) => element.getBoundingClientRect())
    .filter(({ height, top }) => height > 0 && top > innerHeight / 2)
    .map(({ top }) => top);
  return Math.max(FOOT, ...tops.map((top) => innerHeight - top + GAP));
}

/**
 * Tells screen readers what happened: the one live region for what is not seen as a message.
 * @param {{ bus: import('../core/event-bus.js').EventBus }} parts
 */
export function createVoice({ bus }) {
  const region = h('p', { class: 'visually-hidden voice', role: 'status' });
  document.body.append(region);
  bus.on('speech.requested', ({ message }) => {
    region.textContent = region.textContent === message ? message + SILENT : message;
  });
}
