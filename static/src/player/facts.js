/** Where the tokens are, who waits for whom, and how much of the diagram was covered. */
import { h } from '../core/dom.js';
import { icon } from '../core/icons.js';

const MOST_PLACES = 6;

export function createFacts() {
  const list = h('ul', { class: 'facts-places' });
  const fill = h('span', { class: 'facts-fill' });
  const covered = h('span', {});
  const seed = h('p', { class: 'facts-seed' });
  const pause = h('p', { class: 'facts-pause' });
  let paused = '';
  const element = h(
    'div',
    { class: 'player-facts' },
    h('h3', {}, 'Tokens'),
    list,
    h('h3', {}, 'Covered so far'),
    h('div', { class: 'facts-cover' }, h('span', { class: 'facts-bar', 'aria-hidden': 'true' }, fill), covered),
    h('h3', {}, 'Next pause'),
    pause,
    seed,
  );

  /** @param {string} label @param {string} count @param {boolean} waits */
  const row = (label, count, waits) =>
    h(
      'li',
      { class: waits ? 'waits' : null },
      h('span', { class: 'facts-token', 'aria-hidden': 'true' }),
      h('span', {}, label),
      h('span', { class: 'facts-count' }, count),
    );

  return {
    element,
    /**
     * @param {import('./run-model.js').RunModel|null} model
     * @param {import('./log-lines.js').Names} names
     * @param {number} nodes
     * @param {number|null} drawn
     * @param {string} next where the run pauses next, or nothing
     */
    show(model, names, nodes, drawn, next) {
      element.hidden = !model;
      if (!model) return;
      const { state } = model;
      const rows = [...state.tokens].map(([node, count]) => {
        const others = node === state.active ? [] : (state.waiting.get(node) ?? []);
        return row(
          others.length ? `${names.node(node)} waits for ${names.list(others)}` : `at ${names.node(node)}`,
          String(count),
          others.length > 0,
        );
      });
      const more = rows.length - MOST_PLACES;
      const shown = more > 0 ? [...rows.slice(0, MOST_PLACES), row(`and ${more} more nodes`, '', false)] : rows;
      list.replaceChildren(...(shown.length ? shown : [h('li', { class: 'none' }, 'none left')]));
      covered.textContent = `${state.visits.size} of ${nodes} nodes`;
      fill.style.width = `${nodes ? (100 * state.visits.size) / nodes : 0}%`;
      if (next !== paused || !pause.firstChild) {
        paused = next;
        pause.replaceChildren(
          ...(next
            ? [h('span', { class: 'pause-icon' }, icon('breakpoint')), h('span', {}, next)]
            : [h('span', { class: 'none' }, 'none')]),
        );
      }
      seed.textContent = drawn === null ? '' : `Random choices, seed ${drawn}`;
    },
  };
}
