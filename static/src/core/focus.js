/**
 * The focus is the person's. What answers late moves it only where the person has not moved it since (`markFocus`), and
 * where something
 * goes away with the focus, it goes on to what is next, never to nothing (`guardFocus`).
 *
 * What is next: the same part where it was built anew (`data-key`), else what the nearest element around it names
 * (`data-heir`, a selector;
 * the first one in sight), else what had the focus before it, else the page's own.
 */
const KEPT = 8;
/** The time without a key after which nobody is writing, in ms. */
const QUIET = 1000;

/** How often the person moved the focus. */
let moves = 0;
let byProgram = false;
let lastKey = -Infinity;
/** @type {HTMLElement|null} */ let held = null;
/**
 * What stood around it, from the inside outwards; once it is gone, nothing else tells.
 * @type {HTMLElement[]}
 */
let around = [];
/** @type {HTMLElement[]} */ let earlier = [];
/** What gets the focus where nothing else can: a selector, the first one in sight. */ let ground = 'body';

/** @returns {{ readonly stays: boolean }} whether the person has not moved the focus since */
export function markFocus() {
  const before = moves;
  return {
    get stays() {
      return moves === before;
    },
  };
}

/** Moves the focus for an answer, not for what the person does now. @param {HTMLElement|null|undefined} element */
export function moveFocus(element) {
  byProgram = true;
  element?.focus({ preventScroll: true });
  byProgram = false;
}

/**
 * @returns {{ back(rest?: HTMLElement): void }} gives the focus back to what has it now, or to what is in its place
 *   then; `rest` gets it where nothing has it now
 */
export function rememberFocus() {
  const from = document.activeElement;
  const around = from ? ancestors(from) : [];
  return {
    back(rest) {
      if (from instanceof HTMLElement && from !== document.body) moveFocus(focusable(from) ? from : next(from, around));
      else moveFocus(rest && focusable(rest) ? rest : grounded());
    },
  };
}

/** @returns {Promise<void>} fulfilled when nobody is writing: what takes the keyboard to itself waits for it */
export async function quiet() {
  for (let left = QUIET; left > 0;) {
    left = lastKey + QUIET - performance.now();
    if (left > 0)
      await new Promise((go) => {
        setTimeout(go, left);
      });
  }
}

/** Whether an element could have the focus where it stands. @param {Element} element */
export const inSight = (element) =>
  element.isConnected && element.checkVisibility({ visibilityProperty: true }) && !element.closest('[inert]');

/**
 * Watches over the page's focus.
 * @param {string} rest selector of what gets it where nothing else can; the first one in sight
 */
export function guardFocus(rest) {
  ground = rest;
  document.addEventListener(
    'focusin',
    ({ target }) => {
      if (!(target instanceof HTMLElement) || target === held) return;
      if (!byProgram) moves += 1;
      if (held) earlier = [...earlier.filter((one) => one !== held && one.isConnected), held].slice(-KEPT);
      held = target;
      around = ancestors(target);
    },
    true,
  );
  document.addEventListener(
    'focusout',
    ({ relatedTarget }) => {
      if (relatedTarget === null) requestAnimationFrame(look);
    },
    true,
  );
  document.addEventListener(
    'keydown',
    () => {
      lastKey = performance.now();
    },
    true,
  );
  new MutationObserver(() => {
    if (held && !held.isConnected) look();
  }).observe(document.body, { childList: true, subtree: true });

  function look() {
    if (
      held === null ||
      (document.activeElement !== document.body && document.activeElement !== null) ||
      !document.hasFocus()
    )
      return;
    if (inSight(held) && !held.matches(':disabled')) {
      // The person pressed where nothing takes it.
      moves += 1;
      held = null;
    } else moveFocus(next(held, around));
  }
}

/** @param {Element} element @returns {element is HTMLElement} */
const focusable = (element) => element instanceof HTMLElement && inSight(element) && !element.matches(':disabled');

const grounded = () => /** @type {HTMLElement|undefined} */ ([...document.querySelectorAll(ground)].find(focusable));

/** @param {HTMLElement} gone @param {HTMLElement[]} around @returns {HTMLElement|undefined} */
function next(gone, around) {
  const key = gone.dataset.key;
  for (const container of around) {
    if (!inSight(container)) continue;
    const same =
      key === undefined
        ? undefined
        : [...container.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)].find(focusable);
    if (same) return /** @type {HTMLElement} */ (same);
    const heirs =
      container instanceof HTMLDialogElement
        ? container.querySelectorAll('button, input')
        : document.querySelectorAll(container.dataset.heir || '.no-heir');
    const heir = [...heirs].find(focusable);
    if (heir) return /** @type {HTMLElement} */ (heir);
  }
  return earlier.findLast(focusable) ?? grounded();
}

/** @param {Element} element @returns {HTMLElement[]} */
function ancestors(element) {
  const found = [];
  for (let container = element.parentElement; container; container = container.parentElement) found.push(container);
  return found;
}
