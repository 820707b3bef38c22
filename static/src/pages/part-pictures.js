/** Parts of two texts in small pictures, for a question about them: each text is drawn once. */
import { api } from '../api/client.js';
import { partPicture } from '../picture/part-picture.js';

/**
 * @typedef {import('../session/work.js').Work} Work
 * @typedef {import('../core/events.js').Ref} Ref
 * @param {{ mine: Work, theirs: Work }} works
 */
export function createPartPictures(works) {
  /** @type {Map<'mine'|'theirs', Promise<import('../api/types').RenderReply>>} */ const drawn = new Map();
  let count = 0;

  const pictureOf = (/** @type {'mine'|'theirs'} */ side) => {
    const { code, companion } = works[side];
    const asked = drawn.get(side) ?? api.render(code, companion, undefined, { refine: false });
    drawn.set(side, asked);
    return asked;
  };

  /** @param {'mine'|'theirs'} side @param {Ref} ref @returns {Promise<import('../dialogs/clashes.js').Shown>} */
  return async (side, ref) => {
    const { svg, geometry, diagram } = await pictureOf(side);
    count += 1;
    const { lanes, nodes, edges, loops } = diagram;
    const facts = { lane: lanes, node: nodes, edge: edges, loop: loops }[ref.kind].find(({ id }) => id === ref.id);
    const line = facts?.range ? (works[side].code.split(/\r\n|\r|\n/)[facts.range.line - 1] ?? '').trim() : '';
    return { drawn: svg && geometry ? partPicture({ svg, geometry }, ref, `clash-${count}`) : null, line };
  };
}
