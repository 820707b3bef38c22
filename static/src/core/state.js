/**
 * What the page shows now: the document's facts, the last good picture, the selection. One instance a page; changes are
 * announced on the bus.
 * @typedef {import('./events.js').Picture} Picture
 * @typedef {import('./events.js').Ref} Ref
 * @typedef {'view'|'edit'|'own'} Right
 * @typedef {{ kind: 'document'|'sample'|'new', view_key: string|null, sample: string|null, title: string, code: string,
 *   companion: import('./events.js').Companion, version: number|null, live: number|null, newest: number|null,
 *   changed_at: string|null, text_limit: number, drawing_error: string|null, vocabulary:
 *   import('../code/proposals.js').Vocabulary, geometry: import('./events.js').Geometry|null } & Omit<Picture,
 *   'geometry'> & { offline?: boolean }} PageData `geometry` is null where `drawing_error` says why; `newest` is the
 *   current version where the page shows another one; `live` is the number of changes of the live text; `offline` says
 *   that the page was opened without the server, and has not heard of it since
 */
import { Busy } from './busy.js';
import { markFocus } from './focus.js';
import { saysNoFold } from './folding.js';

/** Names what is edited: `d/<view key>`, `samples/<name>` or `new`. @param {PageData} data */
export const subjectOf = ({ kind, view_key, sample }) =>
  kind === 'document' ? `d/${view_key}` : kind === 'sample' ? `samples/${sample}` : 'new';

/** Where nothing could be drawn, nothing stands anywhere. @type {import('./events.js').Geometry} */
const NOWHERE = { version: 1, width: 0, height: 0, lanes: [], nodes: [], edges: [] };

export class PageState {
  #bus;
  /** How often the person selected something. */ #selected = 0;

  /** @param {import('./event-bus.js').EventBus} bus @param {PageData} data */
  constructor(bus, data) {
    this.#bus = bus;
    this.data = data;
    /** @type {Picture} */ this.picture = {
      svg: data.svg,
      geometry: data.geometry ?? NOWHERE,
      diagram: data.diagram,
      diagnostics: data.diagnostics,
      refined: data.refined,
      plan: data.plan,
    };
    /** The diagram of the text as it was last read, also where the picture stays behind. */ this.read =
      this.picture.diagram;
    /** @type {Ref[]} */ this.selection = [];
    /** True while the player is open: the canvas is then read-only. */
    this.running = false;
    /** What new pictures wait for. */
    this.busy = new Busy();
    /** The width at which this page folds a diagram that says nothing of it itself. @type {number|undefined} */
    this.fold = undefined;
  }

  /**
   * What the server must know to draw a text like what is shown.
   * @param {import('./events.js').Companion} companion of that text
   * @returns {{ plan?: string, fold?: number }}
   */
  asShown(companion) {
    return { plan: this.picture.plan, ...(this.fold && saysNoFold(companion) ? { fold: this.fold } : {}) };
  }

  /** @param {Picture} picture @param {'load'|'text'|'edit'} reason */
  setPicture(picture, reason) {
    this.picture = picture;
    this.read = picture.diagram;
    this.#bus.emit('picture.changed', { picture, reason });
    const kept = this.selection.filter((ref) => this.find(ref));
    if (kept.length !== this.selection.length) this.selectFor(kept, 'picture');
  }

  /** @param {Ref[]} selection @param {string} origin who selected, so that it need not follow itself */
  select(selection, origin) {
    this.#selected += 1;
    this.selectFor(selection, origin);
  }

  /** Selects for an answer, not for what the person does now. @param {Ref[]} selection @param {string} origin */
  selectFor(selection, origin) {
    this.selection = selection;
    this.#bus.emit('selection.changed', { selection, origin });
  }

  /**
   * Where the person is.
   * @returns {{ readonly stays: boolean }} whether they have neither moved the focus nor selected anything since
   */
  here() {
    const focus = markFocus();
    const before = this.#selected;
    const selected = () => this.#selected;
    return {
      get stays() {
        return focus.stays && selected() === before;
      },
    };
  }

  /**
   * The facts of a part of the diagram, or undefined.
   * @template {import('./events.js').Kind} K
   * @param {{ kind: K, id: string }} ref
   * @returns {import('./events.js').Facts[K]|undefined}
   */
  find({ kind, id }) {
    const { lanes, nodes, edges, loops } = this.picture.diagram;
    /** @type {{ [Each in keyof import('./events.js').Facts]: import('./events.js').Facts[Each][] }} */
    const parts = { lane: lanes, node: nodes, edge: edges, loop: loops };
    return parts[kind].find((part) => part.id === id);
  }
}
