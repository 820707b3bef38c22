/** Begins and leaves the presentation of a run: what the drawing, the controls and the focus do then. */
import { moveFocus } from '../core/focus.js';
import { createPresentation } from './presentation.js';

/**
 * @param {{ stage: import('./chosen-part.js').RunStage, isOpen: () => boolean, begin: () => void, changed: () => void
 *   }} parts `isOpen`: whether a run is; `begin` opens one; `changed` is called after each change
 */
export function createPresenting({ stage, isOpen, begin, changed }) {
  const presentation = createPresentation(changed);
  presentation.button.addEventListener('click', toggle);

  function toggle() {
    if (presentation.on) presentation.leave();
    else {
      void presentation.enter();
      if (!isOpen()) begin();
    }
  }

  return {
    presentation,
    toggle,
    /**
     * The whole page is the diagram's, or no longer: its labels are to be read from afar.
     * @param {{ play: HTMLElement, say: (sentence: string) => void }} controls
     */
    tell(controls) {
      if (!document.activeElement?.checkVisibility?.()) moveFocus(controls.play);
      controls.say(presentation.on ? 'Presentation. Escape leaves it.' : 'The presentation is over.');
    },
    /** Labels are to be read from afar. */
    zoom() {
      if (presentation.on && stage.viewport.scale < 1) stage.viewport.zoomTo(1);
    },
  };
}

/**
 * Marks the container for others to read: whether a run is open, and where it is.
 * @param {HTMLElement} container @param {HTMLElement} floats
 * @param {{ open: boolean, resident: boolean, facts: Record<string, string|number|undefined>|null }} state
 */
export function markRunning(container, floats, { open, resident, facts }) {
  container.hidden = !open && !resident;
  for (const element of [container, floats]) element.classList.toggle('running', open);
  for (const name of ['step', 'position', 'status']) {
    const value = facts?.[name];
    if (value !== undefined) container.dataset[name] = String(value);
    else delete container.dataset[name];
  }
}
