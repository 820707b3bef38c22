/** Where the run stands, in words: the decision with its branches, or the node with what it does. */
import { byTouch, h } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { capitalized } from '../core/phrases.js';
import { iconOf, visitPhrase } from './log-lines.js';

/** Branches that are listed at once: a decision may have thousands. */
const MOST = 200;

/**
 * @typedef {import('./run-model.js').Decision} Decision
 * @typedef {(answer: { label: string, edges: string[] }) => void} Choose
 * @param {Choose} choose @param {() => void} retry @param {() => void} start
 */
export function createPanel(choose, retry, start) {
  const element = h('div', { class: 'player-now' });
  let shown = '';

  /**
   * Builds anew only what differs, so that a button keeps the focus.
   * @param {string} key
   * @param {() => (Node|string|false)[]} build
   */
  function set(key, build) {
    if (key === shown) return;
    shown = key;
    const fresh = build().filter((part) => part !== false);
    const old = [...element.childNodes];
    // Of most steps only the words differ: what they are in stays.
    fresh.forEach((part, index) => {
      if (isLike(old[index], part)) takeWords(old[index], part);
      else if (old[index]) old[index].replaceWith(part);
      else element.append(part);
    });
    for (const part of old.slice(fresh.length)) part.remove();
  }

  /** @param {import('./log-lines.js').LogLine['shape']} shape @param {string} title @param {string} side */
  const head = (shape, title, side) =>
    h(
      'div',
      { class: 'now-head' },
      shape && h('span', { class: `log-shape ${shape}` }, icon(iconOf(shape))),
      h('h2', {}, title),
      h('span', { class: 'now-side' }, side),
    );

  /** @param {Decision} decision @param {import('./log-lines.js').Names} names */
  function answers(decision, names) {
    const list = h('ol', {
      class: decision.counts ? 'now-choices counts' : 'now-choices',
      'aria-label': decision.question || names.node(decision.node),
    });
    /** @param {number} from @param {number} to */
    const add = (from, to) => {
      list.append(...decision.options.slice(from, to).map((_, place) => answer(decision, names, from + place)));
      const more = decision.options.length - to;
      if (more <= 0) return;
      const button = h('button', { type: 'button', class: 'link' }, `Show ${Math.min(more, MOST)} more of ${more}`);
      const row = h('li', {}, button);
      button.addEventListener('click', () => {
        row.remove();
        add(to, to + MOST);
        /** @type {HTMLElement|null|undefined} */ (list.children[to]?.querySelector('button'))?.focus();
      });
      list.append(row);
    };
    add(0, Math.max(MOST, decision.taken + 1));
    return list;
  }

  /** @param {Decision} decision @param {import('./log-lines.js').Names} names @param {number} index */
  function answer(decision, names, index) {
    const option = decision.options[index] ?? { edges: [], label: '', targets: [], greyed: false };
    const taken = index === decision.taken;
    const targets = names.list(option.targets);
    return h(
      'li',
      {},
      h(
        'button',
        {
          type: 'button',
          class: `now-choice${taken ? ' taken' : ''}${option.greyed ? ' greyed' : ''}`,
          'aria-pressed': decision.taken >= 0 ? String(taken) : null,
          'aria-keyshortcuts': keyOf(decision, index),
          onclick: () => choose(option),
        },
        index < 9 && !decision.counts && h('span', { class: 'key', 'aria-hidden': 'true' }, String(index + 1)),
        h('strong', {}, option.label),
        targets && targets !== option.label && icon('arrow-right', 14),
        targets && targets !== option.label && h('span', { class: 'now-target' }, targets),
        taken && h('span', { class: 'now-note' }, 'taken'),
        option.greyed && h('span', { class: 'now-note' }, 'limit reached'),
      ),
    );
  }

  function countField() {
    const field = /** @type {HTMLInputElement} */ (
      h('input', {
        class: 'input',
        type: 'number',
        required: true,
        min: 1,
        max: 99,
        step: 1,
        value: 2,
        'aria-label': 'Another number',
      })
    );
    return h(
      'form',
      {
        class: 'now-count',
        onsubmit: (/** @type {Event} */ event) => {
          event.preventDefault();
          choose({ label: String(field.valueAsNumber), edges: [] });
        },
      },
      field,
      h('button', { class: 'button' }, 'Use this number'),
    );
  }

  /**
   * @param {Decision} decision
   * @param {import('./log-lines.js').Names} names
   * @param {import('./log-lines.js').LogLine} line
   * @param {HTMLElement[]} waits
   */
  function decisionParts(decision, names, line, waits) {
    const keys = decision.counts
      ? 'Press a number key, or click a number.'
      : `Press ${keysOf(decision.options.length)}, or click a branch.`;
    const ask = !byTouch() ? keys : decision.counts ? 'Tap a number.' : 'Tap a branch.';
    const other = 'Choose another branch to see a different run.';
    const past = decision.by === 'limit' ? `The loop decided here: ${line.by}. ${other}` : other;
    const sentence = decision.taken < 0 ? `The run waits for your choice. ${ask}` : past;
    return [
      head(line.shape, decision.question || names.node(decision.node), visitPhrase(decision.visit)),
      h('p', { class: 'now-words' }, sentence),
      answers(decision, names),
      decision.counts && countField(),
      ...waits,
    ];
  }

  /**
   * What is wrong with the diagram, told before the run begins.
   * @param {import('../core/events.js').Problem[]} problems
   * @returns {HTMLElement[]}
   */
  function warnings(problems) {
    const told = problems.filter(({ severity }) => severity !== 'hint');
    const [first, ...others] = told;
    if (!first) return [];
    const more = others.length > 0 ? ` (and ${others.length} more)` : '';
    return [
      h(
        'p',
        { class: 'now-words now-problem' },
        icon('warning', 14),
        h('span', {}, `${capitalized(first.message)}${more}`),
      ),
    ];
  }

  /**
   * What a run that waits says of a cycle that nothing leaves.
   * @param {import('./run-model.js').RunModel} model
   * @returns {HTMLElement[]}
   */
  function withoutEnd(model) {
    const { reason } = model.trace;
    if (!model.waitsAt() || !reason) return [];
    return [h('p', { class: 'now-words now-problem' }, icon('warning', 14), h('span', {}, reason))];
  }

  /**
   * @param {import('./run-model.js').RunModel} model
   * @param {import('./log-lines.js').LogLine} line
   * @param {HTMLElement[]} pause why the run pauses here
   */
  function endParts(model, line, pause) {
    const { status, reason } = model.trace;
    const [title, next] =
      status === 'limit'
        ? ['Stopped', '']
        : reason
          ? ['No end', '.']
          : ['Complete', '. Go back to a choice and take another branch to see a different run.'];
    return [head(null, title, ''), h('p', { class: 'now-words' }, `${line.sentence}${next}`), ...pause];
  }

  /**
   * @param {import('./run-model.js').RunModel} model
   * @param {import('./log-lines.js').Names} names
   * @param {string} node
   * @param {import('./log-lines.js').LogLine} line
   * @param {HTMLElement[]} waits
   */
  function nodeParts(model, names, node, line, waits) {
    const visit = (model.state.visits.get(node) ?? 0) + 1;
    return [
      head(line.shape, names.node(node), visit > 1 ? visitPhrase(visit) : `Step ${line.step}`),
      h('p', { class: 'now-words' }, line.lane),
      ...waits,
    ];
  }

  return {
    element,
    /** @param {string} title @param {string} reason @param {boolean} mayRetry */
    showProblem(title, reason, mayRetry) {
      set(`problem ${title} ${reason}`, () => [
        head(null, title, ''),
        h('p', { class: 'now-words' }, reason),
        mayRetry && h('button', { type: 'button', class: 'button', onclick: retry }, icon('restart'), 'Try again'),
      ]);
    },
    showIdle() {
      set('idle', () => [
        head(null, 'Run this diagram', ''),
        h('p', { class: 'now-words' }, byTouch() ? 'Press Play.' : 'Press Play or the space bar.'),
        h(
          'button',
          { type: 'button', class: 'button primary', 'data-key': 'start-run', onclick: start },
          icon('play'),
          'Start the run',
        ),
      ]);
    },
    showBusy() {
      set('busy', () => [h('p', { class: 'now-words now-late' }, 'Starting the run…')]);
    },
    /**
     * @param {import('./run-model.js').RunModel} model
     * @param {import('./log-lines.js').Names} names
     * @param {import('./log-lines.js').LogLine} line
     * @param {import('../core/events.js').Problem[]} problems
     * @param {{ paused: string, caption: string }} more `paused`: why the run pauses here, or nothing
     */
    show(model, names, line, problems, { paused, caption }) {
      const decision = model.decisionAt();
      const waiting = [...model.state.waiting]
        .filter(([node]) => node !== model.state.active)
        .map(([node, others]) => `${names.node(node)} waits for ${names.list(others)}`);
      set(JSON.stringify([line, decision, model.trace.status, waiting, problems.length, paused, caption]), () => {
        const first = model.position === 0 ? warnings(problems) : [];
        const pause = paused
          ? [h('p', { class: 'now-words now-paused' }, icon('breakpoint', 14), h('span', {}, paused))]
          : [];
        const said = caption ? [h('p', { class: 'now-caption', dir: 'auto' }, caption)] : [];
        const waits = [
          ...said,
          ...first,
          ...withoutEnd(model),
          ...pause,
          ...waiting.map((sentence) => h('p', { class: 'now-words now-waits' }, sentence)),
        ];
        if (decision) return decisionParts(decision, names, line, waits);
        return line.node === null ? endParts(model, line, pause) : nodeParts(model, names, line.node, line, waits);
      });
    },
  };
}

