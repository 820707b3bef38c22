/** What this browser keeps in localStorage, which may be full or forbidden: where it is forbidden, even looking at it throws. */

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
