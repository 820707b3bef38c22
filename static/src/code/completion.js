/** Shows what may stand here (proposals.js) as CodeMirror's completion. */
import { autocompletion, snippetCompletion } from '@codemirror/autocomplete';
import { proposals } from './proposals.js';

const KINDS = /** @type {Record<string, string>} */ ({
  node: 'variable',
  lane: 'class',
  shape: 'type',
  side: 'enum',
  attribute: 'property',
  value: 'text',
  word: 'keyword',
  snippet: 'function',
});

/** Each one shown is laid out anew with every key; more than these nobody reads. */
const MOST_SHOWN = 40;

/**
 * @param {() => import('../core/events.js').DiagramInfo} diagram
 * @param {import('./proposals.js').Vocabulary} vocabulary
 * @returns {import('@codemirror/state').Extension}
 */
export function completion(diagram, vocabulary) {
  return autocompletion({
    override: [(context) => propose(context, diagram(), vocabulary)],
    icons: false,
    maxRenderedOptions: MOST_SHOWN,
  });
}

/**
 * @param {import('@codemirror/autocomplete').CompletionContext} context
 * @param {import('../core/events.js').DiagramInfo} diagram
 * @param {import('./proposals.js').Vocabulary} vocabulary
 * @returns {import('@codemirror/autocomplete').CompletionResult|null}
 */
function propose({ state, pos, explicit }, diagram, vocabulary) {
  const found = proposals(vocabulary, diagram, state.doc, pos, explicit);
  if (!found) return null;
  return { from: found.from, options: found.items.map(option), validFor: /^[\p{XIDC}-]*$/u };
}

/**
 * @param {import('./proposals.js').Proposal} item
 * @param {number} index
 * @returns {import('@codemirror/autocomplete').Completion}
 */
function option({ label, detail, kind, text, snippet }, index) {
  // A node is found by its text too.
  const shown = {
    label: kind === 'node' ? `${label} ${detail}` : label,
    displayLabel: label,
    detail,
    type: KINDS[kind],
    boost: Math.max(99 - index, -99),
  };
  return snippet ? snippetCompletion(text, shown) : { ...shown, apply: text };
}
