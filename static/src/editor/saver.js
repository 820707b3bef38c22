/**
 * Keeps the text safe: in this browser from the first keystroke, on the server a second after the last. It says how things stand in words.
 * @typedef {import('./work.js').Work} Work
 * @typedef {Work & { version: number, changed_at: string }} Theirs
 * @typedef {import('../core/events.js').SaveState} SaveState
 */
import { ApiError, OfflineError, api } from '../api/client.js';
import { at } from '../core/addresses.js';
import { clientName, remember, savingKey } from '../core/keys.js';
import { openEditLinkDialog } from '../dialogs/edit-link.js';
import { newDraftId, putDraft, putLastWords, removeDraft } from './drafts.js';
import { retryAfter } from './pause.js';
import { sameWork } from './work.js';
import { namedLanes } from '../core/words.js';

const REST = 1000;
const UNTITLED = 'Untitled diagram';
const AT_LEAST_EVERY = 10_000;
/** How long a draft may wait for the page to have time, in ms. */
const DRAFT_WAITS = 100;

/** @returns {Promise<void>} fulfilled when the page has nothing else to do */
const idle = () => new Promise((go) => {
  if ('requestIdleCallback' in window) requestIdleCallback(() => go(), { timeout: DRAFT_WAITS });
  else setTimeout(go);
});

/**
 * @param {{ bus: import('../core/event-bus.js').EventBus, state: import('../core/state.js').PageState, current: () => Work,
 *   changedElsewhere: (theirs: Theirs) => void, moved: () => void }} options
 *   `moved` is called when the document got an address of its own
 */
