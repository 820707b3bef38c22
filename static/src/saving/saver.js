/**
 * Keeps the text safe: in this browser from the first keystroke, on the server a second after the last. It says how
 * things stand in words.
 * @typedef {import('../session/work.js').Work} Work
 * @typedef {Work & { version: number, changed_at: string }} Theirs a version that the server has
 * @typedef {{ version: number, changed_at: string, stored?: Work }} Stored `stored`: what the server has, where an
 *   earlier request has made the diagram
 * @typedef {import('../core/events.js').SaveState} SaveState
 * @typedef {ReturnType<typeof createSaver>} Saver
 */
import { ApiError, OfflineError, api } from '../api/client.js';
import { at } from '../core/addresses.js';
import { clientName, entry, newName, remember, savingKey } from '../core/keys.js';
import { namedLanes } from '../core/words.js';
import { openEditLinkDialog } from '../dialogs/edit-link.js';
import { createDraftKeeper } from './draft-keeper.js';
import { retryAfter } from '../session/pause.js';
import { createSent } from './sent.js';
import { sameWork } from '../session/work.js';

const REST = 1000;
const UNTITLED = 'Untitled diagram';
const AT_LEAST_EVERY = 10_000;

/**
 * @param {{ bus: import('../core/event-bus.js').EventBus, state: import('../core/state.js').PageState, current: () =>
 *   Work,
 *   unanswered: () => object[][], changedElsewhere: (theirs: Theirs) => void, takeOver: (theirs: Work, base: Work) =>
 *   boolean, ended: (reason: string) => void }} options
 *   `unanswered` are the edits that are no part of the work yet; `takeOver` puts what the server has in the place of
 *   what it had, under what was typed meanwhile, and says whether that was possible;
 *   `ended` is called when the right to save is gone
 */
