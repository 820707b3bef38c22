/**
 * What may be written at a position in the code. The rules, and the words they offer, come from the server with the
 * page; the names come from the diagram as it was last read. So nothing is asked for while somebody types.
 * @typedef {import('../core/events.js').DiagramInfo} DiagramInfo
 * @typedef {{ word: string, name: string, meaning: string }} Word
 * @typedef {{ shapes: Word[], sides: Word[], attributes: Word[], conditions: string[], outcomes: string[],
 *   snippets: { word: string, meaning: string, text: string, place: 'lane'|'document' }[],
 *   rules: { before: string, offers: string[], on_demand: boolean }[], pieces: Record<string, string>, longest: number
 *   }} Vocabulary
 * @typedef {Vocabulary['rules'][number] & { pattern: RegExp }} Compiled
 * @typedef {{ label: string, detail: string, kind: string, text: string, snippet: boolean }} Proposal
 * @typedef {{ lines: number, lineAt(offset: number): Line, line(n: number): Line }} Doc a CodeMirror Text, or what is
 *   like it
 * @typedef {{ from: number, to: number, number: number, text: string }} Line
 * @typedef {{ vocabulary: Vocabulary, diagram: DiagramInfo, doc: Doc, line: Line, before: string, after: string, lane:
 *   string|undefined, groups: Record<string, string> }} LineContext
 */
import { escaped } from '../core/fragment.js';
import { usualSidesOfLanes } from '../core/usual-sides.js';
import { oneLine } from '../core/phrases.js';
import { nextNodeId } from './next-id.js';
const [WORD, NODE] = ['[\\p{XIDC}-]+', '\\p{XIDC}+'];
/** @type {WeakMap<Vocabulary, Compiled[]>} */ const compiled = new WeakMap();

/**
 * @param {Vocabulary} vocabulary @param {DiagramInfo} diagram @param {Doc} doc @param {number} offset
 * @param {boolean} asked whether somebody asked, rather than typed
 * @returns {{ from: number, items: Proposal[] }|null} each item replaces the text from `from` to `offset`
 */
export function proposals(vocabulary, diagram, doc, offset, asked) {
  const line = doc.lineAt(offset);
  // Some rules begin anew at each arrow, so that a line without end would hold the typing up.
  if (offset - line.from > vocabulary.longest) return null;
  const before = line.text.slice(0, offset - line.from);
  for (const { pattern, offers, on_demand: onDemand } of patterns(vocabulary)) {
    const found = pattern.exec(before);
    if (!found?.groups) continue;
    const { typed = '' } = found.groups;
    if (onDemand && typed === '' && !asked) return null;
    /** @type {LineContext} */ const context = {
      vocabulary,
      diagram,
      doc,
      line,
      before,
      after: line.text.slice(offset - line.from),
      lane: laneAt(doc, line.number, diagram),
      groups: found.groups,
    };
    const items = offers.flatMap((offer) => OFFERS[offer]?.(context) ?? []);
    return items.length > 0 ? { from: offset - typed.length, items } : null;
  }
  return null;
}

/** The rules with their patterns. @param {Vocabulary} vocabulary @returns {Compiled[]} */
function patterns(vocabulary) {
  const known = compiled.get(vocabulary);
  if (known) return known;
  const pieces = Object.entries({ ...vocabulary.pieces, word: WORD, node: NODE });
  const made = vocabulary.rules.map((rule) => {
    const spelled = pieces.reduce(
      (spelled, [name, piece]) =>
        spelled.replaceAll(`<${name}>`, (at, ...rest) =>
          // A group's own name looks like a piece: (?<lane>...).
          String(rest.at(-1)).slice(Number(rest.at(-2)) - 2, Number(rest.at(-2))) === '(?' ? at : `(?:${piece})`,
        ),
      rule.before,
    );
    return { ...rule, pattern: new RegExp(spelled, 'u') };
  });
  compiled.set(vocabulary, made);
  return made;
}

/**
 * The lane whose braces are open at a line.
 * @param {Doc} doc
 * @param {number} number
 * @param {DiagramInfo} diagram
 * @returns {string|undefined}
 */
function laneAt(doc, number, diagram) {
  for (let above = number - 1; above > 0; above -= 1) {
    const { text } = doc.line(above);
    if (/^\s*\}/.test(text)) return undefined;
    const [, name] = /^\s*([^\s"{}][^"{}]*?)?\s*\{/.exec(text) ?? [];
    // A name that is no id has the id that the reader of the text gave it.
    if (name !== undefined)
      return /[^\p{XIDC}-]/u.test(name) ? (diagram.lanes.find(({ range }) => range?.line === above)?.id ?? name) : name;
  }
  return undefined;
}

