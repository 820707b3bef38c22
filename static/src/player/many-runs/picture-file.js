/** The diagram with what many runs show on it, as a PNG. */

/** Pixels for each unit of the drawing. */
const SCALE = 2;
/** Pixels that browsers can hold in one picture. */
const MOST_PIXELS = 60_000_000;

/**
 * @param {string} svg of the diagram
 * @param {SVGElement} over what lies over it
 * @param {{ width: number, height: number }} size
 * @returns {Promise<Blob|null>} nothing where it would be too large
 */
export async function pngOf(svg, over, { width, height }) {
  if (width * height * SCALE * SCALE > MOST_PIXELS) return null;
  const canvas = document.createElement('canvas');
  canvas.width = width * SCALE;
  canvas.height = height * SCALE;
  const context = canvas.getContext('2d');
  if (!context) return null;
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  const copy = /** @type {SVGElement} */ (over.cloneNode(true));
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  for (const text of [svg, new XMLSerializer().serializeToString(copy)]) {
    const image = new Image();
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
    await image.decode();
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
  }
  return new Promise((done) => {
    canvas.toBlob(done, 'image/png');
  });
}
