/** Zoom and position survive a reload, and Back and Forward: this tab remembers them for each document. */
import { cameBack } from '../core/dom.js';
import { keepInTab, readInTab } from '../core/storage.js';

const STORE = 'lanestep.place.';

/**
 * @param {{ viewport: import('./viewport.js').Viewport, state: import('../core/state.js').PageState, subject: () =>
 *   string, opened?: Promise<void> }} parts
 *   `subject` names the document; `opened`: when it is shown as the page opens it
 */
export function rememberView({ viewport, state, subject, opened = Promise.resolve() }) {
  // A view of a drawing with another direction or fold says nothing.
  const arrangement = () => `${state.picture.geometry.direction ?? 'right'} ${(state.picture.geometry.rows ?? 1) > 1}`;

  function note() {
    // A run shows what it is about.
    if (!state.running)
      keepInTab(STORE + subject(), JSON.stringify({ view: viewport.view, mode: viewport.mode, shape: arrangement() }));
  }

  function goBack() {
    // The person is somewhere else already.
    if (viewport.mode === 'free') return;
    try {
      const { view, mode, shape: noted } = JSON.parse(readInTab(STORE + subject()) ?? '{}');
      if (noted === arrangement() && [view.x, view.y, view.scale].every(Number.isFinite)) viewport.show(view, mode);
    } catch {
      // What cannot be read was not remembered.
    }
  }

  addEventListener('pagehide', note);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') note();
  });
  if (cameBack()) opened.then(goBack);
}
