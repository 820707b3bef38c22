/** How saving stands, in words, and what a refusal means. */
import { ApiError, OfflineError } from '../api/client.js';

/** @typedef {import('../core/events.js').SaveState} SaveState */

const ENDED = /** @type {Record<string, string>} */ ({ deleted: 'Deleted', expired: 'Link expired' });

export class SaveStatus {
  /** @type {SaveState} */ shown;
  /** Why nothing can be saved any more; '' while it can. */ end = '';
  #bus;
  #facts;

  /**
   * @param {import('../core/event-bus.js').EventBus} bus
   * @param {{ kind: () => 'document'|'sample'|'new', dirty: () => boolean, keeps: () => boolean }} facts `keeps`:
   *   whether this browser keeps drafts
   */
  constructor(bus, facts) {
    this.#bus = bus;
    this.#facts = facts;
    const kind = facts.kind();
    this.shown = kind === 'document' ? 'saved' : kind;
  }

  /** @param {SaveState} name @param {string} message */
  show(name, message) {
    this.shown = name;
    this.#bus.emit('save.changed', { state: name, message });
  }

  /** Nothing is unsaved. */
  showRest() {
    const kind = this.#facts.kind();
    if (kind === 'document') this.show('saved', 'Saved');
    else this.show(kind, kind === 'new' ? 'Not saved yet' : 'Sample: your first change makes a copy');
  }

  /** What keeps the text from the server, and where it is kept instead. @param {SaveState} [name] */
  showTrouble(name = this.shown) {
    this.shown = name;
    const trouble = troubleSentence(name, this.end);
    if (!trouble) return;
    const { dirty, keeps } = this.#facts;
    this.show(name, !dirty() ? trouble : `${trouble}, ${keeps() ? 'kept here' : 'not saved'}`);
  }
}

/** @param {SaveState} name @param {string} end @returns {string} '' where nothing keeps the text from the server */
function troubleSentence(name, end) {
  if (name === 'conflict') return 'Changed elsewhere';
  if (name === 'offline') return 'Offline';
  if (name === 'ended') return ENDED[end] ?? 'Link ended';
  return '';
}

/**
 * What a refusal of a save means.
 * @param {unknown} error
 * @returns {'conflict'|'ended'|'offline'|'refused'} `offline` is worth another try
 */
export function meaningOf(error) {
  if (error instanceof OfflineError) return 'offline';
  if (!(error instanceof ApiError)) return 'refused';
  if (error.status === 409) return 'conflict';
  if (error.status === 404 || error.status === 403) return 'ended';
  return error.status >= 500 || error.status === 429 ? 'offline' : 'refused';
}
