/** Light, dark, or as the system says; kept in localStorage and set on <html data-theme> before the first paint. */
const STORE = 'lanestep.theme';

/** @returns {'light'|'dark'} the theme in force */
export function currentTheme() {
  const chosen = document.documentElement.dataset.theme;
  if (chosen === 'light' || chosen === 'dark') return chosen;
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

/** Applies what was chosen earlier. */
export function applyTheme() {
  const chosen = localStorage.getItem(STORE);
  if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen;
}

/** Changes to the other theme and remembers it. @returns {'light'|'dark'} */
export function toggleTheme() {
  const next = currentTheme() === 'dark' ? 'light' : 'dark';
  localStorage.setItem(STORE, next);
  document.documentElement.dataset.theme = next;
  return next;
}
