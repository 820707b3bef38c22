/**
 * What this browser keeps in localStorage, and this tab in sessionStorage; both may be full or forbidden: where they
 * are forbidden, even looking at them throws.
 */

/** @param {string} name @param {string} value @returns {boolean} whether it is kept */
export function keep(name, value) {
  try {
    localStorage.setItem(name, value);
    return true;
  } catch {
    return false;
  }
}

/** @param {string} name @returns {string|null} */
export function read(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

/** @param {string} beginning @returns {string[]} the names that begin so */
export function names(beginning) {
  try {
    return Object.keys(localStorage).filter((name) => name.startsWith(beginning));
  } catch {
    return [];
  }
}

/** @param {string} name */
export function drop(name) {
  try {
    localStorage.removeItem(name);
  } catch {
    // What is forbidden was never kept.
  }
}

/** What only this tab keeps, also over a reload. @param {string} name @param {string} value */
export function keepInTab(name, value) {
  try {
    sessionStorage.setItem(name, value);
  } catch {
    // The page does without it.
  }
}

/** @param {string} name @returns {string|null} */
export function readInTab(name) {
  try {
    return sessionStorage.getItem(name);
  } catch {
    return null;
  }
}
