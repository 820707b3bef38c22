/**
 * The sides of edges when nobody chose them, pure.
 * @typedef {import('./events.js').DiagramInfo} DiagramInfo
 * @typedef {import('./events.js').Side} Side
 */

/**
 * The sides of an edge between two lanes whose handles are not written, as `default_sides` of
 * `webapp/dsl/reading/meaning.py` has them; turned where lanes stand upright.
 * @param {DiagramInfo} diagram @param {string|undefined} from @param {string|undefined} to ids of lanes
 * @param {boolean} [upright]
 * @returns {{ source_side: Side, target_side: Side }}
 */
export function usualSidesOfLanes({ lanes }, from, to, upright = false) {
  const order = (/** @type {string|undefined} */ id) => lanes.findIndex((lane) => lane.id === id);
  const down = order(to) - order(from);
  const { on, back, after, before } = directions(upright);
  if (down === 0) return { source_side: on, target_side: back };
  return down > 0 ? { source_side: after, target_side: before } : { source_side: before, target_side: after };
}

/**
 * The sides of a new edge when nobody chose them. Where a picture tells who stands further on: onward from right to
 * left, also to other lanes, and back along a lane from top to top; turned where lanes stand upright.
 * @param {DiagramInfo} diagram @param {string} source @param {string} target @param {boolean} [upright]
 * @param {number} [ahead] how many columns the target stands further on; left out where no picture tells
 * @returns {{ source_side: Side, target_side: Side }}
 */
export function usualSides(diagram, source, target, upright = false, ahead = 0) {
  const laneOf = (/** @type {string} */ id) => diagram.nodes.find((node) => node.id === id)?.lane;
  const [from, to] = [laneOf(source), laneOf(target)];
  const { on, back, before } = directions(upright);
  if (ahead > 0) return { source_side: on, target_side: back };
  if (ahead < 0 && from === to) return { source_side: before, target_side: before };
  return usualSidesOfLanes(diagram, from, to, upright);
}

/** The sides that look onward, back, to the next lane and to the one before. @param {boolean} upright */
const directions = (upright) =>
  upright
    ? /** @type {const} */ ({ on: 'bottom', back: 'top', after: 'right', before: 'left' })
    : /** @type {const} */ ({ on: 'right', back: 'left', after: 'bottom', before: 'top' });
