/**
 * A run in words: the lines of the log, the status, what a screen reader hears.
 * @typedef {import('./run-model.js').RunModel} RunModel
 * @typedef {import('../core/events.js').DiagramInfo} DiagramInfo
 * @typedef {{ position: number, step: number|null, shape:
 *   import('../core/events.js').Shape|'end'|'stop'|null, sentence: string, chip: string, by: string, notes:
 *   string[], lane: string, node: string|null }} LogLine
 *   `shape` is `end` or `stop` in the line after the last step
 */
import { counted, laneName } from '../core/phrases.js';

const WHO = /** @type {Record<string, string>} */ ({
  asked: 'chosen by you',
  weight: 'at random',
  script: 'first branch',
  limit: 'loop limit',
});

/** Names of the parts of a diagram by id. */
export class Names {
  /** @param {DiagramInfo} diagram */
  constructor(diagram) {
    this.nodes = new Map(diagram.nodes.map((node) => [node.id, node]));
    this.edges = new Map(diagram.edges.map((edge) => [edge.id, edge]));
    this.lanes = new Map(diagram.lanes.map((lane) => [lane.id, laneName(lane)]));
  }

  /** @param {string} id */
  node(id) {
    return this.nodes.get(id)?.text || id;
  }

  /** @param {string} id @returns {string} the name of the lane of a node */
  laneOf(id) {
    const lane = this.nodes.get(id)?.lane ?? '';
    return this.lanes.get(lane) ?? lane;
  }

  /** "A", "A and B", "A, B and 3 more". @param {string[]} ids */
  list(ids) {
    const names = ids.map((id) => this.node(id));
    if (names.length <= 1) return names[0] ?? '';
    if (names.length <= 3) return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
    return `${names.slice(0, 2).join(', ')} and ${names.length - 2} more`;
  }
}

/** @param {RunModel} model @param {Names} names @returns {LogLine[]} one for every position */
export function logLines(model, names) {
  const lines = [];
  /** @type {Map<string, string>} */ const arrivedBy = new Map();
  /** The nodes at which tokens ended by a reply. @type {string[]} */ const replies = [];
  noteArrivals(model, 0, names, arrivedBy);
  for (let position = 0; position < model.last; position += 1) {
    const node = model.firedIn(position + 1) ?? '';
    lines.push(firingLine(model, position, node, names, arrivedBy.get(node) ?? ''));
    arrivedBy.delete(node);
    noteArrivals(model, position + 1, names, arrivedBy);
    for (const { event, node: target } of model.entriesOf(position + 1))
      if (event === 'reply' && target) replies.push(target);
  }
  return [...lines, lastLine(model, names, arrivedBy, replies)];
}

/**
 * @param {RunModel} model
 * @param {number} step
 * @param {Names} names
 * @param {Map<string, string>} arrivedBy the label under which a token came to a node
 */
function noteArrivals(model, step, names, arrivedBy) {
  const entries = model.entriesOf(step);
  // The branch of a decision is named in the decision's own line.
  if (entries.some((entry) => entry.event === 'choose')) return;
  for (const entry of entries) {
    if (entry.event === 'move' && entry.node && entry.edge)
      arrivedBy.set(entry.node, names.edges.get(entry.edge)?.label ?? '');
  }
}

/**
 * @param {RunModel} model
 * @param {number} position
 * @param {string} node
 * @param {Names} names
 * @param {string} chip
 * @returns {LogLine}
 */
function firingLine(model, position, node, names, chip) {
  const entries = model.entriesOf(position + 1);
  const decision = model.decisionAt(position);
  const chosen = entries.findLast((entry) => entry.event === 'choose');
  const label = decision?.options[decision.taken]?.label ?? '';
  const notes = entries.flatMap((entry) => {
    if (entry.event === 'wait' && entry.node) return [`${names.node(entry.node)} waits for ${names.list(entry.nodes)}`];
    if (entry.event === 'reply' && entry.node) return [`reply to ${names.node(entry.node)}`];
    if (entry.event === 'join') return ['joined'];
    if (entry.event === 'fork') return [`${entry.edges.length} branches at once`];
    return [];
  });
  return {
    position,
    node,
    notes,
    chip,
    step: position + 1,
    shape: names.nodes.get(node)?.shape ?? null,
    sentence: decision ? `${names.node(node)} chose ${label}` : names.node(node),
    by: decision ? reasonOf(chosen) : '',
    lane: names.laneOf(node),
  };
}

/** Who chose; of a loop its reason. @param {import('./run-model.js').Entry|undefined} chosen */
const reasonOf = (chosen) => chosen?.text || (WHO[chosen?.by ?? ''] ?? '');

/**
 * @param {RunModel} model
 * @param {Names} names
 * @param {Map<string, string>} arrivedBy
 * @param {string[]} replies the nodes at which tokens ended by a reply
 * @returns {LogLine}
 */
function lastLine(model, names, arrivedBy, replies) {
  const { waiting, status, reason } = model.trace;
  const position = model.last;
  if (waiting) {
    return {
      position,
      node: waiting.node,
      notes: [],
      chip: arrivedBy.get(waiting.node) ?? '',
      step: position + 1,
      shape: names.nodes.get(waiting.node)?.shape ?? null,
      sentence: `${names.node(waiting.node)} waits for a choice`,
      by: '',
      lane: names.laneOf(waiting.node),
    };
  }
  const sentence =
    status === 'limit'
      ? reason || 'Stopped: the run may never end'
      : `Complete after ${counted(model.last, 'step')}${repliesPhrase(replies, names)}`;
  return {
    position,
    node: null,
    notes: [],
    chip: '',
    step: null,
    shape: status === 'limit' ? 'stop' : 'end',
    sentence,
    by: '',
    lane: '',
  };
}

/**
 * @param {string[]} replies the nodes at which tokens ended by a reply
 * @param {Names} names
 * @returns {string} '' where there was none
 */
function repliesPhrase(replies, names) {
  if (replies.length === 0) return '';
  const ended = replies.length === 1 ? 'a token ended' : `${replies.length} tokens ended`;
  return `; ${ended} by a reply at ${names.list([...new Set(replies)])}`;
}

/** What a screen reader hears at a position. @param {LogLine} line @returns {string} */
export function spoken(line) {
  const notes = line.notes.length ? `. ${line.notes.join('. ')}` : '';
  return line.step === null ? `${line.sentence}.` : `Step ${line.step}: ${line.sentence}${notes}`;
}

/** @param {number} visit @returns {string} "1st visit" */
export function visitPhrase(visit) {
  const teen = visit % 100 >= 11 && visit % 100 <= 13;
  const ending = teen
    ? 'th'
    : (/** @type {Record<number, string>} */ ({ 1: 'st', 2: 'nd', 3: 'rd' })[visit % 10] ?? 'th');
  return `${visit}${ending} visit`;
}

/** @param {LogLine['shape']} shape @returns {import('../core/icons.js').IconName} */
export function iconOf(shape) {
  if (shape === 'end') return 'check';
  return shape === 'stop' ? 'warning' : (shape ?? 'rectangle');
}
