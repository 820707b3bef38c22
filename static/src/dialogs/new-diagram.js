/**
 * New diagrams from texts that are there: stored, their keys kept in this browser, and told of without leaving the
 * page.
 */
import { api } from '../api/client.js';
import { at } from '../core/dom.js';
import { clientName, remember } from '../core/keys.js';
import { openEditLinkDialog } from './edit-link.js';

const TITLE_LIMIT = 200;
const UNTITLED = 'Untitled diagram';

/**
 * A companion whose title says what kind of copy this is.
 * @param {import('../core/events.js').Companion} companion
 * @param {string} kind
 * @returns {import('../core/events.js').Companion}
 */
export function asCopy(companion, kind) {
  const end = ` (${kind})`;
  return { ...companion, title: (companion.title || UNTITLED).slice(0, TITLE_LIMIT - end.length) + end };
}

/**
 * Stores a new diagram and keeps its keys in this browser.
 * @param {string} code
 * @param {import('../core/events.js').Companion} companion
 * @returns {Promise<string|null>} its view key; null where they cannot be kept, so that nobody may leave before the
 *   link is copied
 */
export async function storeDiagram(code, companion) {
  const made = await api.documents.create(code, companion, clientName());
  const kept = remember({
    view_key: made.view_key,
    edit_key: made.edit_key,
    own_key: made.own_key,
    title: companion.title ?? '',
    changed_at: made.changed_at,
  });
  if (!kept) openEditLinkDialog(made.edit_key);
  return kept ? made.view_key : null;
}

/**
 * Stores a new diagram beside the one that is open, and opens it or offers to.
 * @param {import('../core/event-bus.js').EventBus} bus
 * @param {string} code
 * @param {import('../core/events.js').Companion} companion
 * @param {{ opens?: boolean }} [options]
 * @returns {Promise<boolean>} whether it is stored
 */
export async function storeBeside(bus, code, companion, { opens = false } = {}) {
  try {
    const key = await storeDiagram(code, companion);
    if (!key) return true;
    const address = at(`/d/${key}`);
    const message = `“${companion.title || UNTITLED}” is a diagram of its own now.`;
    // Browsers may refuse a page that nobody clicked for.
    const opened = opens && window.open(address, '_blank') !== null;
    bus.emit(
      'toast.requested',
      opened
        ? { message }
        : {
            message,
            action: {
              label: 'Open it',
              run: () => {
                window.open(address, '_blank', 'noopener');
              },
            },
          },
    );
    return true;
  } catch (reason) {
    tellNotMade(bus, reason);
    return false;
  }
}

/** @param {import('../core/event-bus.js').EventBus} bus @param {unknown} reason */
export function tellNotMade(bus, reason) {
  bus.emit('toast.requested', { message: `No diagram was made. ${reason instanceof Error ? reason.message : ''}` });
}
