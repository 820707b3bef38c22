/** Keeps something in localStorage, which may be full or forbidden. @param {string} name @param {string} value @returns {boolean} whether it is kept */
export function keep(name, value) {
  try {
    localStorage.setItem(name, value);
    return true;
  } catch {
    return false;
  }
}
