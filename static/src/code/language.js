/**
 * The language for CodeMirror: one statement a line, so a tokenizer without memory between lines is exact enough to
 * colour it.
 */
import {
  HighlightStyle,
  StreamLanguage,
  foldService,
  indentService,
  indentUnit,
  syntaxHighlighting,
} from '@codemirror/language';
import { tags } from '@lezer/highlight';

const SHAPES = new Set(['circle', 'rectangle', 'diamond', 'taskbox']);
// Any words may name a lane.
const HEADER = /^\s*[^\s"{}][^"{}]*\{[^}]*$/;
const NAME = /^[^\s"{}#/:.][^"{}:]*?(?=\s*\{)/;
const ARROW = /^(?:-{1,4}>|={1,3}>|[→⇒⟶➔➜➝]|[—–−]>)/;
const COMMENT = /^\s*(?:\/\*|%%|--(?![->])|')/;
const WORD = /^[\p{XIDS}_][\p{XIDC}-]*/u;

/** @typedef {{ lane: boolean }} Reading whether the header of a lane has been read on this line */

/** @type {import('@codemirror/language').StreamParser<Reading>} */
const parser = {
  name: 'lanestep',
  startState: () => ({ lane: false }),
  token(stream, reading) {
    if (stream.sol()) reading.lane = false;
    if (stream.eatSpace()) return null;
    const first = stream.string.slice(0, stream.pos).trim() === '';
    if (stream.match('//') || (first && COMMENT.test(stream.string))) {
      stream.skipToEnd();
      return 'lineComment';
    }
    if (stream.peek() === '#') {
      stream.skipToEnd();
      return reading.lane || isAlone(stream) ? 'laneLabel' : 'lineComment';
    }
    if (stream.match(/^"(?:\\.|[^"\\])*"?/)) return 'string';
    if (stream.match(ARROW)) return 'operator';
    if (stream.match(/^\.handle(?=\()/i)) return 'punctuation';
    if (first && HEADER.test(stream.string) && stream.match(NAME)) {
      reading.lane = true;
      return 'laneId';
    }
    if (stream.match(/^n\d+\b/)) return 'nodeId';
    const word = /** @type {RegExpMatchArray|false} */ (stream.match(WORD));
    if (word) return kindOf(word[0], stream, reading);
    stream.next();
    return 'punctuation';
  },
  languageData: { commentTokens: { line: '//' }, closeBrackets: { brackets: ['{', '[', '"', '('] } },
  tokenTable: {
    laneId: tags.className,
    laneUse: tags.namespace,
    laneLabel: tags.docString,
    nodeId: tags.variableName,
    shape: tags.typeName,
    side: tags.atom,
    attribute: tags.propertyName,
    loop: tags.keyword,
    lineComment: tags.lineComment,
    string: tags.string,
    punctuation: tags.punctuation,
    operator: tags.operator,
  },
};

/** @param {import('@codemirror/language').StringStream} stream */
const isAlone = (stream) => stream.string.trimStart().startsWith('#');

/**
 * @param {string} word
 * @param {import('@codemirror/language').StringStream} stream
 * @param {Reading} reading
 * @returns {string}
 */
function kindOf(word, stream, reading) {
  const before = stream.string.slice(0, stream.start);
  if (/^\s*\{/.test(stream.string.slice(stream.pos))) {
    reading.lane = true;
    return 'laneId';
  }
  const after = stream.string.slice(stream.pos);
  if (/\.handle\($/i.test(before)) return 'side';
  if (/^\.handle\(/i.test(after) || (before.trim() === '' && /^\s*:/.test(after))) return 'nodeId';
  if (stream.peek() === '.') return 'laneUse';
  if (SHAPES.has(word.toLowerCase())) return 'shape';
  if (word.toLowerCase() === 'loop' && before.trim() === '') return 'loop';
  if (/^\s*loop\s*\[.*\]/i.test(before)) return 'nodeId';
  if (/^\s*[:=]/.test(stream.string.slice(stream.pos))) return 'attribute';
  return 'punctuation';
}

const style = HighlightStyle.define([
  { tag: tags.className, class: 'tok-lane' },
  { tag: tags.namespace, class: 'tok-lane-use' },
  { tag: tags.docString, class: 'tok-lane-label' },
  { tag: tags.variableName, class: 'tok-id' },
  { tag: [tags.typeName, tags.keyword], class: 'tok-shape' },
  { tag: tags.atom, class: 'tok-side' },
  { tag: tags.string, class: 'tok-string' },
  { tag: tags.lineComment, class: 'tok-comment' },
  { tag: [tags.propertyName, tags.punctuation, tags.operator], class: 'tok-rest' },
]);

/** Folds a lane from its brace to the closing one. */
const laneFolding = foldService.of((state, from, to) => {
  const line = state.doc.lineAt(from);
  if (!HEADER.test(line.text)) return null;
  for (let number = line.number + 1; number <= state.doc.lines; number += 1) {
    const next = state.doc.line(number);
    if (/^\s*\}/.test(next.text)) return { from: to, to: next.from + next.text.indexOf('}') };
    if (HEADER.test(next.text)) return null;
  }
  return null;
});

// A new line after a lane's header is indented as the document's other lanes are; elsewhere it stands as the line
// above.
const indentation = indentService.of((context, offset) => {
  const above = context.state.doc.lineAt(offset);
  if (!HEADER.test(above.text)) return undefined;
  for (let number = 1; number < context.state.doc.lines; number += 1) {
    const body = context.state.doc.line(number + 1).text;
    if (number !== above.number && HEADER.test(context.state.doc.line(number).text) && body.trim() !== '')
      return body.length - body.trimStart().length;
  }
  return 2;
});

/** @returns {import('@codemirror/state').Extension} */
export const language = () => [
  StreamLanguage.define(parser),
  syntaxHighlighting(style),
  laneFolding,
  indentation,
  indentUnit.of('  '),
];
