/** The buttons of a run: to the start, back, play or pause, step, to the end, speed, restart. */
import { h, setAttribute } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { SPEEDS } from './run-session.js';

/**
 * @param {import('./run-session.js').RunSession} session
 * @param {(act: () => void) => void} start opens a run where none is open, and acts on it
 * @param {(act: () => void) => void} further acts on the run that is shown, or on the one that is on its way
 * @param {() => void} toggleCheckpoint
 */
export function createTransport(session, start, further, toggleCheckpoint) {
  /**
   * @param {string} name
   * @param {import('../core/icons.js').IconName} picture
   * @param {string} keys
   * @param {() => void} act
   */
  const button = (name, picture, keys, act) =>
    h(
      'button',
      {
        type: 'button',
        class: 'player-button',
        'aria-label': name,
        title: keys ? `${name} (${keys})` : name,
        'aria-keyshortcuts': keys || null,
        onclick: () => (session.model ? act() : start(act)),
      },
      icon(picture),
    );

  const toStart = button('To start', 'to-start', 'Home', () => session.toStart());
  const back = button('Step back', 'step-back', 'ArrowLeft', () => session.back());
  const play = button('Play', 'play', 'Space', () =>
    session.playing ? session.toggle() : further(() => session.toggle()),
  );
  play.classList.add('player-play');
  const step = button('Step', 'step', 'ArrowRight', () =>
    further(() => {
      session.pause();
      session.step();
    }),
  );
  const toEnd = button('To end', 'to-end', 'End', () => further(() => session.toEnd()));
  const restart = button('Restart', 'restart', 'Shift+Home', () => session.restart());
  const checkpoint = button('Restart goes here', 'flag', 'K', toggleCheckpoint);
  const speed = /** @type {HTMLSelectElement} */ (
    h(
      'select',
      { class: 'player-speed', 'aria-label': 'Speed', onchange: () => session.setSpeed(Number(speed.value)) },
      ...SPEEDS.map((value) => h('option', { value, selected: value === session.speed }, `${value}×`)),
    )
  );
  const element = h(
    'div',
    { class: 'player-transport', role: 'group', 'aria-label': 'Playback' },
    toStart,
    back,
    play,
    step,
    toEnd,
    speed,
  );
  const more = h(
    'div',
    { class: 'player-more', role: 'group', 'aria-label': 'Beginning of the run' },
    restart,
    checkpoint,
  );

  /**
   * A button that has the focus keeps it although it cannot act now.
   * @param {HTMLElement} control
   * @param {boolean} disabled
   */
  const disable = (control, disabled) => setAttribute(control, 'aria-disabled', String(disabled));

  /** @param {HTMLElement} control @param {string} name @param {string} keys */
  function rename(control, name, keys) {
    if (control.getAttribute('aria-label') === name) return;
    control.setAttribute('aria-label', name);
    control.title = `${name} (${keys})`;
  }

  return {
    element,
    play,
    /** Beside the buttons of every run. */ more,
    show() {
      const { model, playing } = session;
      const waits = model?.waitsAt() ?? false;
      const name = playing ? 'Pause' : 'Play';
      if (play.getAttribute('aria-label') !== name) {
        play.setAttribute('aria-label', name);
        play.title = `${name} (Space)`;
        play.replaceChildren(icon(playing ? 'pause' : 'play'));
      }
      const kept = session.checkpoint;
      rename(restart, kept ? `Restart at step ${kept.at + 1}` : 'Restart', 'Shift Home');
      rename(checkpoint, kept ? 'Restart at the beginning again' : 'Restart goes here', 'K');
      checkpoint.classList.toggle('pressed', kept !== null);
      disable(checkpoint, !model);
      if (speed.value !== String(session.speed)) speed.value = String(session.speed);
      disable(toStart, Boolean(model) && session.position === 0);
      disable(back, Boolean(model) && session.position === 0);
      disable(play, Boolean(model) && waits && !playing);
      disable(step, Boolean(model) && session.atEnd);
      disable(toEnd, Boolean(model) && session.atEnd);
    },
  };
}
