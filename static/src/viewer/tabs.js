/** On a narrow page the picture and the outline are tabs. */
import { h } from '../core/dom.js';
import { icon } from '../core/icons.js';

/** @param {HTMLElement} page its `data-tab` says which one is shown */
export function createTabs(page) {
  const tabs = [tab('picture', 'Diagram', 'workflow'), tab('outline', 'Outline', 'list')];

  /** @param {string} name @param {string} label @param {import('../core/icons.js').IconName} picture */
  function tab(name, label, picture) {
    return h(
      'button',
      { type: 'button', class: 'viewer-tab', 'data-tab': name, onclick: () => show(name) },
      icon(picture),
      label,
    );
  }

  /** @param {string} name */
  function show(name) {
    page.dataset.tab = name;
    for (const button of tabs) button.setAttribute('aria-pressed', String(button.dataset.tab === name));
  }

  show('picture');
  return { element: h('nav', { class: 'viewer-tabs', 'aria-label': 'Views' }, ...tabs), show };
}
