/** Tabs between the panel and the figures of a run: the log, and what else comes there. */
import { h } from '../core/dom.js';

/**
 * @typedef {{ id: string, name: string, element: HTMLElement }} Tab
 * @param {Tab[]} tabs the first one is shown first
 */
export function createTabs(tabs) {
  const made = tabs.map(({ id, name, element }) => {
    const count = h('span', { class: 'player-tab-count' });
    const button = h(
      'button',
      {
        type: 'button',
        role: 'tab',
        class: 'player-tab',
        id: `player-tab-${id}`,
        'aria-controls': `player-pane-${id}`,
        onclick: () => open(id),
        onkeydown: onKey,
      },
      name,
      count,
    );
    const pane = h(
      'div',
      { class: 'player-pane', role: 'tabpanel', id: `player-pane-${id}`, 'aria-labelledby': button.id },
      element,
    );
    return { id, button, pane, count };
  });
  const element = h(
    'div',
    { class: 'player-middle' },
    h(
      'div',
      { class: 'player-tabs', role: 'tablist', 'aria-label': 'Of the run' },
      ...made.map(({ button }) => button),
    ),
    ...made.map(({ pane }) => pane),
  );
  let opened = '';

  /** @param {string} id */
  function open(id) {
    opened = id;
    for (const tab of made) {
      const chosen = tab.id === id;
      tab.button.setAttribute('aria-selected', String(chosen));
      tab.button.tabIndex = chosen ? 0 : -1;
      tab.pane.hidden = !chosen;
    }
  }

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const next = made.at((made.findIndex(({ id }) => id === opened) + by) % made.length);
    event.preventDefault();
    event.stopPropagation();
    if (!next) return;
    open(next.id);
    next.button.focus();
  }

  open(tabs[0]?.id ?? '');
  return {
    element,
    get opened() {
      return opened;
    },
    /** How many things a tab has. @param {string} id @param {number} count */
    tell(id, count) {
      const tab = made.find((one) => one.id === id);
      if (tab) tab.count.textContent = count > 0 ? String(count) : '';
    },
    /** Takes the keyboard to a tab. @param {string} id */
    focus(id) {
      open(id);
      made.find((one) => one.id === id)?.button.focus();
    },
  };
}
