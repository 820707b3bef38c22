/**
 * What the server has of the work, and what was sent to it and has no answer yet. Knows neither page nor network.
 * @typedef {import('../session/work.js').Work} Work
 * @typedef {import('./drafts.js').Draft} Draft
 */
import { subjectOf } from '../core/state.js';
import { sameWork } from '../session/work.js';
import { createSent } from './sent.js';

export class StoredWork {
  /** What was sent since the last answer. */ sent = createSent();
  #data;
  #current;
  /** The version that `work` is. */ #known;

  /** @param {import('../core/state.js').PageData} data @param {() => Work} current */
  constructor(data, current) {
    this.#data = data;
    this.#current = current;
    /** @type {Work} */ this.work = { code: data.code, companion: data.companion };
    this.#known = data.version;
  }

  /** What the work began from; undefined where only its version is known. @returns {Work|undefined} */
  get base() {
    return this.#known === this.#data.version ? this.work : undefined;
  }

  /** Whether something is not on the server yet. */
  get dirty() {
    return !sameWork(this.#current(), this.work);
  }

  /** Whether the work has an address. */
  get known() {
    return this.#data.kind === 'document';
  }

  get version() {
    return this.#data.version ?? 0;
  }

  /** Names what is edited, for drafts. */
  get subject() {
    return subjectOf(this.#data);
  }

  /**
   * @param {{ version: number, changed_at: string }} facts of what the server has
   * @param {Work} work
   * @param {boolean} [acknowledged] nothing that was sent before can be what the server has
   */
  take({ version, changed_at }, { code, companion }, acknowledged = true) {
    Object.assign(this.#data, { version, changed_at });
    this.work = { code, companion };
    this.#known = version;
    if (acknowledged) this.sent.clear();
  }

  /**
   * Whether a newer version is one that was sent from here: its answer was lost.
   * @param {Work & { version: number }} theirs
   */
  wasSent(theirs) {
    return theirs.version > this.version && this.sent.has(theirs);
  }

  /**
   * Takes over what is newer on the server, where nothing that was changed here stands against it.
   * @param {Work & { version: number, changed_at: string }} found
   * @param {(theirs: Work, base: Work) => boolean} put puts it under what was changed here, if that is possible
   * @param {boolean} ours this browser saved it, before it showed an older page again
   * @returns {boolean} whether it is what the server had from now on
   */
  takeOver(found, put, ours) {
    if (found.version <= this.version) return false;
    const known = this.sent.has(found) || sameWork(found, this.#current());
    // A change by somebody else under unsaved work is asked about when that is saved.
    if (!known && this.dirty && !ours) return false;
    if (!known && !put(found, this.work)) return false;
    this.take(found, found, false);
    return true;
  }

  /** Whether a draft goes on from what the server has: nobody else saved since. @param {Draft} draft */
  continues(draft) {
    const before = createSent();
    before.inherit(draft.sent);
    return draft.version === this.#data.version || before.has(this.work);
  }

  /** Goes on from a draft: it was based on an older version perhaps, and then the server asks. @param {Draft} draft */
  goOnFrom(draft) {
    if (draft.version !== null && !this.continues(draft)) {
      this.#data.version = draft.version;
      if (draft.base) [this.work, this.#known] = [draft.base, draft.version];
    }
    this.sent.inherit(draft.sent);
  }
}
