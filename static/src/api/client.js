/**
 * The only place that fetches. Answers are parsed JSON; a refusal is thrown as ApiError, a server out of reach as
 * OfflineError.
 * @typedef {import('./types').Answers} Answers
 * @typedef {import('./types').CompanionObject} Companion
 * @typedef {{ code: string, companion: Companion, plan?: string, fold?: number }} Work what is worked on; `plan` is
 *   that of the picture that is shown, for the new one to stay near it; `fold` the width at which the page folds it
 */
import { at } from '../core/dom.js';
import { clientName, newName } from '../core/keys.js';
import { signature } from '../core/person.js';
import { wholePicture } from './whole-picture.js';

export class ApiError extends Error {
  /**
   * @param {number} status @param {import('./types').ErrorBody} error
   * @param {Partial<import('./types').ErrorReply>} [beside] what stands beside the error
   */
  constructor(status, error, beside = {}) {
    super(error.message);
    this.beside = beside;
    this.status = status;
    this.code = error.code;
    this.details = error;
  }
}

/** The server did not answer at all. */
export class OfflineError extends Error {}

/**
 * @param {string} method
 * @param {string} path
 * @param {object} [body]
 * @param {{ headers?: Record<string, string>, signal?: AbortSignal, keepalive?: boolean }} [options]
 * @returns {Promise<Response>}
 */
async function send(method, path, body, options = {}) {
  /** @type {Response} */ let response;
  try {
    response = await fetch(at(path), {
      method,
      headers: {
        'Lanestep-Client': clientName(),
        ...signature(),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...options.headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: options.signal,
      keepalive: options.keepalive,
      credentials: 'same-origin',
    });
  } catch (reason) {
    if (reason instanceof DOMException && reason.name === 'AbortError') throw reason;
    throw new OfflineError('The server cannot be reached.');
  }
  if (response.ok) return response;
  const answer = await response.json().catch(() => null);
  throw new ApiError(
    response.status,
    answer?.error ?? {
      code: 'http',
      message:
        response.status >= 500
          ? 'Something went wrong on the server. Try again in a moment.'
          : 'The server refused the request.',
    },
    answer ?? {},
  );
}

/**
 * @template {keyof Answers} Route
 * @param {Route} route
 * @param {object} [body]
 * @param {Parameters<typeof send>[3] & { names?: Record<string, string>, query?: string }} [options] `names`: what
 *   stands in the address for the names in the route
 * @returns {Promise<Answers[Route]>}
 */
export async function json(route, body, { names = {}, query = '', ...options } = {}) {
  const [method = '', path = ''] = route.split(' ');
  const filled = path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(names[name] ?? ''));
  const response = await send(method, filled + query, body, options);
  return /** @type {Answers[Route]} */ (response.status === 204 ? null : await response.json());
}

/**
 * The creation keys of what was sent and has no answer, by what was sent: whoever tries again makes no second diagram.
 * @type {Map<string, string>}
 */
const unanswered = new Map();

/**
 * @param {string} code
 * @param {Companion} companion
 * @param {string} client
 * @param {string} [creation]
 */
async function create(code, companion, client, creation) {
  const sent = JSON.stringify([code, companion]);
  const creation_key = creation ?? unanswered.get(sent) ?? newName();
  if (!creation) unanswered.set(sent, creation_key);
  try {
    const made = await json('POST /api/documents', { code, companion, client, creation_key });
    unanswered.delete(sent);
    return made;
  } catch (error) {
    if (error instanceof ApiError && error.status < 500) unanswered.delete(sent);
    throw error;
  }
}

/** The tables of the run that was asked for last. @type {import('./types').ProgramTables|null} */
let tables = null;

