/**
 * The tabs over the pane at the left, code and outline: arrow keys go from one to the other, which shows what it names.
 */
import { h } from '../core/dom.js';

/** @typedef {'code'|'outline'} Side */

/**
 * @param {(side: Side) => void} chosen
 * @returns {{ element: HTMLElement, code: HTMLElement, outline: HTMLElement, show(side: Side): void }} `code` and
 *   `outline` are the panels
 */
export function createSideTabs(chosen) {
  const tabs = /** @type {const} */ ([
    ['code', 'Code'],
    ['outline', 'Outline'],
  ]).map(([side, label]) => ({
    side,
    tab: h(
      'button',
      {
        class: 'side-tab',
        type: 'button',
        role: 'tab',
        id: `tab-${side}`,
        'aria-controls': `panel-${side}`,
        onclick: () => chosen(side),
      },
      label,
    ),
    panel: h('div', { class: 'side-panel', role: 'tabpanel', id: `panel-${side}`, 'aria-labelledby': `tab-${side}` }),
  }));
  const element = h(
    'div',
    { class: 'side-tabs', role: 'tablist', 'aria-label': 'Code or outline' },
    ...tabs.map(({ tab }) => tab),
  );

  element.addEventListener('keydown', (event) => {
    const at = tabs.findIndex(({ tab }) => tab === document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (to === undefined || at < 0) return;
    event.preventDefault();
    const { side, tab } = tabs[(to + tabs.length) % tabs.length];
    chosen(side);
    tab.focus();
  });

  return {
    element,
    code: tabs[0].panel,
    outline: tabs[1].panel,
    show(side) {
      for (const { side: own, tab, panel } of tabs) {
        tab.setAttribute('aria-selected', String(own === side));
        tab.tabIndex = own === side ? 0 : -1;
        panel.hidden = own !== side;
      }
    },
  };
}
