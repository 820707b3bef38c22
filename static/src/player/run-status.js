/**
 * Where a run stands, in words and figures. Pure.
 * @typedef {import('./log-lines.js').LogLine} LogLine
 * @typedef {import('./log-lines.js').Lines} Lines
 * @typedef {{ model: import('./run-model.js').RunModel|null, position: number, last: number, playing: boolean, busy:
 *   boolean, error: unknown }} Run what these phrases are made of; a RunSession is one
 * @typedef {'idle'|'busy'|{ title: string, reason: string, mayRetry: boolean }} Notice what the panel says where there
 *   is no step to tell of; `idle` and `busy`: no run is open, and none is there yet
 */
import { OfflineError } from '../api/client.js';
import { messageOf, oneLine } from '../core/phrases.js';
import { spoken } from './log-lines.js';

/** @param {Run} run @param {Lines} lines @returns {number} the step that is shown, 0 where there is no run */
export const shownStep = ({ model, position, last }, lines) => (model ? (lines.at(position)?.step ?? last) : 0);

/** @param {Run} run @param {Lines} lines @returns {string} "Step 3", after the end "7 steps" */
export function stepPhrase({ position, last }, lines) {
  const line = lines.at(position);
  if (!line) return '';
  return line.step === null ? `${last} steps` : `Step ${line.step}`;
}

/**
 * @param {Run} run @param {string} idle said where there is no run @param {string} [paused] why the run is where it is
 * @returns {string} what stands beside the step
 */
export function statusPhrase({ model, position, last, playing }, idle, paused = '') {
  if (!model) return idle;
  if (model.waitsAt()) return 'waiting for you';
  if (paused) return paused;
  if (position === last) return model.trace.status === 'limit' ? 'stopped' : model.trace.reason ? 'no end' : 'complete';
  if (playing) return 'playing';
  const decision = model.decisionAt();
  if (decision) return decision.by === 'limit' ? 'the loop decided here' : 'a choice was made here';
  return model.trace.waiting ? `of ${last + 1} so far` : `of ${last}`;
}

/**
 * @param {{ model: Run['model'], last: number, stopped: string, refused: import('./run-model.js').Choice|null }} run
 * @param {import('./log-lines.js').Names} names
 * @returns {string} why a run from a link, or of another diagram, is shorter than it was; '' where it is not
 */
export function stoppedSentence({ model, last, stopped, refused }, names) {
  if (!model || stopped === '') return '';
  return `This run stops at step ${model.trace.waiting ? last + 1 : last}: ${refused ? refusal(refused, names) : stopped}.`;
}

/** @param {import('./run-model.js').Choice} choice @param {import('./log-lines.js').Names} names */
function refusal({ node, label }, names) {
  if (!names.nodes.has(node)) return 'a choice was made at a node that this diagram does not have';
  const what = label ? `“${oneLine(label)}”` : 'the branch that was taken';
  return `${what} cannot be chosen at “${oneLine(names.node(node))}”`;
}

/** @param {{ optionsLeftOut: boolean }} run @returns {string} that a run is shown without its options; '' where not */
export const leftOutSentence = ({ optionsLeftOut }) =>
  optionsLeftOut ? 'The options of this run do not fit this diagram: it is shown without them.' : '';

/** @param {Run} run @param {Lines} lines @returns {string} the step before the one that is shown */
export function passedPhrase({ position }, lines) {
  const passed = position > 0 ? lines.at(position - 1) : undefined;
  return passed ? `${passed.step} ${passed.sentence}` : '';
}

/**
 * What a screen reader hears of a move; of a choice both that it was made and where it led.
 * @param {Run} run @param {Lines} lines @param {number} from the position before
 * @returns {string}
 */
export function moveSentence({ model, position }, lines, from) {
  const line = lines.at(position);
  if (!line) return '';
  const chosen = position === from + 1 && model?.decisionAt(from) ? lines.at(from) : undefined;
  return (chosen ? `${spoken(chosen)}. ` : '') + spoken(line);
}

/**
 * @param {string[]} said some may be empty, and some end in a full stop
 * @returns {string} one sentence after the other
 */
export const inSentences = (...said) =>
  said.filter(Boolean).reduce((text, one) => (text ? `${text}${/[.?!]$/.test(text) ? '' : '.'} ${one}` : one), '');

/**
 * @param {Run} run @param {boolean} open whether a run was asked for @param {number} nodes of the diagram
 * @returns {Notice|null} null where there is a step to tell of
 */
export function noticeOf({ model, error, busy }, open, nodes) {
  if (error instanceof OfflineError)
    return {
      title: 'The server cannot be reached',
      reason: 'Nothing is lost. Try again when it is back.',
      mayRetry: true,
    };
  if (error)
    return {
      title: 'This run is not possible',
      reason: messageOf(error),
      mayRetry: true,
    };
  if (!open) return 'idle';
  if (nodes === 0)
    return { title: 'There is nothing to run yet', reason: 'The diagram has no nodes yet.', mayRetry: false };
  if (!model) return busy ? 'busy' : null;
  if (model.last > 0 || model.trace.waiting) return null;
  const reason = model.trace.reason || 'No node of this diagram is a start: each one has an incoming edge.';
  return { title: 'Nothing to run', reason, mayRetry: false };
}
