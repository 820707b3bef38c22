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
  const tabOf = (/** @type {Side} */ side, /** @type {string} */ label) => ({
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
  });
  const [code, outline] = [tabOf('code', 'Code'), tabOf('outline', 'Outline')];
  const tabs = [code, outline];
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
    const next = tabs.at(to % tabs.length);
    if (!next) return;
    chosen(next.side);
    next.tab.focus();
  });

  return {
    element,
    code: code.panel,
    outline: outline.panel,
    show(side) {
      for (const { side: own, tab, panel } of tabs) {
        tab.setAttribute('aria-selected', String(own === side));
        tab.tabIndex = own === side ? 0 : -1;
        panel.hidden = own !== side;
      }
    },
  };
}
