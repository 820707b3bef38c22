/**
 * Shows where things went after an edit: nodes glide from their old position, lanes stretch, edges that run another way
 * now cross-fade,
 * what is gone fades out. What is moving already goes on from where it stands.
 * @typedef {import('../core/events.js').Box} Box
 * @typedef {import('./changes.js').Part} Part
 * @typedef {import('./changes.js').Change} Change
 * @typedef {{ root: Element, groups: Map<string, SVGGElement>, parts: Map<string, Part> }} Drawn
 */
import { reducedMotion, s } from '../core/dom.js';
import { boxBetween, changesBetween, shift } from './changes.js';

const TIMING = { duration: 200, easing: 'cubic-bezier(.2, 0, 0, 1)' };
/** Beyond this many in sight nobody can follow them one by one: the whole drawing cross-fades. */
const MOST = 600;
const GONE = { opacity: 0 };

export class Motion {
  /** @type {Set<Animation>} */ #running = new Set();
  /** Tells how far the movement is. @type {Animation|undefined} */ #clock;
  /** @type {Map<string, Change>} */ #changes = new Map();

  /**
   * @param {Drawn} before what of it is no longer shown; its root is that of `after` where parts of it are
   * @param {Drawn} after
   * @param {(box: Box) => boolean} seen whether a box of the drawing is in sight
   */
  show(before, after, seen) {
    if (reducedMotion()) return;
    const progress = this.#progress();
    const changes = changesBetween(before.parts, after.parts, {
      seen,
      standing: (id, box) => {
        const change = progress < 1 ? this.#changes.get(id) : undefined;
        return change && change.how !== 'swap' ? boxBetween(change.from, change.to, progress) : box;
      },
    });
    this.finish();
    this.#clock = undefined;
    if (changes.length > MOST) {
      if (before.root !== after.root) crossFade(before.root, after.root, this.#run);
    } else this.#move(changes, before, after);
    this.#changes = new Map(changes.map((change) => [change.id, change]));
  }

  /**
   * Lets an element that stands beside a part come along with it.
   * @param {Element} element
   * @param {string} id in the SVG
   * @param {number} scale pixels a unit of the drawing
   */
  take(element, id, scale) {
    const change = this.#progress() < 1 ? this.#changes.get(id) : undefined;
    if (change?.how !== 'glide') return;
    const { x, y } = shift(change.from, change.to);
    this.#run(element, [
      { transform: `translate(${x * scale}px, ${y * scale}px)`, composite: 'add' },
      { transform: 'none', composite: 'add' },
    ]);
  }

  /** Lets an element come from another point of the canvas. @param {Element} element @param {Keyframe} from */
  bring(element, from) {
    if (this.#progress() < 1) this.#run(element, [from, {}]);
  }

  /** Ends all movement: everything stands where it belongs. */
  finish() {
    for (const animation of [...this.#running]) animation.finish();
    this.#changes = new Map();
  }

  #progress() {
    return this.#clock?.playState === 'running' ? (this.#clock.effect?.getComputedTiming().progress ?? 1) : 1;
  }

  /** @param {Change[]} changes @param {Drawn} before @param {Drawn} after */
  #move(changes, before, after) {
    const left = leavingLayers(after.root);
    for (const { id, how, from, to } of changes) {
      const group = after.groups.get(id);
      const old = before.groups.get(id);
      if (how === 'glide' && group) this.#run(group, [{ transform: moved(from, to) }, {}]);
      if (how === 'stretch' && group) this.#stretch(id, from, to, after.groups);
      if ((how === 'appear' || how === 'swap') && group) this.#run(group, [GONE, {}]);
      if ((how === 'leave' || how === 'swap') && old) this.#run(left(old), [{}, GONE], true);
    }
  }

  /** @param {string} id @param {Box} from @param {Box} to @param {Map<string, SVGGElement>} groups */
  #stretch(id, from, to, groups) {
    const header = groups.get(id.replace('lane-', 'header-'));
    const ground = groups.get(id)?.querySelector(':scope > :is(polygon, path, rect)');
    const head = header?.querySelector(':scope > :is(polygon, path, rect)');
    const [right, down] = [from.x - to.x, from.y - to.y];
    const [wide, high] = [from.width / to.width, from.height / to.height];
    if (ground) this.#run(ground, [{ transform: `translate(${right}px, ${down}px) scale(${wide}, ${high})` }, {}]);
    if (!header || !head) return;
    // A header stretches along its lane's thickness alone, and its words keep to the middle of that.
    const upright = Number(head.getAttribute('height')) < to.height;
    const { x, y } = shift(from, to);
    this.#run(head, [
      {
        transform: upright ? `translate(${right}px, 0) scale(${wide}, 1)` : `translate(0, ${down}px) scale(1, ${high})`,
      },
      {},
    ]);
    for (const text of header.querySelectorAll('text'))
      this.#run(text, [{ transform: upright ? `translate(${x}px, 0)` : `translate(0, ${y}px)` }, {}]);
  }

  /** @type {(element: Element, frames: Keyframe[], leaves?: boolean) => void} */
  #run = (element, frames, leaves = false) => {
    const animation = element.animate(frames, TIMING);
    this.#running.add(animation);
    this.#clock ??= animation;
    animation.onfinish = animation.oncancel = () => {
      this.#running.delete(animation);
      if (leaves) element.remove();
    };
  };
}

/** @param {Box} from @param {Box} to */
function moved(from, to) {
  const { x, y } = shift(from, to);
  return `translate(${x}px, ${y}px)`;
}

/**
 * Where groups of the old drawing fade out: lanes below everything, the rest below the nodes.
 * @param {Element} root @returns {(group: SVGGElement) => SVGGElement} takes a group there
 */
function leavingLayers(root) {
  const graph = root.querySelector(':scope > .graph') ?? root;
  /** @type {{ ground?: SVGElement, middle?: SVGElement }} */ const layers = {};
  /** @param {'ground'|'middle'} name @param {Element|null} before */
  const layer = (name, before) => {
    const found = layers[name] ?? s('g', { class: 'leaving' });
    if (!layers[name]) graph.insertBefore(found, before);
    layers[name] = found;
    return found;
  };
  return (group) => {
    withoutIds(group);
    const below = group.classList.contains('lane');
    (below ? layer('ground', graph.firstElementChild) : layer('middle', graph.querySelector(':scope > .node'))).append(
      group,
    );
    return group;
  };
}

/**
 * @param {Element} old
 * @param {Element} fresh
 * @param {(element: Element, frames: Keyframe[], leaves?: boolean) => void} run
 */
function crossFade(old, fresh, run) {
  withoutIds(old);
  old.classList.add('leaving');
  fresh.before(old);
  run(fresh, [GONE, {}]);
  run(old, [{}, {}], true);
}

/** @param {Element} element */
function withoutIds(element) {
  element.removeAttribute('id');
  for (const inner of element.querySelectorAll('[id]')) inner.removeAttribute('id');
}
