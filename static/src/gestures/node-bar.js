/**
 * The small bar over what is selected: its shape, its name, its lane, removal. The inspector has the same by keyboard.
 */
import { h } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { SHAPES, addLoop, duplicate, inBetween, insertIntoEdge, nodesOf } from '../core/operations.js';
import { openMenu } from '../dialogs/menu.js';
import { shapeIcon } from '../core/shape-icon.js';
import { placeBar } from './bar-position.js';
import { chooseLane } from './lane-chooser.js';
import { SHAPE_ORDER } from './palette.js';
import { alongWay } from './rename.js';
import { around } from '../core/boxes.js';
import { SMALL_SCALE, touches } from '../picture/viewport-math.js';

const NAMED_NEXT = { selectCreated: true, renameCreated: true };
/** Pixels between the node and the bar: the "+" stands between them, but for small views, which have none. */
const AWAY = 42;
const AWAY_SMALL = 14;
/** Pixels between an edge and the bar. */
const AWAY_EDGE = 20;
const MARGIN = 8;
/** On narrow canvases the floats at the foot take the whole width. */
const NARROW = 560;
const FOOT = 64;

/** @param {number} scale */
const awayAt = (scale) => (scale < SMALL_SCALE ? AWAY_SMALL : AWAY);

/**
 * @param {import('./gesture-context.js').GestureContext} context
 * @param {{ rename: import('./rename.js').Rename, remove: () => void, closeGap: () => void }} actions
 * @returns {() => void} stops
 */
