/**
 * The next free id of a node, as `next_node_id` in `webapp/dsl/reading/uses.py` finds it: one more than the highest
 * that is declared or used. Pure; the golden file `both-languages/next-ids.json` holds both to the same.
 * @typedef {{ lines: number, line(n: number): { text: string } }} Doc a CodeMirror Text, or what is like it
 */
import { symbolsIn } from './symbols.js';

const NODE_ID = /^n[1-9]\d{0,8}$/;
const HIGHEST = 999_999_999;
/** An edge or a loop: what it names is used. Of other lines, only what they declare counts. */
const USES = /-+>|=+>|[→⇒⟶➔➜➝—–−]|^\s*loop\s*\[/i;

/**
 * @param {import('../core/events.js').DiagramInfo} diagram as it was last read
 * @param {Doc} doc
 * @returns {string} as far as it can be told without reading the whole text
 */
export function nextNodeId(diagram, doc) {
  const declared = new Set(diagram.nodes.map(({ id }) => id));
  let highest = [...declared].reduce((most, id) => Math.max(most, numberOf(id)), 0);
  // Backwards, because the highest id is mostly near the end: lines without a higher one are not looked at again.
  for (let at = doc.lines; at > 0; at -= 1) {
    const { text } = doc.line(at);
    for (const id of namedAbove(text, highest)) highest = numberOf(id);
  }
  if (highest < HIGHEST) return `n${highest + 1}`;
  let free = 1;
  while (declared.has(`n${free}`)) free += 1;
  return `n${free}`;
}

/** @param {string} line @param {number} highest @returns {string[]} ids of nodes, each higher than the one before */
function namedAbove(line, highest) {
  if (![...line.matchAll(/n(\d{1,9})/g)].some(([, number]) => Number(number) > highest)) return [];
  const uses = USES.test(line);
  let most = highest;
  return symbolsIn(line).flatMap(({ kind, id, declares }) => {
    if (kind !== 'node' || !(declares || uses) || numberOf(id) <= most) return [];
    most = numberOf(id);
    return [id];
  });
}

/** @param {string} id @returns {number} 0 for what is no id of a node */
const numberOf = (id) => (NODE_ID.test(id) ? Number(id.slice(1)) : 0);
