/** A first drawing is held back while a better one is on its way, so that nobody sees it change. */

/** Milliseconds after which what is there is shown. */
const PATIENCE = 600;

/**
 * Shows nothing in `holder` until `better` is there or will not come, somebody moves the view, or it takes too long.
 * @param {Element} holder what the drawing is in
 * @param {Promise<unknown>} better
 */
export function holdBack(holder, better) {
  const moves = ['pointerdown', 'wheel', 'keydown'];
  const show = () => {
    clearTimeout(timer);
    for (const move of moves) holder.removeEventListener(move, show);
    holder.classList.remove('held-back');
  };
  const timer = setTimeout(show, PATIENCE);
  for (const move of moves) holder.addEventListener(move, show, { passive: true });
  holder.classList.add('held-back');
  void better.then(show, show);
}
