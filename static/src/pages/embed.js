/** A diagram within another page: picture and player, and the way to the whole page. */
import { at, h, pageData } from '../core/dom.js';
import { EventBus } from '../core/event-bus.js';
import { guardFocus } from '../core/focus.js';
import { icon } from '../core/icons.js';
import { PageState } from '../core/state.js';
import { createToasts, createVoice } from '../dialogs/toasts.js';
import { createStage } from '../picture/stage.js';
import { foldForReaders } from './fold-for-readers.js';
import { playerForReaders } from './player-for-readers.js';
import { createRunLinks } from './run-links.js';

const data = /** @type {import('../core/state.js').PageData} */ (pageData());
const asked = new URLSearchParams(location.search);
const bus = new EventBus();
const state = new PageState(bus, data);
const toasts = createToasts({ bus });
createVoice({ bus });
guardFocus('.stage');
document.getElementById('plain')?.remove();

const root = /** @type {HTMLElement} */ (document.getElementById('app'));
const whole = `${root.dataset.address ?? at('/')}`;
const stageHolder = h('div', { class: 'viewer-stage' });
const canvas = h(
  'div',
  { class: 'viewer-canvas' },
  data.drawing_error &&
    h('p', { class: 'viewer-problem', role: 'alert' }, `The diagram could not be drawn: ${data.drawing_error}`),
  stageHolder,
);
const below = h('div', { class: 'viewer-player' });
root.replaceChildren(
  h(
    'main',
    { class: 'embed', 'aria-label': data.title },
    h(
      'div',
      { class: 'embed-head small-text' },
      h('h1', {}, data.title),
      h('span', { class: 'spacer' }),
      h('a', { href: whole, target: '_blank', rel: 'noopener' }, 'Open in Lanestep', icon('external', 14)),
    ),
    canvas,
    below,
  ),
);
const stage = createStage(stageHolder, { bus, state, ground: canvas });
stage.givesWay(toasts, ['bottom', 'above', 'top']);
const player = playerForReaders(below, { bus, state, stage }, { kept: createRunLinks({ state }).kept });
const shape = foldForReaders(stageHolder, { bus, state, stage });
canvas.append(shape.element);
requestAnimationFrame(async () => {
  await shape.open();
  const run = asked.get('run');
  const plays = asked.has('autoplay') && asked.get('autoplay') !== '0';
  if (run !== null && !location.hash) history.replaceState(null, '', `#run${run && `?${run}`}`);
  const isAsked = run !== null || location.hash.startsWith('#run');
  if (isAsked && plays) playOnceOpen();
  if (isAsked) await player.openFromAddress();
  else if (plays) player.toggle();
});

function playOnceOpen() {
  const stop = bus.on('run.changed', () => {
    stop();
    queueMicrotask(() => player.toggle());
  });
}
