/** Follows a presenter's run and place, until the person moves by themselves; and back again. */
import { h } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { letterOf } from '../frame/people.js';
import { Followed, endOf, seen } from './followed.js';

/** What begins and ends the presentation of a run, and ends the run itself. */
const OF_THE_PRESENTATION = new Set(['p', 'Escape', 'F11']);

/**
 * @param {{ bus: import('../core/event-bus.js').EventBus, state: import('../core/state.js').PageState, stage:
 *   import('../picture/stage.js').Stage, player: ReturnType<typeof import('../player/player.js').createPlayer>, ground:
 *   HTMLElement, own: (presenter: string) => boolean, upTo: (version: number) => Promise<void>, changed: () => void }}
 *   page `ground`: over which the bar stands; `own`: whether this page presents; `upTo` shows the text with so many
 *   changes; `changed` is called when this page begins or ceases to follow
 */
export function createFollow({ bus, state, stage, player, ground, own, upTo, changed }) {
  const followed = new Followed();
  const sign = h('span', { class: 'person-sign', 'aria-hidden': 'true' });
  const words = h('p', { class: 'follow-words', dir: 'auto' });
  const buttons = h('div', { class: 'follow-buttons' });
  const bar = h('section', { class: 'float follow-bar', 'aria-label': 'Follow', hidden: true }, sign, words, buttons);
  /** What was shown last of the presenter's run. */ let applied = '';
  /** Whether the person has done anything since. */ let touched = false;
  /** The same, to the view. */ let handled = false;
  let placed = stage.viewport.goal;
  let step = 0;
  let underWay = false;
  let again = false;
  let drawnAs = '';
  ground.append(bar);
  stage.givesWay(bar, ['top', 'low', 'bottom']);

  /** @param {string} name @param {() => void} run @param {boolean} [first] */
  const button = (name, run, first = false) =>
    h('button', { type: 'button', class: `button small${first ? ' primary' : ''}`, onclick: run }, name);
  const close = () =>
    h('button', { type: 'button', class: 'icon-button', 'aria-label': 'Close', onclick: decline }, icon('close', 14));

  function show() {
    const { how, name } = followed;
    bar.hidden = how === 'nobody';
    sign.dataset.letter = letterOf(name);
    sign.className = `person-sign person-${followed.shown?.colour ?? 0}`;
    sign.hidden = how === 'ended';
    const said = {
      nobody: '',
      offered: `${name} presents a run.`,
      following: `Following ${name}${step > 0 ? `, step ${step}` : ''}`,
      left: `You left ${name}.`,
      ended: endOf({ presenter: '', name, followers: 0 }),
    }[how];
    if (words.textContent !== said) words.textContent = said;
    // What has the focus stays where it is while the step changes.
    if (drawnAs === `${how} ${name}`) return;
    drawnAs = `${how} ${name}`;
    const hadFocus = bar.contains(document.activeElement);
    buttons.replaceChildren(
      ...{
        nobody: [],
        offered: [button('Follow', follow, true), close()],
        following: [button('Leave', leave)],
        left: [button(`Return to ${name}`, follow, true), close()],
        ended: [close()],
      }[how],
    );
    if (hadFocus) (buttons.querySelector('button') ?? stage.canvas).focus({ preventScroll: true });
  }

  function follow() {
    followed.follow();
    bus.emit('speech.requested', { message: `You follow ${followed.name}.` });
    changed();
    show();
    void apply();
  }

  function leave() {
    if (!followed.leave()) return;
    bus.emit('speech.requested', { message: `You left ${followed.name}, and can return.` });
    changed();
    show();
  }

  function decline() {
    followed.close();
    changed();
    show();
  }

  /** Shows what the presenter shows: the text first, then the step, then the place. */
  async function apply() {
    if (underWay) {
      again = true;
      return;
    }
    underWay = true;
    await upTo(followed.shown?.version ?? 0).catch(() => {});
    underWay = false;
    const { shown } = followed;
    if (followed.how !== 'following' || !shown) return;
    try {
      touched = false;
      handled = false;
      player.show(shown.run ?? '', (text) => {
        applied = text;
      });
      go();
    } catch {
      bus.emit('toast.requested', { message: `What ${followed.name} shows cannot be read: you see your own run.` });
      leave();
    }
    if (again) {
      again = false;
      void apply();
    }
  }

  /** The view goes along. */
  function go() {
    const { viewport } = stage;
    const place = followed.shown?.place;
    if (!place || !player.active) return;
    const what = seen(place, state.picture.geometry);
    const box = 'node' in what ? stage.box({ kind: 'node', id: what.node }) : null;
    if ('box' in what) viewport.showBox(what.box, what.most);
    else if (box) viewport.reveal(box, { centre: true });
    placed = viewport.goal;
  }

  /** @param {Event} event */
  const onTouch = (event) => {
    const { target, type } = event;
    if (!(target instanceof Node) || bar.contains(target)) return;
    // The canvas becomes larger or smaller with the presentation of a run; nobody looks elsewhere by that.
    if (event instanceof KeyboardEvent && OF_THE_PRESENTATION.has(event.key)) return;
    touched = true;
    if (type === 'keydown' || stage.pane.contains(target)) handled = true;
  };
  for (const type of ['pointerdown', 'wheel', 'keydown'])
    window.addEventListener(type, onTouch, { capture: true, passive: true });

  bus.on('follow.told', ({ shown }) => {
    const { presenter } = followed;
    const said = followed.told(shown, own(shown.presenter));
    if (said) bus.emit('speech.requested', { message: said });
    if (followed.presenter !== presenter) changed();
    show();
    if (followed.how === 'following') void apply();
  });
  bus.on('run.moved', ({ step: now, status }) => {
    step = now;
    if (followed.how !== 'following') return;
    if (touched && status !== 'none' && player.text !== applied) leave();
    else go();
    show();
  });
  bus.on('run.changed', ({ active }) => {
    if (!active && followed.how === 'following') leave();
  });
  bus.on('viewport.changed', () => {
    if (followed.how === 'following' && handled && stage.viewport.goal !== placed) leave();
  });
  show();

  return {
    /** The presenter that this page follows, or ''. */
    get presenter() {
      return followed.presenter;
    },
  };
}