export const api = {
  /**
   * @param {string} code
   * @param {Companion} companion
   * @param {AbortSignal} [signal]
   * @param {{ fold?: number, direction?: 'right'|'down', refine?: boolean, plan?: string }} [options]
   * @param {import('../core/events.js').Picture} [known] the picture that the page has: only what differs is sent then
   * @returns {Promise<import('./types').RenderReply>}
   */
  async render(code, companion, signal, options, known) {
    const asked = { code, companion, ...options };
    const answer = await json('POST /api/render', { ...asked, ...(known?.plan && { known: known.plan }) }, { signal });
    if (!('changes' in answer)) return answer;
    const { changes, ...rest } = answer;
    const drawn = known && wholePicture(known, changes);
    return drawn ? { ...rest, ...drawn } : api.render(code, companion, signal, options);
  },
  /** @param {Work} work @param {object[]} operations */
  edit: (work, operations) => json('POST /api/edit', { ...work, operations }),
  /**
   * What an edit would lead to; nobody does it.
   * @param {Work} work
   * @param {object[]} operations
   */
  foresee: (work, operations) => json('POST /api/edit', { ...work, operations }, { query: '?preview' }),
  /** @param {string} code @param {unknown} companion any JSON */
  checkCompanion: (code, companion) => json('POST /api/companion', { code, companion }),
  /** @param {Work} work @param {{ kind: string, id: string, new_id: string }} name */
  rename: (work, name) => json('POST /api/rename', { ...work, ...name }),
  /** @param {Work} work */
  format: (work) => json('POST /api/format', work),
  /**
   * Applies every safe fix, or that of one finding.
   * @param {Work} work
   * @param {{ code: string, line: number, column: number }} [finding]
   */
  fix: (work, finding) => json('POST /api/fix', { ...work, ...(finding ? { finding } : {}) }),
  /**
   * @param {string} code
   * @param {'completion'|'hover'|'declaration'|'references'} what
   * @param {number} line
   * @param {number} column
   */
  assist: (code, what, line, column) => json('POST /api/assist', { code, what, line, column }),
  /**
   * The shortest run to a node, by the number of its choices.
   * @param {string} code
   * @param {Companion} companion
   * @param {string} node
   * @param {object} options of the run, beyond those of the diagram
   */
  reach: (code, companion, node, options, from = {}) =>
    json('POST /api/reach', { code, companion, node, options, ...from }),
  /**
   * A run as two lists, with the tables by which they are read.
   * @param {string} code
   * @param {Companion} companion
   * @param {object[]} choices
   * @param {number|null} [seed]
   * @param {object} [options]
   */
  async run(code, companion, choices, seed = null, options = {}) {
    const known = tables;
    const asked = { code, companion, choices, options, ...(seed === null ? {} : { seed }) };
    const answer = /** @type {import('./types').CompactTraceReply} */ (
      await json('POST /api/run', { ...asked, compact: true, program: known?.digest ?? '' })
    );
    const program = typeof answer.program === 'string' ? known : answer.program;
    if (!program) throw new Error('The server left out tables that the page does not have.');
    tables = program;
    return { ...answer, program };
  },
  /** What can go wrong in runs, and whether statements hold. @param {string} code @param {Companion} companion */
  analyze: (code, companion) => json('POST /api/analyze', { code, companion }),
  /**
   * Runs the scenarios of the companion.
   * @param {string} code
   * @param {Companion} companion
   */
  scenarios: (code, companion) => json('POST /api/scenarios', { code, companion }),
  /**
   * @param {string} code
   * @param {Companion} companion
   */
  proposeScenarios: (code, companion) => json('POST /api/scenarios/propose', { code, companion }),
  /**
   * What two versions do differently.
   * @param {{ code: string, companion: Companion }} before
   * @param {{ code: string, companion: Companion }} after
   */
  behaviour: (before, after) =>
    json('POST /api/behaviour', {
      before: { code: before.code, companion: before.companion },
      after: { code: after.code, companion: after.companion },
    }),
  /**
   * The shortest run that comes to a node or crosses an edge.
   * @param {string} code
   * @param {Companion} companion
   * @param {string} part
   */
  runThrough: (code, companion, part) => json('POST /api/scenarios/through', { code, companion, part }),
  /**
   * @param {string} code
   * @param {Companion} companion
   * @param {object} options of the run
   * @param {import('./types').DiagramFacts} diagram that of the text
   * @returns {Promise<string[]>} the ids of the edges that lead to the next turn of a cycle
   */
  async backEdges(code, companion, options, { edges }) {
    const { program } = /** @type {import('./types').CompactTraceReply} */ (
      await json('POST /api/run', { code, companion, options, compact: true })
    );
    if (typeof program === 'string') return [];
    return program.back.flatMap((number) => (number < program.drawn ? (edges[number]?.id ?? []) : []));
  },
  /**
   * @param {string} format
   * @param {string} code
   * @param {Companion} companion
   * @param {object} [options] theme, scale
   * @returns {Promise<Blob>}
   */
  exportAs: async (format, code, companion, options = {}) =>
    (await send('POST', `/api/export/${format}`, { code, companion, ...options })).blob(),
  /** The diagram in another format. @param {object} body `text to from? name? companion?` */
  convert: (body) => json('POST /api/convert', body),
  samples: () => json('GET /api/samples'),
  /**
   * What differs between two texts.
   * @param {string} before @param {string} after @param {'light'|'dark'} theme
   * @param {boolean} sides whether each is drawn by itself too
   */
  diff: (before, after, theme, sides) => json('POST /api/diff', { before, after, theme, sides }),
  documents: {
    /**
     * Makes a diagram, once: one with the same creation key, or with the same text while no answer has come, is the
     * same one.
     */
    create,
    /** @param {string} key */
    read: (key) => json('GET /api/documents/{key}', undefined, { names: { key } }),
    /**
     * The current version, or null where it is the one that is known.
     * @param {string} key
     * @param {number} known
     */
    async current(key, known) {
      try {
        return await json('GET /api/documents/{key}', undefined, {
          names: { key },
          headers: { 'If-None-Match': `"${known}"` },
        });
      } catch (error) {
        if (error instanceof ApiError && error.status === 304) return null;
        throw error;
      }
    },
    /**
     * @param {string} key
     * @param {number} version
     * @param {{ code: string, companion: Companion, client: string, autosave?: boolean, name?: string }} body
     * @param {boolean} [keepalive]
     */
    save: (key, version, body, keepalive = false) =>
      json('PUT /api/documents/{key}', body, {
        names: { key },
        headers: { 'If-Match': `"${version}"` },
        keepalive,
      }),
    /**
     * Saves what others saved meanwhile too, where nothing clashes.
     * @param {string} key
     * @param {number} version that the text began from
     * @param {{ code: string, companion: Companion, client: string, autosave?: boolean, base?: Work, decided?: object[]
     *   }} body `base`: that version, where the page has it; `decided`: what is taken where both clash
     */
    merge: (key, version, body) =>
      json('PUT /api/documents/{key}', body, {
        names: { key },
        query: '?merge=1',
        headers: { 'If-Match': `"${version}"` },
      }),
    /** The steps of the live text after a number of them. @param {string} key @param {number} since */
    steps: (key, since) =>
      json('GET /api/documents/{key}/steps', undefined, { names: { key }, query: `?since=${since}` }),
    /**
     * Adds steps to the live text that has so many of them.
     * @param {string} key @param {number} version @param {import('./types').StepReply[]} steps
     * @param {boolean} [keepalive] also while the page goes away
     */
    addSteps: (key, version, steps, keepalive = false) =>
      json('POST /api/documents/{key}/steps', { version, steps }, { names: { key }, keepalive }),
    /** Tells others where this person is. @param {string} key @param {object} said @param {boolean} [keepalive] */
    tellPresence: (key, said, keepalive = false) =>
      json('POST /api/documents/{key}/presence', said, { names: { key }, keepalive }),
    /** Lets others follow a run and a place. @param {string} key @param {object} shown @param {boolean} [keepalive] */
    present: (key, shown, keepalive = false) =>
      json('POST /api/documents/{key}/presenter', shown, { names: { key }, keepalive }),
    /** @param {string} key */
    remove: (key) => json('DELETE /api/documents/{key}', undefined, { names: { key } }),
    /** @param {string} key */
    undelete: (key) => json('POST /api/documents/{key}/undelete', {}, { names: { key } }),
    /** @param {string} key */
    versions: (key) => json('GET /api/documents/{key}/versions', undefined, { names: { key } }),
    /** A part of the history. @param {string} key @param {number} [below] only versions with smaller numbers */
    history: (key, below) =>
      json('GET /api/documents/{key}/history', undefined, {
        names: { key },
        query: below === undefined ? '' : `?below=${below}`,
      }),
    /** @param {string} key @param {number} number */
    version: (key, number) =>
      json('GET /api/documents/{key}/versions/{number}', undefined, { names: { key, number: String(number) } }),
    /** @param {string} key @param {number} number @param {string} name '' takes the name away */
    nameVersion: (key, number, name) =>
      json('PUT /api/documents/{key}/versions/{number}/name', { name }, { names: { key, number: String(number) } }),
    /** Keeps a version for links to a run. @param {string} key @param {number} version */
    pin: (key, version) => json('POST /api/documents/{key}/pins', { version }, { names: { key } }),
    /** Links keep a version no longer. @param {string} key @param {number} version */
    unpin: (key, version) =>
      json('DELETE /api/documents/{key}/pins/{number}', undefined, { names: { key, number: String(version) } }),
    /** Keeps a run that is too long for a link. @param {string} key @param {string} run */
    keepRun: (key, run) => json('POST /api/documents/{key}/runs', { run }, { names: { key } }),
    /** @param {string} key */
    keptRuns: (key) => json('GET /api/documents/{key}/runs', undefined, { names: { key } }),
    /** @param {string} key @param {string} run the name of a kept run */
    endRun: (key, run) => json('DELETE /api/documents/{key}/runs/{run}', undefined, { names: { key, run } }),
    /** @param {string} key @param {string} run the name of a kept run */
    keptRun: (key, run) => json('GET /api/documents/{key}/runs/{run}', undefined, { names: { key, run } }),
    /** @param {string} key @param {number} version */
    restore: (key, version) =>
      json('POST /api/documents/{key}/restore', { version, client: clientName() }, { names: { key } }),
    /** @param {string} key */
    links: (key) => json('GET /api/documents/{key}/links', undefined, { names: { key } }),
    /** @param {string} key @param {'view'|'edit'} right */
    createLink: (key, right) => json('POST /api/documents/{key}/links', { right }, { names: { key } }),
    /**
     * @param {string} key
     * @param {string} link
     * @param {{ label: string, expires_at: string|null }} change
     */
    changeLink: (key, link, change) => json('PUT /api/documents/{key}/links/{link}', change, { names: { key, link } }),
    /** @param {string} key @param {string} link */
    replaceLink: (key, link) => json('POST /api/documents/{key}/links/{link}/replace', {}, { names: { key, link } }),
    /** @param {string} key */
    sharing: (key) => json('GET /api/documents/{key}/sharing', undefined, { names: { key } }),
    /** @param {string} key @param {import('./types.d.ts').SharingReply} chosen */
    setSharing: (key, chosen) => json('PUT /api/documents/{key}/sharing', chosen, { names: { key } }),
    /** @param {string} key @param {string} link */
    revokeLink: (key, link) => json('DELETE /api/documents/{key}/links/{link}', undefined, { names: { key, link } }),
  },
};