export function createSaver({ bus, state, current, changedElsewhere, moved }) {
  const { data } = state;
  const draftId = newDraftId();
  let draftSafe = true;
  /** Without its key, nobody can edit the document once this page is gone. */ let keyKept = true;
  let keeping = false;
  let again = false;
  /** @type {Work} what the server has */ let stored = { code: data.code, companion: data.companion };
  /** @type {SaveState} */ let shown = data.kind === 'document' ? 'saved' : data.kind;
  /** @type {ReturnType<typeof setTimeout>|undefined} */ let timer;
  let firstUnsaved = 0;
  let failures = 0;
  /** What the server has is an autosave, and the next one may take its place in the history. */ let passing = false;
  /** Somebody asked to save while the server was out of reach. */ let owed = false;
  /** @type {Promise<void>|null} */ let running = null;
  /** @type {Theirs|null} */ let theirs = null;

  /** @param {SaveState} name @param {string} message */
  function show(name, message) {
    shown = name;
    bus.emit('save.changed', { state: name, message });
  }

  const asItWas = () => (data.kind === 'document' ? show('saved', 'Saved') : show(data.kind, data.kind === 'new' ? 'Not saved yet' : 'Sample: changes make a copy'));
  const subject = () => (data.kind === 'document' ? `d/${data.view_key}` : data.kind === 'sample' ? `samples/${data.sample}` : 'new');
  const dirty = () => !sameWork(current(), stored);

  /** @param {Work} work @returns {import('./drafts.js').Draft} */
  const draftOf = (work) => ({ ...work, id: draftId, subject: subject(), version: data.version, at: new Date().toISOString() });

  /** Keeps the newest text; while one is being written, those in between are skipped. */
  async function keepDraft() {
    again = true;
    if (keeping) return;
    keeping = true;
    while (again) {
      // The letter is shown first. A page that is closed meanwhile says its last words.
      await idle();
      again = false;
      const work = current();
      draftSafe = await putDraft(draftOf(work));
      if (sameWork(work, stored)) await removeDraft(draftId);
    }
    keeping = false;
  }

  /** @param {number} pause */
  function later(pause) {
    clearTimeout(timer);
    timer = setTimeout(() => save(), pause);
  }

  function changed() {
    if (!dirty() && !running) {
      clearTimeout(timer);
      firstUnsaved = 0;
      removeDraft(draftId);
      if (!theirs) asItWas();
      return;
    }
    firstUnsaved ||= Date.now();
    keepDraft();
    if (theirs) return;
    if (shown !== 'offline') show('unsaved', 'Not saved yet');
    if (shown !== 'offline') later(Math.min(REST, Math.max(0, firstUnsaved + AT_LEAST_EVERY - Date.now())));
  }

  /** Saves what is unsaved, now. @param {boolean} [deliberate] asked for by the user: no autosave, and the one of this text is kept @param {boolean} [evenNew] also what nobody has touched yet @returns {Promise<void>} */
  async function save(deliberate = owed, evenNew = false) {
    clearTimeout(timer);
    if (theirs) {
      if (deliberate) changedElsewhere(theirs);
      return;
    }
    while (running) await running;
    if (!dirty() && !evenNew && !(deliberate && passing)) return;
    running = attempt(current(), deliberate).finally(() => { running = null; });
    await running;
    if (shown === 'saved' && dirty()) changed();
  }

  /** @param {Work} work @param {boolean} deliberate */
  async function attempt(work, deliberate) {
    show('saving', 'Saving…');
    try {
      const known = data.kind === 'document';
      const answer = known ? await put(work, deliberate) : await create(work);
      Object.assign(data, { version: answer.version, changed_at: answer.changed_at, code: work.code, companion: work.companion });
      stored = work;
      passing = known && !deliberate;
      owed = false;
      failures = 0;
      firstUnsaved = 0;
      if (!dirty()) await removeDraft(draftId);
      noteInMyDiagrams();
      show('saved', 'Saved');
    } catch (error) {
      refused(/** @type {Error} */ (error), deliberate);
    }
  }

  /** @param {Work} work @param {boolean} deliberate */
  function put(work, deliberate) {
    const key = savingKey(data.view_key ?? '') ?? '';
    return api.documents.save(key, data.version ?? 0, { ...work, client: clientName(), autosave: !deliberate });
  }

  /** @param {Work} work */
  async function create(work) {
    const made = await api.documents.create(work.code, work.companion, clientName());
    Object.assign(data, { kind: 'document', view_key: made.view_key, sample: null });
    keyKept = remember({ view_key: made.view_key, edit_key: made.edit_key, own_key: made.own_key, title: data.title || UNTITLED, changed_at: made.changed_at });
    if (!keyKept) {
      const message = 'This browser has no room left to keep the key to this diagram. Copy its link before you leave.';
      bus.emit('toast.requested', { message, action: { label: 'Show the link', run: () => openEditLinkDialog(made.edit_key) } });
    }
    history.replaceState(null, '', at(`/d/${made.view_key}`));
    moved();
    return made;
  }

  function noteInMyDiagrams() {
    const { lanes, nodes } = state.picture.diagram;
    const noted = remember({ view_key: data.view_key ?? '', title: data.title || UNTITLED, changed_at: data.changed_at ?? new Date().toISOString(), lanes: namedLanes(lanes).length, nodes: nodes.length });
    keyKept ||= noted;
  }

  /** @param {Error} error @param {boolean} deliberate */
  function refused(error, deliberate) {
    if (error instanceof ApiError && error.status === 409) {
      theirs = /** @type {Theirs} */ (error.details.theirs);
      show('conflict', 'Changed elsewhere');
      changedElsewhere(theirs);
    } else if (error instanceof OfflineError || (error instanceof ApiError && (error.status >= 500 || error.status === 429))) {
      failures += 1;
      owed = deliberate;
      show('offline', draftSafe ? 'Offline, kept here' : 'Offline, not saved');
      later(retryAfter(failures));
    } else {
      show('unsaved', `Not saved: ${error.message}`);
    }
  }

  addEventListener('online', () => { if (shown === 'offline') save(); });
  addEventListener('beforeunload', (event) => { if (!keyKept || (!draftSafe && dirty())) event.preventDefault(); });
  addEventListener('pagehide', () => {
    if (!dirty()) return;
    const work = current();
    putLastWords(draftOf(work));
    if (data.kind !== 'document' || theirs) return;
    const key = savingKey(data.view_key ?? '') ?? '';
    api.documents.save(key, data.version ?? 0, { ...work, client: clientName(), autosave: true }, true).then(
      // The page may come back from the browser's cache and go on.
      (answer) => {
        Object.assign(data, { version: answer.version });
        stored = work;
        passing = true;
        removeDraft(draftId);
      },
      () => {},
    );
  });

  return {
    changed,
    save,
    /** Gives the work an address of its own, touched or not. @returns {Promise<boolean>} whether all is saved now */
    async secure() {
      await save(true, data.kind !== 'document');
      return data.kind === 'document' && !dirty();
    },
    begin: asItWas,
    subject,
    /** Whether something is not on the server yet. */
    dirty,
    /** Goes on from a draft: it was based on an older version perhaps, and then the server asks. @param {number|null} version */
    basedOn(version) {
      if (version !== null) data.version = version;
    },
    /** The user looked at both and decided. @param {'theirs'|'mine'|'both'} choice */
    async settle(choice) {
      if (!theirs) return;
      const other = theirs;
      theirs = null;
      if (choice === 'both') {
        Object.assign(data, { kind: 'new', view_key: null, version: null });
        stored = { code: '', companion: {} };
      } else {
        data.version = other.version;
        stored = { code: other.code, companion: other.companion };
      }
      if (dirty()) await save(choice === 'mine');
      else changed();
    },
    /** @returns {Theirs|null} */ theirs: () => theirs,
  };
}
