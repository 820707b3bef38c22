/** Texts in formats that can be imported, known by how they begin; the server decides what they are. */

/** How far a head is looked at (letters): comments and sentences may stand before it. */
const LOOKED_AT = 4000;
const MERMAID =
  /^(?:---\n[^]*?\n---\n)?(?:\s*%%[^\n]*\n)*\s*(?:(?:flowchart|graph)\s+(?:TB|TD|BT|RL|LR)\b|(?:flowchart(?:-elk)?|swimlane-beta)\b)/;
const FENCE = /^[ \t]*```[ \t]*mermaid[ \t]*$/m;
const JSON_GRAPH = /^\s*\{\s*"/;
const CELLS = /^[\w "]+([,;\t])[^\n]*$/;
const COLUMNS = /^"?(?:(?:process ?)?step ?id|id)"?$/i;
const OTHERS = /^"?(?:lane|label|next|next ?step ?id|shape|function|process ?step ?description|name)"?$/i;

/** @param {string} text @returns {boolean} whether it may be Mermaid, CSV or a JSON graph */
export function looksForeign(text) {
  const head = text
    .slice(0, LOOKED_AT)
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n');
  if (MERMAID.test(head) || FENCE.test(head) || JSON_GRAPH.test(head)) return true;
  const [first = ''] = head.trimStart().split('\n');
  const separator = CELLS.exec(first)?.[1];
  if (!separator) return false;
  const cells = first.split(separator).map((cell) => cell.trim());
  return cells.some((cell) => COLUMNS.test(cell)) && cells.some((cell) => OTHERS.test(cell));
}
