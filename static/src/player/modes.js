/** What the place of the player shows while a run is open: the one run, or what is said of many. */
import { h } from '../core/dom.js';
import { icon } from '../core/icons.js';

/**
 * @typedef {{ id: string, name: string, icon: Parameters<typeof icon>[0], element?: HTMLElement, show?: (on: boolean)
 *   => void }} Mode `element`: takes the place of the player; without one it is the player's own
 * @param {HTMLElement} player the controls of the one run
 */
export function createModes(player) {
  /** @type {{ mode: Mode, tab: HTMLElement }[]} */ const all = [];
  const list = h('div', { class: 'run-modes', role: 'tablist', 'aria-label': 'Runs' });
  const element = h('div', { class: 'run-modes-bar' }, list);
  let chosen = '';
  let open = false;

  /** @param {string} id */
  function choose(id) {
    const before = chosen;
    chosen = id;
    for (const { mode, tab } of all) {
      const on = mode.id === id;
      tab.setAttribute('aria-selected', String(on));
      tab.tabIndex = on ? 0 : -1;
      if (mode.element) mode.element.hidden = !(on && open);
      if (mode.id === before && before !== id) mode.show?.(false);
    }
    // Styles hide from the drawing and around it what belongs to the one run.
    document.documentElement.dataset['runMode'] = open ? id : '';
    if (open && before !== id) all.find(({ mode }) => mode.id === id)?.mode.show?.(true);
  }

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    const next = all.at((all.findIndex(({ mode }) => mode.id === chosen) + by) % all.length);
    if (!next) return;
    choose(next.mode.id);
    next.tab.focus();
  }

  /** @param {Mode} mode */
  function add(mode) {
    const tab = h(
      'button',
      {
        type: 'button',
        role: 'tab',
        class: 'run-mode',
        id: `run-mode-${mode.id}`,
        'aria-controls': `run-place-${mode.id}`,
        onclick: () => choose(mode.id),
        onkeydown: onKey,
      },
      icon(mode.icon),
      h('span', {}, mode.name),
    );
    const place = mode.element ?? player;
    place.id ||= `run-place-${mode.id}`;
    tab.setAttribute('aria-controls', place.id);
    if (mode.element) {
      mode.element.classList.add('run-place');
      mode.element.setAttribute('role', 'tabpanel');
      mode.element.setAttribute('aria-labelledby', tab.id);
      mode.element.hidden = true;
      player.after(mode.element);
    }
    all.push({ mode, tab });
    list.append(tab);
    if (all.length === 1) choose(mode.id);
  }

  return {
    element,
    add,
    /**
     * What opens beside the page. @param {string} name @param {Parameters<typeof icon>[0]} sign @param {() => void} act
     */
    addAction(name, sign, act) {
      element.append(h('button', { type: 'button', class: 'run-mode', onclick: act }, icon(sign), h('span', {}, name)));
    },
    choose,
    get chosen() {
      return chosen;
    },
    /** @param {boolean} on whether a run is open */
    show(on) {
      open = on;
      element.hidden = !on;
      const { id } = all[0]?.mode ?? { id: '' };
      const now = on ? chosen : id;
      chosen = '';
      for (const { mode } of all) if (mode.element) mode.element.hidden = true;
      if (!on) for (const { mode } of all) mode.show?.(false);
      choose(now);
    },
  };
}
