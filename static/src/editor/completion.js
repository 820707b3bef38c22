/** Offers shapes, sides, attributes, and the ids of the diagram, where each can stand. */
import { autocompletion, snippetCompletion } from '@codemirror/autocomplete';

const SHAPES = [['circle', 'start or end'], ['rectangle', 'step'], ['diamond', 'decision'], ['taskbox', 'step with an owner']];
const SIDES = ['left', 'right', 'top', 'bottom'];
const ATTRIBUTES = ['label', 'owner', 'description', 'system'];

/** @param {() => import('../core/events.js').DiagramInfo} diagram @returns {import('@codemirror/state').Extension} */
export function completion(diagram) {
  return autocompletion({ override: [(context) => propose(context, diagram())], icons: false });
}

/**
 * @param {import('@codemirror/autocomplete').CompletionContext} context @param {import('../core/events.js').DiagramInfo} diagram
 * @returns {import('@codemirror/autocomplete').CompletionResult|null}
 */
function propose(context, diagram) {
  const line = context.state.doc.lineAt(context.pos);
  const before = line.text.slice(0, context.pos - line.from);
  const word = /[\p{XID_Continue}-]*$/u.exec(before)?.[0] ?? '';
  const from = context.pos - word.length;
  const lead = before.slice(0, before.length - word.length);
  const here = laneAt(context.state.doc, line.number);
  // The nodes of this lane first, each lane in document order.
  const nodes = () => diagram.nodes.map((node, index) => ({ label: node.id, detail: node.text, type: 'variable', boost: (node.lane === here ? 99 : -1) - Math.min(index, 90) }));
  if (/\.handle\($/.test(lead)) return { from, options: SIDES.map((label) => ({ label, type: 'enum' })), validFor: /^\w*$/ };
  if (/^\s*n\d+\s*:\s*$/.test(lead)) return { from, options: SHAPES.map(([label, detail]) => ({ label, detail, type: 'type' })), validFor: /^\w*$/ };
  if (/^\s*n\d+\s*:\s*\w+(\s+\w+[:=]"(\\.|[^"\\])*")*\s+$/.test(lead)) {
    if (word === '' && !context.explicit) return null;
    const free = ATTRIBUTES.filter((label) => !lead.includes(`${label}:`));
    return { from, options: free.map((label) => snippetCompletion(`${label}:"\${}"`, { label, type: 'property' })), validFor: /^\w*$/ };
  }
  const lane = /->\s*([\p{XID_Start}_][\p{XID_Continue}-]*)\.$/u.exec(lead)?.[1];
  if (lane) {
    return { from, options: nodes().filter((_, index) => diagram.nodes[index].lane === lane), validFor: /^\w*$/ };
  }
  if (/->\s*$/.test(lead) || /^\s*loop\s*\[.*\]/.test(lead)) {
    const lanes = /->/.test(lead) ? diagram.lanes.map((item) => ({ label: item.id, detail: item.label, type: 'class' })) : [];
    return { from, options: [...nodes(), ...lanes], validFor: /^[\p{XID_Continue}-]*$/u };
  }
  if (/^\s*$/.test(lead) && context.explicit) return { from, options: nodes(), validFor: /^\w*$/ };
  return null;
}

/** The lane that a line stands in. @param {import('@codemirror/state').Text} doc @param {number} number @returns {string|undefined} */
function laneAt(doc, number) {
  for (let above = number - 1; above > 0; above -= 1) {
    const header = /^\s*([^\s"{]+)\s*\{/.exec(doc.line(above).text);
    if (header) return header[1];
  }
  return undefined;
}
