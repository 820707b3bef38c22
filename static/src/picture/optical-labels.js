/**
 * Gives the words of a picture the sizes that they may have where the view is small (`css/drawing.css` applies them
 * there): as
 * variables of their groups, `--grow` and `--from`. Only the page does this; files have the words as they are drawn.
 * @typedef {import('../core/events.js').Geometry} Geometry
 * @typedef {import('../core/events.js').Box} Box
 * @typedef {import('./optical.js').Line} Line
 */
import { overlaps } from '../core/boxes.js';
import { opticalSize } from './viewport-math.js';
import { alike, growthBeside, growthInside } from './optical.js';

/** How many times larger labels want to be, below 70 %; names of lanes below 35 %. */
const WANTED = { node: 13.5 / 12, beside: 13 / 11, header: 17 / 13 };
const FONT = 'Arial, "Liberation Sans", Helvetica, sans-serif';
const USUAL = 12;
const AS_DRAWN = { grow: 1, x: 0, y: 0 };

export class OpticalLabels {
  /**
   * What waits for its sizes: nobody needs them before the view is small.
   * @type {{ geometry: Geometry, groups: Map<string, SVGGElement> }|null}
   */
  #waiting = null;

  /** @param {Geometry} geometry @param {Map<string, SVGGElement>} groups */
  show(geometry, groups) {
    this.#waiting = { geometry, groups };
  }

  /** @param {number} scale */
  paint(scale) {
    if (!this.#waiting || opticalSize(scale) === 'full') return;
    const { geometry, groups } = this.#waiting;
    this.#waiting = null;
    const ink = inkMeter();
    const heads = new Map(
      [...groups]
        .filter(([id]) => id.startsWith('header-'))
        .flatMap(([id, group]) => {
          const rect = group.querySelector('rect');
          return rect ? [[id, boxOf(rect)]] : [];
        }),
    );
    const marks = marksOf(groups);
    /** @type {Inside[]} */ const nodes = geometry.nodes.map((node) => [
      groups.get(`node-${node.id}`),
      node.shape,
      node,
    ]);
    growInside(nodes, WANTED.node, ink);
    growInside(
      [...heads].map(([id, box]) => [groups.get(id), 'header', clearOf(box, marks)]),
      WANTED.header,
      ink,
    );
    const beside = growthBeside(geometry, [...heads.values(), ...marks], WANTED.beside);
    for (const { id } of [...geometry.edges.map((edge) => ({ id: `edge-${edge.id}` })), ...(geometry.loops ?? [])]) {
      const { grow, x, y } = beside.get(id) ?? AS_DRAWN;
      put(groups.get(id), grow, x, y);
    }
  }
}

/**
 * @typedef {[SVGGElement|undefined, import('./optical.js').Shape|'header', Box]} Inside
 * @typedef {(text: SVGTextElement) => { half: number, up: number, down: number }} Ink
 */

/** @param {Inside[]} all labels of one kind, in what they stand @param {number} wanted @param {Ink} ink */
function growInside(all, wanted, ink) {
  const labelled = all.flatMap(([group, shape, box]) => {
    const lines = linesIn(group, box, ink);
    return lines.length ? [{ group, box, most: growthInside(shape, box, lines, wanted) }] : [];
  });
  const grown = alike(
    labelled.map(({ most }) => most),
    wanted,
  );
  labelled.forEach(({ group, box }, index) =>
    put(group, grown[index] ?? 1, box.x + box.width / 2, box.y + box.height / 2),
  );
}

/** @param {SVGGElement|undefined} group @param {Box} box @param {Ink} ink @returns {Line[]} */
function linesIn(group, box, ink) {
  const y = box.y + box.height / 2;
  return [...(group?.querySelectorAll(':scope > text') ?? [])].map((element) => {
    const text = /** @type {SVGTextElement} */ (element);
    const { half, up, down } = ink(text);
    const baseline = Number(text.getAttribute('y')) - y;
    return { half, top: baseline - up, bottom: baseline + down };
  });
}

/** @param {SVGGElement|undefined} group @param {number} grow @param {number} x @param {number} y */
function put(group, grow, x, y) {
  if (!group) return;
  if (Math.abs(grow - 1) < 0.005) {
    // A part that stayed from the picture before has the size of its label there.
    for (const name of ['--grow', '--from']) if (group.style.getPropertyValue(name)) group.style.removeProperty(name);
    return;
  }
  group.style.setProperty('--grow', grow.toFixed(3));
  group.style.setProperty('--from', `${x}px ${y}px`);
}

/** Measures on a canvas: words out of sight are in no layout, and measuring them in the page would make one. */
function inkMeter() {
  const pen = /** @type {CanvasRenderingContext2D} */ (document.createElement('canvas').getContext('2d'));
  return (/** @type {SVGTextElement} */ text) => {
    const weight = text.closest('.header') ? 700 : 400;
    pen.font = `${weight} ${Number(text.getAttribute('font-size')) || Number(text.parentElement?.getAttribute('font-size')) || USUAL}px ${FONT}`;
    const {
      width,
      actualBoundingBoxAscent: up,
      actualBoundingBoxDescent: down,
    } = pen.measureText(text.textContent ?? '');
    return { half: width / 2, up, down };
  };
}

/** @param {Element} element @param {string} name */
const numberOf = (element, name) => Number(element.getAttribute(name));

/** @param {Element} rect @returns {Box} */
function boxOf(rect) {
  const [x, y] = [numberOf(rect, 'x'), numberOf(rect, 'y')];
  return { x, y, width: numberOf(rect, 'width'), height: numberOf(rect, 'height') };
}

/**
 * A header without what marks on its border take, seen from its middle.
 * @param {Box} box
 * @param {Box[]} marks
 * @returns {Box}
 */
function clearOf(box, marks) {
  const middle = box.x + box.width / 2;
  const half = Math.min(box.width / 2, ...marks.filter((mark) => overlaps(mark, box)).map((mark) => mark.x - middle));
  return { ...box, x: middle - half, width: 2 * half };
}

/** The round marks where folded edges go on. @param {Map<string, SVGGElement>} groups */
const marksOf = (groups) =>
  [...groups.values()].flatMap((group) =>
    [...group.querySelectorAll('.continuation > circle')].map((circle) => {
      const r = numberOf(circle, 'r');
      return { x: numberOf(circle, 'cx') - r, y: numberOf(circle, 'cy') - r, width: 2 * r, height: 2 * r };
    }),
  );
