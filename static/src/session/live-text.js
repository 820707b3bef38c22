/**
 * The text while several people work on it: what the server has, and what was changed here since. The steps of others
 * come under one's own (@codemirror/collab); undo takes back one's own only.
 * @typedef {import('../api/types').StepReply} Step
 * @typedef {import('./work.js').Work} Work
 * @typedef {ReturnType<typeof createLiveText>} LiveText
 */
import { collab, getSyncedVersion, receiveUpdates, sendableUpdates } from '@codemirror/collab';
import { ChangeSet, Compartment, StateEffect, StateField, Transaction } from '@codemirror/state';
import { codeOf, companionAfter, companionOf, formOf, isLive, settleBeside } from '../code/beside.js';
import { afterChanges, putTogether } from '../code/line-endings.js';
import { patchBetween, patched } from '../code/merge-patch.js';
import { asStored, sameJson } from './work.js';

/** @typedef {import('../core/events.js').Companion} Companion */
/**
 * What the server has.
 * @typedef {{ doc: import('@codemirror/state').Text, form: import('../code/line-endings.js').Form, companion:
 *   Companion }} Synced
 */

/**
 * Goes with one's own changes to the server.
 * @type {import('@codemirror/state').StateEffectType<import('../code/merge-patch.js').Patch>}
 */
const shared = StateEffect.define();
/** @type {import('@codemirror/state').StateEffectType<Synced>} */
const setSynced = StateEffect.define();

/** @type {StateField<Synced|null>} */
const syncedField = StateField.define({
  create: () => /** @type {Synced|null} */ (null),
  update: (synced, transaction) => transaction.effects.find((effect) => effect.is(setSynced))?.value ?? synced,
});

/** @param {Transaction} transaction @returns {readonly StateEffect<unknown>[]} */
function sharedEffects(transaction) {
  if (transaction.annotation(Transaction.remote)) return [];
  const before = companionOf(transaction.startState);
  const after = companionAfter(before, transaction);
  if (before === after) return [];
  const patch = patchBetween(asStored(before), asStored(after));
  return Object.keys(patch).length === 0 ? [] : [shared.of(patch)];
}

/** @param {Synced} synced @param {ChangeSet} changes @param {unknown} patch @returns {Synced} */
function stepped({ doc, form, companion }, changes, patch) {
  const next = changes.apply(doc);
  return {
    doc: next,
    form: afterChanges(form, doc, changes, next),
    companion: patch === undefined ? companion : asStored(/** @type {Companion} */ (patched(companion, patch))),
  };
}

/**
 * @param {import('@codemirror/view').EditorView} view
 * @param {string} clientID names this page among all
 */
export function createLiveText(view, clientID) {
  const place = new Compartment();
  view.dispatch({ effects: StateEffect.appendConfig.of([place.of([]), syncedField]) });

  const patchOf = (/** @type {{ effects?: readonly StateEffect<unknown>[] }} */ update) =>
    update.effects?.find((effect) => effect.is(shared))?.value;
  const active = () => view.state.facet(isLive);

  /**
   * Takes in steps as the server has them, one's own too.
   * @param {readonly Step[]} steps
   */
  function receive(steps) {
    const before = view.state.field(syncedField);
    if (!before || steps.length === 0) return;
    const updates = steps.map(({ client, changes }) => ({ clientID: client, changes: ChangeSet.fromJSON(changes) }));
    const synced = steps.reduce(
      (now, { companion }, place) => stepped(now, /** @type {ChangeSet} */ (updates[place]?.changes), companion),
      before,
    );
    view.dispatch(receiveUpdates(view.state, updates));
    const now = sendableUpdates(view.state).reduce(
      (made, update) => stepped(made, update.changes, patchOf(update)),
      synced,
    );
    const companion = sameJson(asStored(companionOf(view.state)), now.companion)
      ? companionOf(view.state)
      : now.companion;
    view.dispatch({
      effects: [setSynced.of(synced), settleBeside.of({ form: now.form, companion })],
      annotations: [Transaction.remote.of(true), Transaction.addToHistory.of(false)],
    });
  }

  return {
    /** Names this page among all. */ name: clientID,
    /** Whether the text is live. */ active,
    /** The number of steps that are known. */ version: () => getSyncedVersion(view.state),
    receive,
    /** What the server does not have yet, in order. @returns {Step[]} */
    pending: () =>
      active()
        ? sendableUpdates(view.state).map((update) => {
            const companion = patchOf(update);
            return {
              client: clientID,
              changes: update.changes.toJSON(),
              ...(companion === undefined ? {} : { companion }),
            };
          })
        : [],
    /** What the server has. @returns {Work} */
    stored() {
      const synced = view.state.field(syncedField);
      if (!synced) return { code: codeOf(view.state), companion: companionOf(view.state) };
      return { code: putTogether(synced.doc.toString(), synced.form), companion: synced.companion };
    },
    /** Begins to be live; the text is what the server has behind so many steps. @param {number} version */
    enter(version) {
      const { doc } = view.state;
      const [form, companion] = [formOf(view.state), asStored(companionOf(view.state))];
      view.dispatch({
        effects: [
          place.reconfigure([isLive.of(true), collab({ startVersion: version, clientID, sharedEffects })]),
          setSynced.of({ doc, form, companion }),
        ],
      });
    },
    /** Is live no longer: the text is saved as a whole. */
    leave: () => view.dispatch({ effects: place.reconfigure([]) }),
  };
}
