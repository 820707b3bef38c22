/**
 * What links to a step of a run keep, in the share dialog and among all that is shared: versions, and runs that are too
 * long for an address. Who edits can end these links.
 */
import { api } from '../api/client.js';
import { at, h } from '../core/dom.js';
import { moveFocus } from '../core/focus.js';
import { counted, messageOf } from '../core/phrases.js';

/**
 * @param {{ bus: import('../core/event-bus.js').EventBus, viewKey: string, key: string|undefined }} parts `key`: of the
 *   right to edit, where this browser has one
 * @returns {HTMLElement} empty where there is nothing to see
 */
export function createSharedVersions({ bus, viewKey, key }) {
  const element = h('div', { class: 'share-pins', tabindex: '-1' });
  if (key) void show(key);

  /** @param {string} key */
  async function show(key) {
    const [versions, kept] = await Promise.all([
      api.documents.versions(key).then(
        (found) => found.versions.filter((version) => version.pinned),
        () => [],
      ),
      api.documents.keptRuns(key).then(
        ({ runs }) => runs,
        () => [],
      ),
    ]);
    element.replaceChildren(
      ...list(
        'Links to a step of a run',
        'These versions stay as they are for links that were copied in a run.',
        versions.map((version) => versionRow(key, version)),
      ),
      ...list(
        'Long runs',
        'Their choices do not fit an address, so they are kept here for the links that were copied.',
        kept.map((run) => runRow(key, run)),
      ),
    );
  }

  /** @param {string} key @param {{ version: number, changed_at: string, name: string }} version */
  function versionRow(key, { version, changed_at, name }) {
    return row({
      title: `Version ${version}`,
      address: at(`/d/${viewKey}?version=${version}`),
      about: [name, momentOf(changed_at)].filter(Boolean).join(', '),
      label: `End these links: version ${version}`,
      end: () => api.documents.unpin(key, version),
      said: `Links to version ${version} open it no longer. It is still in the history.`,
      again: () => show(key),
    });
  }

  /** @param {string} key @param {import('../api/types').KeptRunLine} run */
  function runRow(key, { id, created, choices, path }) {
    const when = momentOf(created);
    return row({
      title: `Run with ${counted(choices, 'choice')}`,
      // The server has put its own prefix in front of the path.
      address: path,
      about: when,
      label: `End these links: run of ${when}`,
      end: () => api.documents.endRun(key, id),
      said: 'Links to this run open it no longer.',
      again: () => show(key),
    });
  }

  /**
   * @param {{ title: string, address: string, about: string, label: string, end: () => Promise<unknown>, said: string,
   *   again: () => Promise<void> }} what
   */
  function row({ title, address, about, label, end, said, again }) {
    const run = async () => {
      try {
        await end();
        bus.emit('toast.requested', { message: said });
        await again();
        moveFocus(element.querySelector('button') ?? element);
      } catch (error) {
        bus.emit('toast.requested', { message: messageOf(error) });
      }
    };
    return h(
      'li',
      { class: 'row small-text' },
      h('a', { href: address, target: '_blank', rel: 'noopener' }, title),
      h('span', { class: 'muted' }, about),
      h('span', { class: 'spacer' }),
      h('button', { class: 'link danger', type: 'button', 'aria-label': label, onclick: run }, 'End these links'),
    );
  }

  return element;
}

/** @param {string} moment @returns {string} */
const momentOf = (moment) => new Date(moment).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

/** @param {string} title @param {string} says @param {HTMLElement[]} rows @returns {HTMLElement[]} */
function list(title, says, rows) {
  if (rows.length === 0) return [];
  return [
    h('h3', { class: 'section-title' }, title),
    h('p', { class: 'small-text muted' }, says),
    h('ul', { class: 'share-pin-list' }, ...rows),
  ];
}
