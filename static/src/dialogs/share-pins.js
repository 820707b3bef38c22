/** The versions that links to a step of a run keep, in the share dialog; who edits can take them back. */
import { api } from '../api/client.js';
import { at, h } from '../core/dom.js';
import { moveFocus } from '../core/focus.js';
import { messageOf } from '../core/phrases.js';

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
    const found = await api.documents.versions(key).catch(() => null);
    const pinned = found?.versions.filter((version) => version.pinned) ?? [];
    element.replaceChildren(
      ...(pinned.length === 0
        ? []
        : [
            h('h3', { class: 'section-title' }, 'Links to a step of a run'),
            h(
              'p',
              { class: 'small-text muted' },
              'These versions stay as they are for links that were copied in a run.',
            ),
            h('ul', { class: 'share-pin-list' }, ...pinned.map((version) => row(key, version))),
          ]),
    );
  }

  /** @param {string} key @param {{ version: number, changed_at: string, name: string }} version */
  function row(key, { version, changed_at, name }) {
    const when = new Date(changed_at).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
    const title = `Version ${version}`;
    return h(
      'li',
      { class: 'row small-text' },
      h('a', { href: at(`/d/${viewKey}?version=${version}`), target: '_blank', rel: 'noopener' }, title),
      h('span', { class: 'muted' }, [name, when].filter(Boolean).join(', ')),
      h('span', { class: 'spacer' }),
      h(
        'button',
        {
          class: 'link danger',
          type: 'button',
          'aria-label': `End the links to version ${version}`,
          onclick: () => void remove(key, version),
        },
        'End these links',
      ),
    );
  }

  /** @param {string} key @param {number} version */
  async function remove(key, version) {
    try {
      await api.documents.unpin(key, version);
      bus.emit('toast.requested', {
        message: `Links to version ${version} open it no longer. It is still in the history.`,
      });
      await show(key);
      const next = element.querySelector('button');
      moveFocus(next ?? element);
    } catch (error) {
      bus.emit('toast.requested', { message: messageOf(error) });
    }
  }

  return element;
}
