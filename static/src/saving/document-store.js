/**
 * The document on the server: makes it, sends what is saved, and keeps its keys in this browser.
 * @typedef {import('../session/work.js').Work} Work
 * @typedef {{ version: number, changed_at: string }} Facts
 * @typedef {Facts & { stored?: Work }} Stored `stored`: what the server has, where an earlier request has made the
 *   document
 */
import { ApiError, api } from '../api/client.js';
import { at } from '../core/dom.js';
import { clientName, entry, newName, remember, savingKey } from '../core/keys.js';
import { namedLanes } from '../core/phrases.js';
import { openEditLinkDialog } from '../dialogs/edit-link.js';

const UNTITLED = 'Untitled diagram';

/**
 * @param {{ bus: import('../core/event-bus.js').EventBus, state: import('../core/state.js').PageState, stored:
 *   import('./stored-work.js').StoredWork }} parts
 */
export function createDocumentStore({ bus, state, stored }) {
  const { data } = state;
  /** Without its key, nobody can edit the document once this page is gone. */ let keyKept = true;
  /** Names the diagram that is made next: its answer may be lost, and the diagram made all the same. */ let creation =
    newName();
  const key = () => savingKey(data.view_key ?? '') ?? '';

  /** @param {Facts & { view_key: string, edit_key: string, own_key: string }} made @param {Work} work */
  function keepKeys(made, work) {
    keyKept = remember({
      view_key: made.view_key,
      edit_key: made.edit_key,
      own_key: made.own_key,
      title: work.companion.title || UNTITLED,
      changed_at: made.changed_at,
    });
    if (keyKept) return;
    const message =
      'The storage of this browser is full, so the browser cannot remember this diagram. Copy its link before you leave.';
    bus.emit('toast.requested', {
      message,
      action: { label: 'Show the link', run: () => openEditLinkDialog(made.edit_key) },
    });
  }

  return {
    /** Whether this browser has the key to edit with. */
    keyKept: () => keyKept,
    /** The creation key that is sent next. */
    creation: () => creation,
    /** @param {string|undefined} before that of a draft */
    goOnWith(before) {
      creation = before ?? creation;
    },
    /** The current version, or null where it is the known one. */
    current: () => api.documents.current(key(), stored.version),
    /** When this browser last saved the document. @returns {string|undefined} */
    savedHere: () => entry(data.view_key ?? '')?.changed_at,
    /**
     * Sends a version of the document.
     * @param {Work} work @param {boolean} autosave @param {boolean} [keepalive] also while the page goes away
     * @returns {Promise<Facts>}
     */
    put(work, autosave, keepalive = false) {
      stored.sent.note(work);
      return api.documents.save(key(), stored.version, { ...work, client: clientName(), autosave }, keepalive);
    },
    /**
     * Sends a version of the document to be united with what others saved meanwhile.
     * @param {Work} work @param {Work|undefined} base what it began from, where that is known @param {boolean} autosave
     * @param {import('./merging.js').Decided} decided
     * @param {number} [version] that it began from, where that is not the one of this page
     */
    merge({ code, companion }, base, autosave, decided, version = stored.version) {
      const body = { code, companion, client: clientName(), autosave, ...decided, ...(base && { base }) };
      return api.documents.merge(key(), version, body);
    },
    /**
     * Makes the document, and gives the page its address.
     * @param {Work} work
     * @returns {Promise<Stored>}
     */
    async create(work) {
      const made = await api.documents.create(work.code, work.companion, clientName(), creation).catch((error) => {
        if (error instanceof ApiError && error.status < 500) creation = newName();
        throw error;
      });
      const found = made.known ? await api.documents.read(made.own_key) : null;
      creation = newName();
      Object.assign(data, { kind: 'document', view_key: made.view_key, sample: null });
      keepKeys(made, work);
      // A run that is open stays in the address.
      // What is stored need not be in the address any more.
      const hash = location.hash.startsWith('#code=') ? '' : location.hash;
      history.replaceState(null, '', at(`/d/${made.view_key}`) + hash);
      const { version, changed_at } = found ?? made;
      return { version, changed_at, ...(found && { stored: found }) };
    },
    /** Brings My diagrams up to date with what is saved. */
    note() {
      const { lanes, nodes } = state.picture.diagram;
      const noted = remember({
        view_key: data.view_key ?? '',
        title: stored.work.companion.title || UNTITLED,
        changed_at: data.changed_at ?? new Date().toISOString(),
        lanes: namedLanes(lanes).length,
        nodes: nodes.length,
      });
      keyKept ||= noted;
    },
  };
}
