/**
 * Where a run goes another way than before, of a diagram that has changed since. Pure.
 *
 * @typedef {{ node: string, name: string, edges: string[], label: string }} Passed one step: which node fired, and what
 *   was chosen there
 * @typedef {{ steps: Passed[], next: string, nextName: string }} Way a run up to a position; `next` is the node that
 *   comes then, '' at its end
 * @typedef {import('./run-model.js').RunModel} RunModel
 * @typedef {import('./log-lines.js').Names} Names
 */
import { oneLine } from '../core/phrases.js';
import { sameIds } from './player-maths.js';

/** @param {RunModel} model @param {Names} names @param {number} position @returns {Way} */
export function wayTo(model, names, position) {
  const steps = Array.from({ length: position }, (_, index) => passedIn(model, names, index + 1));
  const next = comesAt(model, position);
  return { steps, next, nextName: next && names.node(next) };
}

/** @param {RunModel} model @param {Names} names @param {number} step @returns {Passed} */
function passedIn(model, names, step) {
  const node = model.firedIn(step) ?? '';
  const decision = model.decisionAt(step - 1);
  const { edges, label } = decision?.options[decision.taken] ?? { edges: [], label: '' };
  return { node, name: names.node(node), edges, label };
}

/** @param {RunModel} model @param {number} position @returns {string} the node that fires next, or '' */
const comesAt = (model, position) =>
  model.firedIn(position + 1) ?? (position === model.last ? model.trace.waiting?.node : '') ?? '';

/**
 * @param {Way} before how the run went
 * @param {RunModel} model how it goes now
 * @param {Names} names
 * @param {boolean} byLabel whether the same branch under another label is another one
 * @returns {string} from which step on it goes another way and what differs; '' where it does not
 */
export function otherWay({ steps, next, nextName }, model, names, byLabel) {
  for (const [index, then] of steps.entries()) {
    const step = index + 1;
    const comes = comesAt(model, index);
    // Where the run stops before, this is said anyway.
    if (comes === '' && step > model.last) return '';
    if (comes !== then.node) return differs(step, `${quoted(names.node(comes))} comes instead of ${quoted(then.name)}`);
    if (step > model.last) return '';
    const now = passedIn(model, names, step);
    // Where a branch leads elsewhere now, the next step tells it.
    if (now.label === then.label || (!byLabel && now.edges.length > 0 && sameIds(now.edges, then.edges))) continue;
    const at = `at ${quoted(now.name)}`;
    if (!now.label) return differs(step, `${quoted(then.label)} is not chosen ${at} any more`);
    const instead = then.label ? ` instead of ${quoted(then.label)}` : '';
    return differs(step, `${quoted(now.label)} is chosen ${at}${instead}`);
  }
  const comes = comesAt(model, steps.length);
  if (comes === next || steps.length > model.last) return '';
  if (comes === '') return differs(steps.length, `the run ends there, and ${quoted(nextName)} does not come`);
  const instead = next ? `${quoted(names.node(comes))} comes instead of ${quoted(nextName)}` : '';
  return differs(steps.length + 1, instead || `${quoted(names.node(comes))} comes, where the run ended before`);
}

/**
 * @param {RunModel} model @param {Names} names
 * @returns {string} that a run does not come to a choice that was made; '' where it comes to all of them
 */
export function unusedSentence({ trace, last }, names) {
  const [choice] = trace.unused;
  if (!choice) return '';
  const { node, label } = choice;
  const what = label ? `the choice ${quoted(label)}` : 'a choice that was made';
  const where = names.nodes.has(node) ? `at ${quoted(names.node(node))}` : 'at a node that this diagram does not have';
  return trace.waiting
    ? `This run waits at step ${last + 1}, before ${what} ${where}.`
    : `This run ends at step ${last}, without ${what} ${where}.`;
}

/** @param {number} step @param {string} what */
const differs = (step, what) => `This run goes another way from step ${step}: ${what}.`;

/** @param {string} text */
const quoted = (text) => `“${oneLine(text)}”`;
