/** Everything that is shared: the links of all diagrams that this browser owns. */
import { api } from '../api/client.js';
import { at, h } from '../core/dom.js';
import { EventBus } from '../core/event-bus.js';
import { guardFocus } from '../core/focus.js';
import { entries, forget, remember } from '../core/keys.js';
import { counted, messageOf } from '../core/phrases.js';
import { isActive, linkRow } from '../dialogs/link-row.js';
import { createSharedVersions } from '../dialogs/share-pins.js';
import { themeButton } from '../dialogs/theme-button.js';
import { createToasts } from '../dialogs/toasts.js';

/** @typedef {import('../core/keys.js').KeyEntry} KeyEntry */
/** @typedef {import('../dialogs/link-row.js').Link} Link */

/** So many diagrams are asked for at a time: the server and other visitors have other things to do too. */
const AT_A_TIME = 4;
const RIGHTS = /** @type {const} */ ({ view: 'Can view', edit: 'Can edit', own: 'Owner' });

const bus = new EventBus();
createToasts({ bus });
guardFocus('#main a, #main button');
document.getElementById('home-tools')?.append(themeButton());
const place = /** @type {HTMLElement} */ (document.getElementById('shared'));
const tell = (/** @type {string} */ message) => bus.emit('toast.requested', { message });
async function showAll() {
  const owned = entries().filter(({ own_key: own }) => own);
  if (owned.length === 0) {
    place.append(h('p', {}, 'This browser owns no diagram yet.'));
    return;
  }
  const sections = owned.map((item) => h('section', { class: 'shared-diagram' }, heading(item)));
  place.append(...sections);
  const waiting = owned.map((item, index) => ({ item, section: sections[index] }));
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift())
      if (next.section) await show(next.item, next.section);
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, work));
}

/** @param {KeyEntry} item */
const heading = (item) => h('h2', {}, h('a', { href: at(`/d/${item.view_key}`) }, item.title || 'Untitled diagram'));

/** @param {KeyEntry} item @param {HTMLElement} section */
async function show(item, section) {
  const own = item.own_key ?? '';
  try {
    const { links } = await api.documents.links(own);
    const active = links.filter(isActive);
    const gone = links.length - active.length;
    section.replaceChildren(
      heading(item),
      ...active.flatMap((link) => [
        h('h3', { class: 'section-title' }, RIGHTS[link.right]),
        linkRow(link, { own, changed, ended, replaced, tell }),
      ]),
      createSharedVersions({ bus, viewKey: item.view_key, key: own }),
      gone > 0 ? h('p', { class: 'small-text muted' }, `${counted(gone, 'link')} no longer in force.`) : '',
    );
  } catch (error) {
    section.replaceChildren(
      heading(item),
      h('p', { class: 'small-text' }, `The links could not be listed: ${messageOf(error)}`),
    );
  }

  async function changed() {
    await show(item, section);
  }

  /** @param {Link} link */
  async function ended(link) {
    tell('The link has been ended. It no longer opens the diagram.');
    if (item.edit_key === link.key) update({ edit_key: undefined });
    if (item.view_key === link.key) await findAddress();
    await changed();
  }

  /** @param {Link} old @param {Link} fresh */
  async function replaced(old, fresh) {
    tell('The link has a new address. The old one no longer opens the diagram.');
    if (old.key === own) {
      update({ own_key: fresh.key });
      return show({ ...item, own_key: fresh.key }, section);
    }
    if (item.edit_key === old.key) update({ edit_key: fresh.key });
    if (item.view_key === old.key) await findAddress();
    await changed();
  }

  /** @param {Partial<KeyEntry>} change */
  function update(change) {
    Object.assign(item, change);
    remember({ view_key: item.view_key, ...change });
  }

  /** The address of the diagram was ended: another one takes its place. */
  async function findAddress() {
    const { view_key: fresh } = await api.documents.read(own);
    const old = item.view_key;
    if (remember({ ...item, view_key: fresh })) forget(old);
    item.view_key = fresh;
  }
}

void showAll();