/**
 * @param {Node|undefined} old @param {Node|string} fresh
 * @returns {boolean} whether both differ in words alone, and nothing in them can be pressed
 */
function isLike(old, fresh) {
  if (typeof fresh === 'string' || !old || old.nodeType !== fresh.nodeType) return false;
  if (!(old instanceof Element && fresh instanceof Element)) return true;
  if (old.matches('button, input, form') || !old.cloneNode().isEqualNode(fresh.cloneNode())) return false;
  if (old instanceof SVGElement) return old.isEqualNode(fresh);
  const parts = [...fresh.childNodes];
  return old.childNodes.length === parts.length && parts.every((part, index) => isLike(old.childNodes[index], part));
}

/** @param {Node|undefined} old @param {Node|string} fresh */
function takeWords(old, fresh) {
  if (typeof fresh === 'string' || !old) return;
  if (old.nodeType === Node.TEXT_NODE && old.nodeValue !== fresh.nodeValue) old.nodeValue = fresh.nodeValue;
  fresh.childNodes.forEach((part, index) => takeWords(old.childNodes[index], part));
}

/** @param {Decision} decision @param {number} index @returns {string|null} the key that chooses this branch */
function keyOf(decision, index) {
  const label = decision.options[index]?.label ?? '';
  if (decision.counts) return label.length === 1 ? label : null;
  return index < 9 ? String(index + 1) : null;
}

/** @param {number} count @returns {string} the keys that choose */
function keysOf(count) {
  if (count <= 2) return count === 1 ? '1' : '1 or 2';
  return `1 to ${Math.min(9, count)}`;
}
