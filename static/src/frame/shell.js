/**
 * The editor's frame: panes that open and close, a divider, tabs at the left and on small screens. It knows nothing of
 * what stands in the panes.
 */
import { h } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { keep, read } from '../core/storage.js';
import { severityIcon } from '../core/severity-icon.js';
import { BESIDE, asAskedFor, isOpen, withSelection } from './inspector-opening.js';
import { createSideTabs } from './side-tabs.js';

const STORE = 'lanestep.panes';
const NARROWEST = 280;
const small = matchMedia('(max-width: 799px)');
const wide = matchMedia(BESIDE);

/** @typedef {'code'|'canvas'|'outline'} Tab */

/**
 * @param {HTMLElement} root
 * @param {{ bus: import('../core/event-bus.js').EventBus, outlineShown: (shown: boolean) => void }} options
 *   `outlineShown` is told whether the outline is in sight
 */
export function createShell(root, { bus, outlineShown }) {
  const kept = openAsKept();
  const part = (/** @type {string} */ name, /** @type {string} */ label) =>
    h('section', { class: `pane pane-${name}`, id: `pane-${name}`, 'aria-label': label });
  const bars = h('div', { class: 'message-bars' });
  const code = part('code', 'Code and outline');
  const sides = createSideTabs((name) => showTab(name));
  const tools = h('div', { class: 'row code-tools' });
  const canvas = h('section', { class: 'pane-canvas', id: 'pane-canvas', 'aria-label': 'Canvas' });
  const stage = h('div', { class: 'stage-place' });
  const inspector = part('inspector', 'Inspector');
  // Ctrl and the wheel zoom the drawing where the inspector lies over it; beside it they do nothing to drawing or page.
  inspector.addEventListener(
    'wheel',
    (event) => {
      if (event.ctrlKey || event.metaKey) event.preventDefault();
    },
    { passive: false },
  );
  const player = h('div', { class: 'player-place', hidden: true });
  const divider = h('div', {
    class: 'pane-divider',
    role: 'separator',
    tabindex: '0',
    'aria-orientation': 'vertical',
    'aria-label': 'Width of the code',
    'aria-valuemin': NARROWEST,
    'aria-valuemax': 900,
  });
  const errors = h('span', { class: 'chip error', hidden: true });
  const opener = (/** @type {'code'|'inspector'} */ pane, /** @type {Node[]} */ ...content) =>
    h(
      'button',
      {
        class: `button float open-${pane}`,
        type: 'button',
        'aria-controls': `pane-${pane}`,
        onclick: () => setOpen(pane, true),
      },
      icon(pane),
      ...content,
    );
  const openCode = opener('code', h('span', {}, 'Code'), errors);
  const openInspector = opener('inspector', h('span', {}, 'Inspector'));
  const tabs = h(
    'nav',
    { class: 'editor-tabs', 'aria-label': 'Views' },
    tab('code', 'Code', 'code'),
    tab('canvas', 'Canvas', 'lane'),
    tab('outline', 'Outline', 'list'),
  );
  const workspace = h('main', { class: 'workspace' }, code, canvas, inspector);
  code.append(
    h('div', { class: 'pane-head side-head' }, sides.element, h('span', { class: 'spacer' }), tools),
    sides.code,
    sides.outline,
    divider,
  );
  canvas.append(stage, openCode, openInspector);
  root.append(bars, tabs, workspace, player);

  let codeOpen = kept.code ?? true;
  /** @type {import('./inspector-opening.js').Opening} */ let opening = { wanted: kept.inspector ?? true, over: false };
  /** @type {number|undefined} as the person dragged it */ let codeWidth;
  let running = false;
  /** @type {Tab} */ let current = 'canvas';
  /** @type {import('./side-tabs.js').Side} */ let side = kept.side === 'outline' ? 'outline' : 'code';

  /** @param {Tab} name @param {string} label @param {import('../core/icons.js').IconName} drawn */
  function tab(name, label, drawn) {
    return h(
      'button',
      { class: 'editor-tab', type: 'button', 'data-tab': name, onclick: () => showTab(name) },
      icon(drawn),
      label,
    );
  }

  /** @returns {import('./inspector-opening.js').Standing} */
  const standing = () => (wide.matches ? 'beside' : small.matches ? 'below' : 'over');

  function paint() {
    const inspectorOpen = isOpen(opening, standing());
    root.dataset.tab = current;
    root.dataset.side = side;
    sides.show(side);
    outlineShown(side === 'outline' && (small.matches ? current === 'outline' && !running : codeOpen));
    root.classList.toggle('code-closed', !codeOpen);
    root.classList.toggle('inspector-closed', !inspectorOpen || running);
    root.classList.toggle('is-running', running);
    for (const item of tabs.children) {
      if (item.getAttribute('data-tab') === current) item.setAttribute('aria-current', 'true');
      else item.removeAttribute('aria-current');
    }
    openCode.hidden = codeOpen || small.matches;
    openInspector.hidden = inspectorOpen || running;
  }

  /** @param {'code'|'inspector'} pane @param {boolean} shown */
  function setOpen(pane, shown) {
    if (pane === 'inspector') opening = asAskedFor(opening, standing(), shown);
    else codeOpen = shown;
    paint();
    keepPanes();
    const paneElement = pane === 'code' ? code : inspector;
    const target = shown
      ? (paneElement.querySelector(
          side === 'outline' && pane === 'code' ? '[role="tab"][aria-selected="true"]' : '.cm-content',
        ) ?? paneElement.querySelector('button, input'))
      : pane === 'code'
        ? openCode
        : openInspector;
    if (target instanceof HTMLElement) target.focus({ preventScroll: true });
  }

  /** @param {Tab} name */
  function showTab(name) {
    current = name;
    if (name !== 'canvas') side = name;
    paint();
    keepPanes();
  }

  const keepPanes = () =>
    keep(STORE, JSON.stringify({ code: codeOpen, inspector: opening.wanted, side, width: codeWidth }));
  const width = () => codeWidth ?? Number.parseInt(getComputedStyle(root).getPropertyValue('--code-width'), 10);

  /** @param {number} wanted */
  function setWidth(wanted) {
    const allowed = Math.round(Math.min(Math.max(wanted, NARROWEST), Math.max(NARROWEST, innerWidth - 480)));
    codeWidth = allowed;
    root.style.setProperty('--code-width', `${allowed}px`);
    divider.setAttribute('aria-valuenow', String(allowed));
  }

  divider.addEventListener('pointerdown', (event) => {
    divider.setPointerCapture(event.pointerId);
    const move = (/** @type {PointerEvent} */ moved) =>
      setWidth(moved.clientX - workspace.getBoundingClientRect().left);
    divider.addEventListener('pointermove', move);
    divider.addEventListener(
      'lostpointercapture',
      () => {
        divider.removeEventListener('pointermove', move);
        keepPanes();
      },
      { once: true },
    );
  });
  divider.addEventListener('keydown', (event) => {
    const step = { ArrowLeft: -24, ArrowRight: 24 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    setWidth(width() + step);
    keepPanes();
  });
  small.addEventListener('change', paint);
  wide.addEventListener('change', paint);
  bus.on('action.requested', ({ name }) => {
    if (name === 'toggle-code') setOpen('code', !codeOpen);
    if (name === 'toggle-inspector') setOpen('inspector', !isOpen(opening, standing()));
  });
  bus.on('problems.changed', ({ diagnostics }) => {
    const count = diagnostics.filter(({ severity }) => severity === 'error').length;
    errors.hidden = count === 0;
    errors.replaceChildren(
      severityIcon('error'),
      String(count),
      h('span', { class: 'visually-hidden' }, count === 1 ? 'error' : 'errors'),
    );
  });
  if (kept.width) setWidth(kept.width);
  else divider.setAttribute('aria-valuenow', String(width()));
  paint();

  return {
    bars,
    code: sides.code,
    outline: sides.outline,
    tools,
    canvas,
    stage,
    inspector,
    player,
    openers: [openCode, openInspector],
    showTab,
    setOpen,
    /** Lets the inspector follow the selection, where it does. @param {boolean} selected */
    inspectorFollows(selected) {
      opening = withSelection(opening, standing(), selected);
      paint();
    },
    /** Whether the inspector covers the canvas while something is selected. */
    inspectorCovers: () => standing() === 'over' && (opening.over || opening.wanted),
    isSmall: () => small.matches,
    /** Tells again what is in sight. */ refresh: paint,
    /** @param {boolean} on */
    setRunning(on) {
      if (on === running) return;
      running = on;
      player.hidden = !on;
      if (on) current = 'canvas';
      paint();
    },
  };
}

/** @returns {{ code?: boolean, inspector?: boolean, side?: string, width?: number }} */
function openAsKept() {
  try {
    return JSON.parse(read(STORE) ?? '{}') ?? {};
  } catch {
    return {};
  }
}
