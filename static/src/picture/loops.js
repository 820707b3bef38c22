/**
 * Lights up all nodes of a loop while its badge or one of its nodes is pointed at or selected. The drawing says who
 * belongs together
 * (`data-nodes` on badges, `data-loops` on nodes); what lies in the loops of a run's active node is marked by the
 * player.
 */
const LIT = 'in-loop';

/**
 * @param {() => Map<string, Element>} groups of the drawing, by their ids, in the page or not
 * @param {Element} canvas what takes the pointer
 * @returns {{ update: () => void, stop: () => void }}
 */
export function lightLoops(groups, canvas) {
  /** @type {Element|null} */ let pointed = null;

  function update() {
    const parts = groups();
    /** @type {Element[]} */ const sources = pointed?.isConnected ? [pointed] : [];
    for (const group of parts.values()) {
      group.classList.remove(LIT);
      if (group.classList.contains('selected')) sources.push(group);
    }
    for (const id of new Set(sources.flatMap(loopsOf))) {
      const badge = parts.get(id);
      badge?.classList.add(LIT);
      for (const node of badge?.getAttribute('data-nodes')?.split(' ') ?? [])
        parts.get(`node-${node}`)?.classList.add(LIT);
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
