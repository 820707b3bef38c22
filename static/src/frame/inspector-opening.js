/**
 * When the inspector is open. On wide pages it stands beside the canvas for as long as the person wants it; over the
 * canvas it opens with a selection and closes with it; on a phone, where it would cover what was tapped, a button opens
 * it.
 * @typedef {'beside'|'over'|'below'} Standing
 * @typedef {{ wanted: boolean, over: boolean }} Opening   whether the person wants it, and whether it is open where it
 *   covers the canvas
 */

/** From this width of the page on it stands beside the canvas. */
export const BESIDE = '(min-width: 1440px)';
/** Milliseconds after a click in which another would make it a double click: nothing moves away under that. */
const DOUBLE_CLICK = 500;

/** @param {Opening} opening @param {Standing} standing */
export const isOpen = ({ wanted, over }, standing) => (standing === 'beside' ? wanted : over);

/** @param {Opening} opening @param {Standing} standing @param {boolean} selected @returns {Opening} */
export const withSelection = (opening, standing, selected) => ({
  ...opening,
  over: selected && (opening.over || (standing === 'over' && opening.wanted)),
});

/** As a button asks. @param {Opening} opening @param {Standing} standing @param {boolean} shown @returns {Opening} */
export const asAskedFor = (opening, standing, shown) => ({
  wanted: standing === 'below' ? opening.wanted : shown,
  over: shown,
});

/**
 * Opens and closes the inspector with the selection, never under a hand.
 * @param {{ bus: import('../core/event-bus.js').EventBus, state: import('../core/state.js').PageState,
 *   follow: (selected: boolean) => void, hides: () => boolean, reveal: () => void }} parts `follow` opens or closes it;
 *   `hides`: whether it would cover, or covers, what is selected; `reveal` brings that into sight
 */
export function openWithSelection({ bus, state, follow, hides, reveal }) {
  let turns = 0;
  bus.on('selection.changed', async ({ selection, origin }) => {
    turns += 1;
    const turn = turns;
    if (selection.length === 0) return follow(false);
    // Who types has the caret in one part after the other.
    if (origin === 'typing') return;
    await state.busy.ended('hand');
    if (turn === turns && origin === 'canvas' && hides()) {
      await new Promise((go) => {
        setTimeout(go, DOUBLE_CLICK);
      });
      await state.busy.ended('hand');
    }
    if (turn !== turns) return;
    follow(true);
    if (hides()) reveal();
  });
  // It stands elsewhere now.
  matchMedia(BESIDE).addEventListener('change', () => follow(state.selection.length > 0));
}
