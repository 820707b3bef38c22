/** The program's sign, of which there is one drawing: `templates/logo.svg`. */
import { at } from './addresses.js';
import { h } from './dom.js';

/** @param {number} [size] @returns {HTMLElement} */
export const logo = (size = 22) =>
  h('img', { class: 'logo', src: at('/icon.svg'), width: size, height: size, alt: '' });
