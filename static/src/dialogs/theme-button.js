/** The button for light or dark in the bars of pages without a diagram. */
import { h } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { toggleTheme } from '../core/theme.js';

/** @returns {HTMLElement} */
export const themeButton = () =>
  h(
    'button',
    {
      class: 'icon-button',
      type: 'button',
      'aria-label': 'Light or dark',
      'data-tip': 'Light or dark',
      'data-tip-at': 'end',
      onclick: toggleTheme,
    },
    icon('theme'),
  );
