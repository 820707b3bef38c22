/**
 * The only place that fetches. Answers are parsed JSON; a refusal is thrown as ApiError, a server out of reach as
 * OfflineError.
 * @typedef {{ code: string, companion: object, plan?: string }} Work what is worked on; `plan` is that of the picture
 *   that is shown, for the new one to stay near it
 */
import { at } from '../core/addresses.js';
import { clientName, newName } from '../core/keys.js';

export class ApiError extends Error {
  /** @param {number} status @param {{ code: string, message: string, [more: string]: any }} error */
  constructor(status, error) {
    super(error.message);
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
  );
}

/**
 * @param {string} method
 * @param {string} path
 * @param {object} [body]
 * @param {Parameters<typeof send>[3]} [options]
 * @returns {Promise<any>}
 */
async function json(method, path, body, options) {
  const response = await send(method, path, body, options);
  return response.status === 204 ? null : response.json();
}

/**
 * The creation keys of what was sent and has no answer, by what was sent: whoever tries again makes no second diagram.
 * @type {Map<string, string>}
 */
const unanswered = new Map();

/**
 * @param {string} code
 * @param {object} companion
 * @param {string} client
 * @param {string} [creation]
 * @returns {Promise<any>}
 */
async function create(code, companion, client, creation) {
  const sent = JSON.stringify([code, companion]);
  const creation_key = creation ?? unanswered.get(sent) ?? newName();
  if (!creation) unanswered.set(sent, creation_key);
  try {
    const made = await json('POST', '/api/documents', { code, companion, client, creation_key });
    unanswered.delete(sent);
    return made;
  } catch (error) {
    if (error instanceof ApiError && error.status < 500) unanswered.delete(sent);
    throw error;
  }
}

export const api = {
  /**
   * @param {string} code
   * @param {object} companion
   * @param {AbortSignal} [signal]
   * @param {{ fold?: number, direction?: 'right'|'down', refine?: boolean, plan?: string }} [shape]
   * @returns {Promise<import('../core/events.js').Picture>}
   */
  render: (code, companion, signal, shape) => json('POST', '/api/render', { code, companion, ...shape }, { signal }),
  /** @param {Work} work @param {object[]} operations @returns {Promise<any>} */
  edit: (work, operations) => json('POST', '/api/edit', { ...work, operations }),
  /**
   * What an edit would lead to; nobody does it.
   * @param {Work} work
   * @param {object[]} operations
   * @returns {Promise<any>}
   */
  foresee: (work, operations) => json('POST', '/api/edit?preview', { ...work, operations }),
  /** @param {Work} work @param {{ kind: string, id: string, new_id: string }} name @returns {Promise<any>} */
  rename: (work, name) => json('POST', '/api/rename', { ...work, ...name }),
  /** @param {Work} work @returns {Promise<any>} */
  format: (work) => json('POST', '/api/format', work),
  /**
   * Applies every safe fix, or that of one finding.
   * @param {Work} work
   * @param {{ code: string, line: number, column: number }} [finding]
   * @returns {Promise<any>}
   */
  fix: (work, finding) => json('POST', '/api/fix', { ...work, ...(finding ? { finding } : {}) }),
  /**
   * @param {string} code
   * @param {'completion'|'hover'|'declaration'|'references'} what
   * @param {number} line
   * @param {number} column
   * @returns {Promise<any>}
   */
  assist: (code, what, line, column) => json('POST', '/api/assist', { code, what, line, column }),
  /**
   * @param {string} code
   * @param {object} companion
   * @param {object[]} choices
   * @param {number|null} [seed]
   * @returns {Promise<any>} a trace
   */
  run: (code, companion, choices, seed = null) =>
    json('POST', '/api/run', { code, companion, choices, ...(seed === null ? {} : { seed }) }),
  /**
   * @param {string} format
   * @param {string} code
   * @param {object} companion
   * @param {object} [options] theme, scale
   * @returns {Promise<Blob>}
   */
  exportAs: async (format, code, companion, options = {}) =>
    (await send('POST', `/api/export/${format}`, { code, companion, ...options })).blob(),
  /** @returns {Promise<any>} */
  samples: () => json('GET', '/api/samples'),
  documents: {
    /**
     * Makes a diagram, once: one with the same creation key, or with the same text while no answer has come, is the
     * same one.
     */
    create,
    /** @param {string} key @returns {Promise<any>} */
    read: (key) => json('GET', `/api/documents/${encodeURIComponent(key)}`),
    /**
     * The current version, or null where it is the one that is known.
     * @param {string} key
     * @param {number} known
     * @returns {Promise<any>}
     */
    async current(key, known) {
      try {
        return await json('GET', `/api/documents/${encodeURIComponent(key)}`, undefined, {
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
     * @param {{ code: string, companion: object, client: string, autosave?: boolean, name?: string }} body
     * @param {boolean} [keepalive]
     * @returns {Promise<any>}
     */
    save: (key, version, body, keepalive = false) =>
      json('PUT', `/api/documents/${encodeURIComponent(key)}`, body, {
        headers: { 'If-Match': `"${version}"` },
        keepalive,
      }),
    /** @param {string} key @returns {Promise<any>} */
    remove: (key) => json('DELETE', `/api/documents/${encodeURIComponent(key)}`),
    /** @param {string} key @returns {Promise<any>} */
    undelete: (key) => json('POST', `/api/documents/${encodeURIComponent(key)}/undelete`, {}),
    /** @param {string} key @returns {Promise<any>} */
    versions: (key) => json('GET', `/api/documents/${encodeURIComponent(key)}/versions`),
    /** @param {string} key @param {number} version @returns {Promise<any>} */
    restore: (key, version) => json('POST', `/api/documents/${encodeURIComponent(key)}/restore`, { version }),
    /** @param {string} key @returns {Promise<any>} */
    links: (key) => json('GET', `/api/documents/${encodeURIComponent(key)}/links`),
    /** @param {string} key @param {'view'|'edit'} right @returns {Promise<any>} */
    createLink: (key, right) => json('POST', `/api/documents/${encodeURIComponent(key)}/links`, { right }),
    /** @param {string} key @param {string} link @returns {Promise<any>} */
    revokeLink: (key, link) =>
      json('DELETE', `/api/documents/${encodeURIComponent(key)}/links/${encodeURIComponent(link)}`),
  },
};