/**
 * @param {string} label
 * @param {string} detail
 * @param {string} kind
 * @param {string} [text]
 * @param {boolean} [snippet]
 * @returns {Proposal}
 */
const proposal = (label, detail, kind, text = label, snippet = false) => ({ label, detail, kind, text, snippet });
/** @param {Word[]} entries @param {string} kind */
const ofVocabulary = (entries, kind) => entries.map(({ word, meaning }) => proposal(word, meaning, kind));
/** @param {string[]} values */
const different = (values) => [...new Set(values)].filter((value) => value !== '');
/** @param {string[]} values of quoted attributes */
const ofValues = (values) => different(values).map((value) => proposal(oneLine(value), '', 'value', escaped(value)));
/** @param {LineContext} context */
const hereFirst = ({ diagram, lane }) => [
  ...diagram.nodes.filter((node) => node.lane === (lane ?? '')),
  ...diagram.nodes.filter((node) => node.lane !== (lane ?? '')),
];
/** @param {DiagramInfo['nodes']} nodes */
const ofNodes = (nodes) => nodes.map(({ id, text }) => proposal(id, oneLine(text), 'node'));

/**
 * The target of an edge, written whole: with its lane's name where it needs one, and its usual side.
 * @param {LineContext} context
 */
function targets(context) {
  const { diagram, groups, lane, after } = context;
  const home = diagram.nodes.find(({ id }) => id === groups.source)?.lane ?? lane;
  return hereFirst(context).map((node) => {
    const side = usualSidesOfLanes(diagram, home ?? node.lane, node.lane).target_side;
    const prefix = home !== undefined && node.lane !== '' && node.lane !== home ? `${node.lane}.` : '';
    return proposal(
      node.id,
      oneLine(node.text),
      'node',
      `${prefix}${node.id}${/^[.(]/.test(after) ? '' : `.handle(${side})`}`,
    );
  });
}

/** @type {Record<string, (context: LineContext) => Proposal[]>} */
const OFFERS = {
  sides: ({ vocabulary }) => ofVocabulary(vocabulary.sides, 'side'),
  shapes: ({ vocabulary }) => ofVocabulary(vocabulary.shapes, 'shape'),
  attributes: ({ vocabulary, before }) =>
    vocabulary.attributes
      .filter(({ word }) => !before.includes(`${word}:`))
      .map(({ word, meaning }) => proposal(word, meaning, 'attribute', `${word}:"\${1}"`, true)),
  owners: ({ diagram }) => ofValues(diagram.nodes.map(({ owner }) => owner)),
  systems: ({ diagram }) => ofValues(diagram.nodes.map(({ system }) => system)),
  outcomes: ({ vocabulary, diagram }) => ofValues([...vocabulary.outcomes, ...diagram.edges.map(({ label }) => label)]),
  conditions: ({ vocabulary, diagram }) =>
    different([...diagram.loops.map(({ condition }) => condition), ...vocabulary.conditions]).map((condition) =>
      proposal(condition, '', 'value'),
    ),
  // What is no node's id may be a lane's.
  handle: ({ diagram, groups: { name } }) =>
    name !== undefined && !/^n\d+$/.test(name) && !diagram.nodes.some(({ id }) => id === name)
      ? []
      : [proposal('handle', 'the side of the node', 'word', 'handle(${1:right})', true)],
  arrow: () => [proposal('->', 'an edge', 'word', '-> ')],
  'edge label': () => [proposal('[label]', 'the label of the edge', 'word', '[label="${1}"]', true)],
  lanes: ({ diagram, lane }) =>
    diagram.lanes
      .filter(({ id }) => id !== '' && id !== lane)
      .map(({ id, label }) => proposal(id, oneLine(label), 'lane')),
  nodes: (context) => ofNodes(hereFirst(context)),
  'nodes here': ({ diagram, lane }) => ofNodes(diagram.nodes.filter((node) => node.lane === (lane ?? ''))),
  'nodes of the lane': ({ diagram, groups: { name = '' } }) =>
    ofNodes(diagram.nodes.filter((node) => node.lane !== '' && node.lane.normalize() === name.normalize())),
  targets,
  snippets: (context) =>
    context.vocabulary.snippets
      .filter((snippet) => snippet.place === (context.lane === undefined ? 'document' : 'lane'))
      .map(({ word, meaning, text }) =>
        proposal(word, meaning, 'snippet', text.replace('<next>', nextNodeId(context.diagram, context.doc)), true),
      ),
};