export function createNodeBar(context, { rename, remove, closeGap }) {
  const bar = h('div', { class: 'node-bar float', role: 'group', 'aria-label': 'Selection' });
  context.stage.floats.append(bar);

  /** @param {Node} picture @param {string} name @param {() => void} run @param {Record<string, unknown>} [more] */
  const button = (picture, name, run, more = {}) =>
    h(
      'button',
      {
        class: 'icon-button',
        type: 'button',
        tabindex: -1,
        'aria-label': name,
        'data-tip': name,
        'data-tip-at': 'top',
        onpointerdown: (/** @type {Event} */ event) => event.preventDefault(),
        onclick: run,
        ...more,
      },
      picture,
    );

  function show() {
    const ref = context.single;
    const several = ref ? [] : nodesOf(context.diagram, context.state.selection);
    bar.hidden = (!ref && several.length < 2) || context.locked || context.tool !== 'select';
    if (bar.hidden) return;
    bar.replaceChildren(...(ref ? forOne(ref) : forSeveral()));
    settle();
  }

  /** While the arrow keys move a node, the bar would lie over where it goes: it comes back with the pointer. */
  function giveWay() {
    bar.classList.add('gives-way');
  }

  function comeBack() {
    bar.classList.remove('gives-way');
  }

  /** A picture that changes under a pointer at rest moves it for some browsers. @param {PointerEvent} event */
  function onPointer({ movementX, movementY }) {
    if (movementX || movementY) comeBack();
  }

  function showAgain() {
    show();
    if (context.single) context.stage.comeAlong(bar, context.single);
  }

  function forSeveral() {
    const { diagram, state } = context;
    return [
      button(icon('loop'), 'Add a loop', () => context.edit(addLoop(diagram, state.selection), NAMED_NEXT)),
      button(icon('copy'), 'Duplicate (Ctrl D)', () =>
        context.edit(duplicate(diagram, state.selection), { selectCreated: true }),
      ),
      button(icon('lane'), 'New lane from these', () => context.bus.emit('action.requested', { name: 'extract-lane' })),
      button(icon('trash'), 'Delete (Del)', remove),
    ];
  }

  /** @param {import('../core/events.js').ActionName} name */
  const request = (name) => () => context.bus.emit('action.requested', { name });

  /** What a run can do at the selected node. */
  function runsButton() {
    const opener = button(icon('play'), 'Run to here, breakpoint', () =>
      openMenu(opener, [
        { label: 'Run to here', icon: 'run-to', keys: 'R', run: request('run-to-here') },
        { label: 'How do I get there?', icon: 'route', keys: 'G', run: request('get-there') },
        { label: 'Set or remove a breakpoint', icon: 'breakpoint', keys: 'B', run: request('breakpoint') },
      ]),
    );
    opener.setAttribute('aria-haspopup', 'menu');
    return opener;
  }

  /** @param {import('./gesture-context.js').Ref} ref */
  function forOne(ref) {
    const shown = context.state.find({ kind: 'node', id: ref.id })?.shape;
    const shapes =
      ref.kind !== 'node'
        ? []
        : [
            ...SHAPE_ORDER.map((shape) =>
              button(
                shapeIcon(shape),
                SHAPES[shape].name,
                () => {
                  if (shape !== shown) context.edit([{ op: 'update_node', id: ref.id, shape }]);
                },
                { 'aria-pressed': String(shape === shown) },
              ),
            ),
            h('span', { class: 'rule' }),
            context.diagram.lanes.length > 1 && button(icon('lane'), 'Move to lane (M)', () => chooseLane(context)),
          ];
    return [
      ...shapes,
      ref.kind === 'edge' &&
        button(icon('plus'), 'Insert an activity (I)', () =>
          context.edit(insertIntoEdge(ref.id, 'rectangle'), NAMED_NEXT),
        ),
      button(icon('pencil'), ref.kind === 'loop' ? 'Change the condition (Enter)' : 'Rename (Enter)', () =>
        rename.open(ref),
      ),
      ref.kind === 'edge' && button(icon('breakpoint'), 'Set or remove a breakpoint (B)', request('breakpoint')),
      ref.kind === 'node' && runsButton(),
      ref.kind === 'node' &&
        inBetween(context.diagram, ref.id) &&
        button(icon('close-gap'), 'Delete and close the gap (Shift Del)', closeGap),
      button(icon('trash'), 'Delete (Del)', remove),
    ].filter((part) => part instanceof Node);
  }

  function settle() {
    const ref = context.single;
    if (bar.hidden) return;
    const { canvas, covered, headerWidth, scale, view } = context.stage.viewport;
    const part = ref
      ? extent(ref)
      : between(around(nodesOf(context.diagram, context.state.selection).flatMap((id) => context.nodeBox(id) ?? [])));
    bar.classList.toggle(
      'away',
      part.bottom < 0 || part.top > canvas.height || part.x < headerWidth || part.x > canvas.width,
    );
    const { offsetWidth: width, offsetHeight: height } = bar;
    // Names of lanes stay readable, but for narrow pages, which the bar takes whole.
    const start = headerWidth + width + 2 * MARGIN <= canvas.width ? headerWidth + MARGIN : MARGIN;
    const foot = canvas.width < NARROW ? FOOT : MARGIN;
    const palette = context.palette();
    const head = (palette ? palette.y + palette.height : context.stage.viewport.headerHeight) + MARGIN;
    const beside = canvas.width - covered.right - start - MARGIN;
    const room = {
      ...{ x: start, y: head },
      width: beside < width ? canvas.width - start - MARGIN : beside,
      height: canvas.height - Math.max(covered.bottom, foot - MARGIN) - head - MARGIN,
    };
    const seen = context.geometry.nodes
      .filter((node) => touches(view, node, canvas))
      .map((node) => ({ ...context.stage.toScreen(node), width: node.width * scale, height: node.height * scale }));
    const { x, y } = placeBar(part, { width, height }, room, awayAt(scale), seen);
    bar.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
  }

  /**
   * @param {import('./gesture-context.js').Ref} ref
   * @returns {{ top: number, bottom: number, x: number, width: number }} in pixels
   */
  function extent(ref) {
    const edge = ref.kind === 'edge' ? context.geometry.edges.find((item) => item.id === ref.id) : null;
    if (edge) {
      const { x, y } = context.stage.toScreen(alongWay(edge.points));
      const nearer = Math.max(0, awayAt(context.stage.viewport.scale) - AWAY_EDGE);
      return { top: y + nearer, bottom: y - nearer, x, width: 0 };
    }
    const box = context.stage.box(ref) ?? { x: 0, y: 0, width: 0, height: 0 };
    const start = context.stage.toScreen(box);
    if (ref.kind === 'lane')
      return {
        top: Math.max(0, start.y) + AWAY * 2,
        bottom: start.y,
        x: Math.max(start.x, 0) + context.stage.viewport.header.drawn * context.stage.viewport.scale + 40,
        width: 0,
      };
    return between(box);
  }

  /** @param {import('../core/events.js').Box} box in drawing units */
  function between(box) {
    const start = context.stage.toScreen(box);
    const end = context.stage.toScreen({ x: box.x + box.width, y: box.y + box.height });
    return { top: start.y, bottom: end.y, x: (start.x + end.x) / 2, width: end.x - start.x };
  }

  const stops = [
    context.bus.on('viewport.changed', settle),
    context.bus.on('selection.changed', () => {
      comeBack();
      show();
    }),
    context.bus.on('layout.requested', giveWay),
    context.bus.on('picture.changed', showAgain),
    context.bus.on('run.changed', show),
  ];
  context.stage.canvas.addEventListener('pointermove', onPointer);
  context.onTool(show);
  show();
  return () => {
    for (const stop of stops) stop();
    context.stage.canvas.removeEventListener('pointermove', onPointer);
    bar.remove();
  };
}
