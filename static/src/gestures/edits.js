/**
 * Every edit that a gesture, a form or the page asks for, from the request to what is shown of the answer: what is
 * typed meanwhile becomes the name of what it makes, what it made is selected, and a refusal is told.
 * @typedef {import('../core/events.js').Ref} Ref
 * @typedef {import('../core/events.js').EditOptions} EditOptions
 * @typedef {import('../core/events.js').EditOutcome} EditOutcome
 * @typedef {(operations: object[]) => Promise<{ created: Ref[] }>} Ask changes the text; refused with the reason
 */
import { moveFocus } from '../core/focus.js';
import { relabel, labelOf } from '../core/operations.js';
import { messageOf } from '../core/phrases.js';

export class Edits {
  /**
   * Opens the field for the name of a part; answers whether it is open, or done already.
   * @type {(ref: Ref, typed: string, finished: boolean) => boolean}
   */
  name = () => false;
  #context;
  #ask;

  /** @param {import('./gesture-context.js').GestureContext} context @param {Ask} ask */
  constructor(context, ask) {
    this.#context = context;
    this.#ask = ask;
  }

  /** @param {object[]} operations @param {EditOptions} [options] @returns {Promise<EditOutcome>} */
  async ask(operations, { selectCreated = false, renameCreated = false } = {}) {
    const { locked, state, stage, typedAhead } = this.#context;
    if (locked) return { done: false, created: [], refusal: 'the diagram cannot be changed during a run.' };
    if (operations.length === 0) return { done: false, created: [], refusal: '' };
    const here = state.here();
    const awaited = renameCreated ? typedAhead.begin() : null;
    const answer = this.#ask(operations);
    // What is typed from now on is the name, also when a button outside of the canvas asked.
    if (renameCreated && document.activeElement instanceof HTMLButtonElement) moveFocus(stage.canvas);
    /** @type {Ref[]} */ let created;
    try {
      ({ created } = await answer);
    } catch (error) {
      const refusal = messageOf(error);
      this.#tellRefusal(refusal, awaited ? typedAhead.end(awaited).typed.trim() : '');
      return { done: false, created: [], refusal };
    }
    const { stays } = here;
    followFirstNames(this.#context, operations);
    const { typed, finished } = awaited ? typedAhead.end(awaited) : { typed: '', finished: false };
    if (stays && (selectCreated || renameCreated)) this.#show(created, renameCreated, typed, finished);
    else this.#nameUnseen(created, typed.trim());
    return { done: true, created, refusal: '' };
  }

  /** @param {string} refusal @param {string} typed the name of what it should have made */
  #tellRefusal(refusal, typed) {
    if (typed) this.#context.giveBack(typed, refusal);
    else this.#context.bus.emit('toast.requested', { message: refusal });
  }

  /**
   * Selects what was made, and opens its name.
   * @param {Ref[]} created @param {boolean} renames @param {string} typed @param {boolean} finished
   */
  #show(created, renames, typed, finished) {
    const { state, stage } = this.#context;
    const chosen = nodesFirst(created).filter((ref) => state.find(ref));
    const [first] = chosen;
    if (first) state.selectFor(chosen, 'canvas');
    const box = first ? stage.box(first) : null;
    if (box && first?.kind !== 'lane') stage.viewport.reveal(box, { animate: !renames });
    const named = renames && first && this.name(first, typed, finished);
    if (typed && !named) this.#context.giveBack(typed, 'the new part could not be named.');
  }

  /**
   * The person went on elsewhere: the name that was typed until then is given without a field.
   * @param {Ref[]} created @param {string} typed
   */
  #nameUnseen(created, typed) {
    const [ref] = nodesFirst(created);
    const facts = ref && this.#context.state.find(ref);
    if (typed && ref) this.ask(relabel(ref, typed, facts ? labelOf(facts) : ''));
  }
}

/**
 * A lane's first name gives it another id: what was selected stays so.
 * @param {import('./gesture-context.js').GestureContext} context
 * @param {object[]} operations
 */
function followFirstNames(context, operations) {
  const named = /** @type {{ id: string, label: string, id_from_label?: boolean }[]} */ (operations).filter(
    (operation) => operation.id_from_label,
  );
  for (const { id, label } of named) {
    const lane = context.diagram.lanes.findLast((item) => item.label === label);
    const [ref] = context.state.selection;
    if (!lane || ref?.kind !== 'lane' || ref.id !== id || lane.id === id) continue;
    context.state.selectFor([{ kind: 'lane', id: lane.id }], 'canvas');
    if (document.activeElement === document.body) moveFocus(context.stage.canvas);
  }
}

/** What an edit was made for: its nodes, else what else it created. @param {Ref[]} created */
function nodesFirst(created) {
  const nodes = created.filter((ref) => ref.kind === 'node');
  return nodes.length ? nodes : created;
}
