/** A run for people who look on: nothing but the diagram, where the run is in large words, and the controls. */
import { h } from '../core/dom.js';
import { icon } from '../core/icons.js';

/** @param {() => void} changed is called when it begins or ends */
export function createPresentation(changed) {
  const page = document.documentElement;
  const title = h('h1', { class: 'present-title', dir: 'auto' });
  const lane = h('p', { class: 'present-lane', dir: 'auto' });
  const words = h('p', { class: 'present-words', dir: 'auto' });
  const element = h('div', { class: 'present-caption' }, title, lane, words);
  const name = h('span', { class: 'visually-hidden' });
  const button = h(
    'button',
    { type: 'button', class: 'icon-button player-present', 'aria-keyshortcuts': 'P' },
    icon('present'),
    name,
  );
  let on = false;
  /** Whether the browser shows the page on the whole screen for this. */ let whole = false;

  async function enter() {
    on = true;
    page.classList.add('presenting');
    tell();
    try {
      await page.requestFullscreen?.();
      whole = Boolean(document.fullscreenElement);
      if (whole && !on) await document.exitFullscreen();
    } catch {
      // The page alone is enough where the browser does not allow the whole screen.
    }
  }

  function leave() {
    if (!on) return;
    on = false;
    page.classList.remove('presenting');
    if (whole && document.fullscreenElement) document.exitFullscreen().catch(() => {});
    whole = false;
    tell();
  }

  function tell() {
    name.textContent = on ? 'Leave the presentation' : 'Present';
    button.title = on ? 'Leave the presentation (Escape)' : 'Present (P)';
    changed();
  }

  // Escape is the browser's own there.
  const noticed = () => {
    if (whole && !document.fullscreenElement) leave();
  };
  document.addEventListener('fullscreenchange', noticed);
  name.textContent = 'Present';
  button.title = 'Present (P)';

  return {
    element,
    button,
    get on() {
      return on;
    },
    enter,
    leave,
    /** @param {{ title: string, lane: string, caption: string }} where what is to be read where the run is */
    show(where) {
      title.textContent = where.title;
      lane.textContent = where.lane;
      words.textContent = where.caption;
    },
    destroy() {
      leave();
      document.removeEventListener('fullscreenchange', noticed);
    },
  };
}