export function createSaver({ bus, state, current, unanswered, changedElsewhere, takeOver, ended }) {
  const { data } = state;
  /** Without its key, nobody can edit the document once this page is gone. */ let keyKept = true;
  /** @type {Work} what the server has */ let stored = { code: data.code, companion: data.companion };
  /** @type {SaveState} */ let shown = data.kind === 'document' ? 'saved' : data.kind;
  /** @type {ReturnType<typeof setTimeout>|undefined} */ let timer;
  let firstUnsaved = 0;
  let failures = 0;
  /** What the server has is an autosave, and the next one may take its place in the history. */ let passing = false;
  /** Somebody asked to save while the server was out of reach. */ let owed = false;
  /** @type {Promise<void>|null} */ let running = null;
  /** @type {Theirs|null} */ let theirs = null;
  /** Why nothing can be saved any more; '' while it can. */ let end = '';
  const sent = createSent();
  /** Names the diagram that is made next: its answer may be lost, and the diagram made all the same. */ let creation =
    newName();
  const subject = () =>
    data.kind === 'document' ? `d/${data.view_key}` : data.kind === 'sample' ? `samples/${data.sample}` : 'new';
  const dirty = () => !sameWork(current(), stored);
  const draft = createDraftKeeper({
    draft: () => ({ ...current(), subject: subject(), version: data.version, sent: sent.all(), creation }),
    dirty,
    told: showTrouble,
  });

  /** @param {SaveState} name @param {string} message */
  function show(name, message) {
    shown = name;
    bus.emit('save.changed', { state: name, message });
  }

  /** What keeps the text from the server, and where it is kept instead. */
  function showTrouble() {
    const trouble = {
      conflict: 'Changed elsewhere',
      offline: 'Offline',
      ended: end === 'deleted' ? 'Deleted' : 'Link ended',
      saved: '',
    }[/** @type {string} */ (shown)];
    if (trouble) show(shown, !dirty() ? trouble : `${trouble}, ${draft.safe ? 'kept here' : 'not saved'}`);
  }

  const asItWas = () =>
    data.kind === 'document'
      ? show('saved', 'Saved')
      : show(data.kind, data.kind === 'new' ? 'Not saved yet' : 'Sample: your first change makes a copy');
  const key = () => savingKey(data.view_key ?? '') ?? '';

  /** @param {number} pause */
  function later(pause) {
    clearTimeout(timer);
    timer = setTimeout(() => save(), pause);
  }

  function changed() {
    const stuck = theirs !== null || end !== '';
    if (!dirty() && !running) {
      clearTimeout(timer);
      firstUnsaved = 0;
      draft.remove();
      if (stuck) showTrouble();
      else asItWas();
      return;
    }
    firstUnsaved ||= Date.now();
    draft.keep();
    if (stuck || shown === 'offline') return showTrouble();
    show('unsaved', 'Not saved yet');
    later(Math.min(REST, Math.max(0, firstUnsaved + AT_LEAST_EVERY - Date.now())));
  }

  /**
   * Saves what is unsaved, now.
   * @param {boolean} [deliberate] asked for by the user: no autosave, and the one of this text is kept
   * @param {boolean} [evenNew] also what nobody has touched yet
   * @returns {Promise<void>}
   */
  async function save(deliberate = owed, evenNew = false) {
    clearTimeout(timer);
    if (theirs) {
      if (deliberate) changedElsewhere(theirs);
      return;
    }
    if (end && !deliberate) return;
    while (running) await running;
    if (!dirty() && !evenNew && !(deliberate && passing)) return;
    running = attempt(current(), deliberate).finally(() => {
      running = null;
    });
    await running;
    if (shown === 'saved' && dirty()) changed();
  }

  /** @param {Work} work @param {boolean} deliberate @returns {Promise<void>} */
  async function attempt(work, deliberate) {
    show('saving', 'Saving…');
    try {
      const known = data.kind === 'document';
      /** @type {Stored} */ const answer = known ? await put(work, deliberate) : await create(work);
      await isSaved(answer, answer.stored ?? work, known && !deliberate);
      // What was typed since the request whose answer was lost.
      if (answer.stored && dirty()) return attempt(current(), deliberate);
    } catch (error) {
      const other =
        error instanceof ApiError && error.status === 409 ? /** @type {Theirs} */ (error.details.theirs) : null;
      // The answer to a save of this page was lost: nobody else was here.
      if (other && other.version > (data.version ?? 0) && sent.has(other)) {
        hasNow(other, other, false);
        return attempt(current(), deliberate);
      }
      refused(/** @type {Error} */ (error), deliberate);
    }
  }

  /** @param {{ version: number, changed_at: string }} answer @param {Work} work @param {boolean} auto */
  async function isSaved(answer, work, auto) {
    hasNow(answer, work);
    theirs = null;
    end = '';
    passing = auto;
    owed = false;
    failures = 0;
    firstUnsaved = 0;
    if (!dirty()) await draft.remove();
    noteInMyDiagrams();
    show('saved', 'Saved');
  }

  /**
   * @param {{ version: number, changed_at: string }} facts of what the server has
   * @param {Work} work
   * @param {boolean} [acknowledged] nothing that was sent before can be what the server has
   */
  function hasNow({ version, changed_at }, { code, companion }, acknowledged = true) {
    Object.assign(data, { version, changed_at });
    stored = { code, companion };
    if (acknowledged) sent.clear();
  }

  /** @param {Work} work @param {boolean} deliberate */
  function put(work, deliberate) {
    sent.note(work);
    return api.documents.save(key(), data.version ?? 0, { ...work, client: clientName(), autosave: !deliberate });
  }

  /**
   * @param {Work} work
   * @returns {Promise<Stored>}
   */
  async function create(work) {
    const made = await api.documents.create(work.code, work.companion, clientName(), creation).catch((error) => {
      if (error instanceof ApiError && error.status < 500) creation = newName();
      throw error;
    });
    const found = made.known ? await api.documents.read(made.own_key) : null;
    creation = newName();
    Object.assign(data, { kind: 'document', view_key: made.view_key, sample: null });
    keyKept = remember({
      view_key: made.view_key,
      edit_key: made.edit_key,
      own_key: made.own_key,
      title: work.companion.title || UNTITLED,
      changed_at: made.changed_at,
    });
    if (!keyKept) {
      const message =
        'The storage of this browser is full, so the browser cannot remember this diagram. Copy its link before you leave.';
      bus.emit('toast.requested', {
        message,
        action: { label: 'Show the link', run: () => openEditLinkDialog(made.edit_key) },
      });
    }
    history.replaceState(null, '', at(`/d/${made.view_key}`));
    const { version, changed_at } = found ?? made;
    return { version, changed_at, ...(found && { stored: found }) };
  }

  function noteInMyDiagrams() {
    const { lanes, nodes } = state.picture.diagram;
    const noted = remember({
      view_key: data.view_key ?? '',
      title: stored.companion.title || UNTITLED,
      changed_at: data.changed_at ?? new Date().toISOString(),
      lanes: namedLanes(lanes).length,
      nodes: nodes.length,
    });
    keyKept ||= noted;
  }

  /** @param {Error} error @param {boolean} deliberate */
  function refused(error, deliberate) {
    const status = error instanceof ApiError ? error.status : 0;
    if (error instanceof ApiError && status === 409) {
      theirs = /** @type {Theirs} */ (error.details.theirs);
      shown = 'conflict';
      showTrouble();
      changedElsewhere(theirs);
    } else if (error instanceof ApiError && (status === 404 || status === 403)) {
      end = error.details.reason ?? 'unknown';
      shown = 'ended';
      showTrouble();
      ended(end);
    } else if (error instanceof OfflineError || status >= 500 || status === 429) {
      failures += 1;
      owed = deliberate;
      shown = 'offline';
      showTrouble();
      later(retryAfter(failures));
    } else {
      show('refused', `Not saved: ${error.message}`);
    }
  }

  /**
   * Asks what is current: the page may come from the browser's cache. Takes it over where nothing stands against it.
   */
  async function catchUp() {
    if (data.kind !== 'document' || theirs || end) return;
    /** @type {Theirs|null} */ let found;
    try {
      found = await api.documents.current(key(), data.version ?? 0);
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) refused(error, false);
      return;
    }
    while (running) await running;
    if (!found || found.version <= (data.version ?? 0) || theirs || end) return;
    const known = sent.has(found) || sameWork(found, current());
    // What this browser saved before it showed an older page again is no change by somebody else.
    const ours = entry(data.view_key ?? '')?.changed_at === found.changed_at;
    if (!known && dirty() && !ours) return;
    if (!known && !takeOver(found, stored)) return;
    hasNow(found, found, false);
    changed();
  }

  addEventListener('online', () => {
    if (shown === 'offline') save();
  });
  addEventListener('pageshow', (event) => {
    if (!event.persisted) return;
    // What was kept for a page that is gone is under way here.
    changed();
    catchUp();
  });
  addEventListener('beforeunload', (event) => {
    if (!keyKept || (!draft.safe && (dirty() || unanswered().length > 0))) event.preventDefault();
  });
  addEventListener('pagehide', () => {
    // A field keeps what was typed when it is left.
    if (document.activeElement instanceof HTMLElement && document.activeElement.matches('input, textarea'))
      document.activeElement.blur();
    const asked = unanswered();
    if (!dirty()) {
      if (asked.length > 0) draft.lastWords(asked);
      return;
    }
    const work = current();
    const goes = data.kind === 'document' && !theirs && !end;
    if (goes) sent.note(work);
    draft.lastWords(asked);
    if (!goes) return;
    api.documents.save(key(), data.version ?? 0, { ...work, client: clientName(), autosave: true }, true).then(
      // The page may come back from the browser's cache and go on.
      (answer) => {
        hasNow(answer, work);
        passing = true;
        draft.remove();
      },
      () => {},
    );
  });

  return {
    changed,
    save,
    catchUp,
    /** Gives the work an address of its own, touched or not. @returns {Promise<boolean>} whether all is saved now */
    async secure() {
      await save(true, data.kind !== 'document');
      return data.kind === 'document' && !dirty();
    },
    begin: asItWas,
    subject,
    /** Whether something is not on the server yet. */
    dirty,
    /** Whether this browser keeps drafts. */
    keeps: () => draft.safe,
    /** This page's draft, and the one that the tab had before. */
    tab: draft.tab,
    /** Keeps the work in this browser, now. */
    keep: draft.keep,
    /**
     * Whether a draft goes on from what the server has: nobody else saved since.
     * @param {import('./drafts.js').Draft} found
     */
    continues(found) {
      const before = createSent();
      before.inherit(found.sent);
      return found.version === data.version || before.has(stored);
    },
    /**
     * Goes on from a draft: it was based on an older version perhaps, and then the server asks.
     * @param {import('./drafts.js').Draft} found
     */
    goOnFrom(found) {
      if (found.version !== null && !this.continues(found)) data.version = found.version;
      sent.inherit(found.sent);
      creation = found.creation ?? creation;
    },
    /**
     * Makes the work a diagram of its own, at an address of its own.
     * @param {Work} work the one that is shown, under another title
     * @returns {Promise<boolean>} whether it is one; else all is as it was
     */
    async saveAsOwn(work) {
      clearTimeout(timer);
      while (running) await running;
      const before = shown;
      show('saving', 'Saving…');
      try {
        const made = await create(work);
        await isSaved(made, made.stored ?? work, false);
        return true;
      } catch (error) {
        shown = before;
        showTrouble();
        bus.emit('toast.requested', { message: `No copy was made. ${error instanceof Error ? error.message : ''}` });
        return false;
      }
    },
    /** The user looked at both and decided for one; the work is that one by now. @param {boolean} mine */
    async settle(mine) {
      if (!theirs) return;
      hasNow(theirs, theirs);
      theirs = null;
      if (dirty()) await save(mine);
      else changed();
    },
    /** @returns {Theirs|null} */ theirs: () => theirs,
  };
}
