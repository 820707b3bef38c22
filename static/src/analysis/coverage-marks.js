/** Shades on the drawing what scenarios come to, and writes at each node in how many of them it is. */
import { s } from '../core/dom.js';

/**
 * @typedef {import('../core/events.js').Ref} Ref
 * @param {{ element: (ref: Ref) => Element|null, box: (ref: Ref) => import('../core/events.js').Box|null, overlay:
 *   SVGElement }} stage
 */
export function createCoverageMarks(stage) {
  const layer = s('g', { class: 'coverage-layer', 'aria-hidden': 'true' });
  /** @type {Element[]} */ let marked = [];

  function clear() {
    for (const element of marked) element.classList.remove('covered', 'uncovered');
    marked = [];
    layer.replaceChildren();
    layer.remove();
  }

  /** @param {import('../api/types').ScenariosReply['coverage']|null} coverage null takes the marks away */
  function show(coverage) {
    clear();
    if (!coverage) return;
    stage.overlay.append(layer);
    for (const [kind, { runs, missing }] of /** @type {const} */ ([
      ['node', coverage.nodes],
      ['edge', coverage.edges],
    ])) {
      for (const id of Object.keys(runs)) mark({ kind, id }, 'covered', kind === 'node' ? String(runs[id]) : '');
      for (const id of missing) mark({ kind, id }, 'uncovered', kind === 'node' ? '0' : '');
    }
  }

  /** @param {Ref} ref @param {string} name of a class @param {string} count */
  function mark(ref, name, count) {
    const element = stage.element(ref);
    if (element) {
      element.classList.add(name);
      marked.push(element);
    }
    const box = count && stage.box(ref);
    if (!box) return;
    const [x, y] = [box.x + box.width, box.y];
    layer.append(
      s(
        'g',
        { class: `coverage-count ${name}` },
        s('circle', { cx: x, cy: y, r: 8 }),
        s('text', { x, y: y + 3.5, 'text-anchor': 'middle' }, count),
      ),
    );
  }

  return { show };
}
