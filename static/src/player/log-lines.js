/**
 * A run in words: the lines of the log, the status, what a screen reader hears.
 * @typedef {import('./run-model.js').RunModel} RunModel
 * @typedef {import('../core/events.js').DiagramInfo} DiagramInfo
 * @typedef {{ position: number, step: number|null, shape:
 *   import('../core/events.js').Shape|'end'|'stop'|null, sentence: string, chip: string, by: string, notes:
 *   string[], lane: string, node: string|null }} LogLine
 *   `shape` is `end` or `stop` in the line after the last step
 * @typedef {{ length: number, at(position: number): LogLine|undefined }} Lines
 */
import { counted, laneName } from '../core/phrases.js';

const WHO = /** @type {Record<string, string>} */ ({
  asked: 'chosen',
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
    this.loops = new Map(diagram.loops.map((loop) => [loop.id, loop.condition]));
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

/** Lines that were asked for are kept, as many as these. */
const MOST_KEPT = 500;

/** The lines of a run, one for every position. Each is made when somebody asks for it: a run has thousands. */
export class LogLines {
  #model;
  #names;
  /** @type {Map<number, LogLine>} */ #made = new Map();

  /** @param {RunModel} model @param {Names} names */
  constructor(model, names) {
    this.#model = model;
    this.#names = names;
    this.length = model.last + 1;
  }

  /** @param {number} position @returns {LogLine|undefined} */
  at(position) {
    if (position < 0 || position >= this.length) return undefined;
    const known = this.#made.get(position);
    if (known) return known;
    const write = position < this.#model.last ? firingLine : lastLine;
    const made = write(this.#model, this.#names, position);
    if (this.#made.size >= MOST_KEPT) this.#made.clear();
    this.#made.set(position, made);
    return made;
  }
}

/**
 * The label under which a token came to a node; that of a branch is named in the decision's own line.
 * @param {RunModel} model @param {Names} names @param {string} node @param {number} position
 */
const chipOf = (model, names, node, position) => names.edges.get(model.enteredBy(node, position) ?? '')?.label ?? '';

/** @param {RunModel} model @param {Names} names @param {number} position @returns {LogLine} */
function firingLine(model, names, position) {
  const node = model.firedIn(position + 1) ?? '';
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
    chip: chipOf(model, names, node, position),
    step: position + 1,
    shape: names.nodes.get(node)?.shape ?? null,
    sentence: decision ? `${names.node(node)} chose ${turnsPhrase(entries, names) || label}` : names.node(node),
    by: decision ? reasonOf(chosen) : '',
    lane: names.laneOf(node),
  };
}

/**
 * What was chosen about each of several loops that turn at a node; '' where no more than one does.
 * @param {import('./run-model.js').Entry[]} entries @param {Names} names
 */
const turnsPhrase = (entries, names) =>
  entries
    .flatMap(({ turned }) => (turned ? [`${turned.label} (${names.loops.get(turned.loop) || turned.loop})`] : []))
    .join(', ');

/** Who chose; of a loop its reason. @param {import('./run-model.js').Entry|undefined} chosen */
const reasonOf = (chosen) => chosen?.text || (WHO[chosen?.by ?? ''] ?? '');

/** @param {RunModel} model @param {Names} names @param {number} position @returns {LogLine} */
function lastLine(model, names, position) {
  const { waiting, status, reason } = model.trace;
  const replies = model.replied;
  if (waiting) {
    return {
      position,
      node: waiting.node,
      notes: [],
      chip: chipOf(model, names, waiting.node, position),
      step: position + 1,
      shape: names.nodes.get(waiting.node)?.shape ?? null,
      sentence: `${names.node(waiting.node)} waits for a choice`,
      by: '',
      lane: names.laneOf(waiting.node),
    };
  }
  // What goes round for ever ends by a reply where nobody is asked: that is no end of the process.
  const ended = reason ? `${reason.replace(/\.$/, '')}. The run ended` : 'Complete';
  const sentence =
    status === 'limit'
      ? reason || 'Stopped: the run may never end'
      : `${ended} after ${counted(model.last, 'step')}${repliesPhrase(replies, names)}`;
  return {
    position,
    node: null,
    notes: [],
    chip: '',
    step: null,
    shape: status === 'limit' || reason ? 'stop' : 'end',
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
