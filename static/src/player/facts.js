/**
 * Where the tokens are, who waits for whom, and how much of the diagram was covered.
 * @typedef {{ label: string, count: string, waits: boolean }} Place
 */
import { h, setText } from '../core/dom.js';
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

  /** The places that are listed, as JSON. */ let listed = '';

  /** Changes the words of rows that are there: most steps move one token. @param {Place[]} places */
  function showPlaces(places) {
    const key = JSON.stringify(places);
    if (key === listed) return;
    listed = key;
    list.querySelector('.none')?.remove();
    while (list.children.length > places.length) list.lastElementChild?.remove();
    places.forEach((place, index) => {
      const old = list.children[index];
      if (old) change(old, place);
      else list.append(row(place));
    });
    if (places.length === 0) list.append(h('li', { class: 'none' }, 'none left'));
  }

  /** @param {Element} old @param {Place} place */
  function change(old, { label, count, waits }) {
    const [, words, number] = old.children;
    old.classList.toggle('waits', waits);
    if (words instanceof HTMLElement) setText(words, label);
    if (number instanceof HTMLElement) setText(number, count);
  }

  /** @param {Place} place */
  const row = ({ label, count, waits }) =>
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
      const places = [...state.tokens].slice(0, MOST_PLACES).map(([node, count]) => placeOf(state, names, node, count));
      const more = state.tokens.size - MOST_PLACES;
      if (more > 0) places.push({ label: `and ${more} more nodes`, count: '', waits: false });
      showPlaces(places);
      setText(covered, `${state.visits.size} of ${nodes} nodes`);
      fill.style.transform = `scaleX(${nodes ? state.visits.size / nodes : 0})`;
      if (next !== paused || !pause.firstChild) {
        paused = next;
        pause.replaceChildren(
          ...(next
            ? [h('span', { class: 'pause-icon' }, icon('breakpoint')), h('span', {}, next)]
            : [h('span', { class: 'none' }, 'none')]),
        );
      }
      setText(seed, drawn === null ? '' : `Random choices, seed ${drawn}`);
    },
  };
}

/**
 * @param {import('./run-model.js').State} state @param {import('./log-lines.js').Names} names
 * @param {string} node @param {number} count
 * @returns {Place}
 */
function placeOf(state, names, node, count) {
  const others = node === state.active ? [] : (state.waiting.get(node) ?? []);
  const label = others.length ? `${names.node(node)} waits for ${names.list(others)}` : `at ${names.node(node)}`;
  return { label, count: String(count), waits: others.length > 0 };
}
