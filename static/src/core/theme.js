/**
 * Light or dark: as chosen here (kept in localStorage), else as the system says; set on <html data-theme> before the
 * first paint.
 */
import { keep, read } from './storage.js';

const STORE = 'lanestep.theme';
const systemDark = () => matchMedia('(prefers-color-scheme: dark)');

/** @returns {'light'|'dark'|null} */
function chosenTheme() {
  const chosen = read(STORE);
  return chosen === 'light' || chosen === 'dark' ? chosen : null;
}

/** @returns {'light'|'dark'} the theme in force */
export const currentTheme = () => chosenTheme() ?? (systemDark().matches ? 'dark' : 'light');

/**
 * Applies the theme in force, now and whenever the system changes.
 * @param {string|null} [asked] a theme that takes precedence on this page
 */
export function applyTheme(asked = null) {
  const apply = () => {
    document.documentElement.dataset.theme = asked === 'light' || asked === 'dark' ? asked : currentTheme();
  };
  apply();
  systemDark().addEventListener('change', apply);
}

/** Changes to the other theme and remembers it. @returns {'light'|'dark'} */
export function toggleTheme() {
  const next = currentTheme() === 'dark' ? 'light' : 'dark';
  keep(STORE, next);
  document.documentElement.dataset.theme = next;
  return next;
}
