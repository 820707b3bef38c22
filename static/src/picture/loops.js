/**
 * Lights up all nodes of a loop while its badge or one of its nodes is pointed at or selected. The drawing says who
 * belongs together
 * (`data-nodes` on badges, `data-loops` on nodes); what lies in the loops of a run's active node is marked by the
 * player.
 */
const LIT = 'in-loop';

/**
 * @param {Element} world the layer that holds the drawing
 * @param {Element} canvas what takes the pointer
 * @returns {{ update: () => void, stop: () => void }}
 */
export function lightLoops(world, canvas) {
  /** @type {Element|null} */ let pointed = null;

  function update() {
    for (const lit of world.querySelectorAll(`.${LIT}`)) lit.classList.remove(LIT);
    const sources = [
      ...world.querySelectorAll('.node.selected[data-loops], .loop.selected'),
      ...(pointed?.isConnected ? [pointed] : []),
    ];
    for (const id of new Set(sources.flatMap(loopsOf))) {
      const badge = world.querySelector(`.loop[data-loop="${CSS.escape(id)}"]`);
      badge?.classList.add(LIT);
      for (const node of badge?.getAttribute('data-nodes')?.split(' ') ?? [])
        world.querySelector(`[id="node-${CSS.escape(node)}"]`)?.classList.add(LIT);
    }
  }

  /** @param {Event} event */
  function point(event) {
    const next =
      event.type === 'pointerover' && event.target instanceof Element
        ? event.target.closest('.loop, .node[data-loops]')
        : null;
    if (next === pointed) return;
    pointed = next;
    update();
  }

  canvas.addEventListener('pointerover', point);
  canvas.addEventListener('pointerleave', point);
  return {
    update,
    stop() {
      canvas.removeEventListener('pointerover', point);
      canvas.removeEventListener('pointerleave', point);
    },
  };
}

/** @param {Element} element @returns {string[]} */
const loopsOf = (element) =>
  (element.getAttribute('data-loop') ?? element.getAttribute('data-loops') ?? '').split(' ').filter(Boolean);
