/** Folded drawings: several rows, each with a band of every lane. Pure. */

/**
 * The bands of the row in which a height lies; of all where the drawing is not folded.
 * @param {import('../core/events.js').Geometry} geometry
 * @param {number} y
 */
export function rowOfBands({ lanes, rows = 1 }, y) {
  const count = lanes.length / rows;
  const starts = Array.from({ length: rows }, (_, index) => lanes[index * count]?.y ?? 0);
  const row = Math.max(
    0,
    starts.findLastIndex((start) => start <= y),
  );
  return {
    row,
    bands: lanes
      .slice(row * count, (row + 1) * count)
      .map((band, index) => ({ ...band, id: lanes[index]?.id ?? band.id })),
  };
}
