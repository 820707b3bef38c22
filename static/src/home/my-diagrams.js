/**
 * "My diagrams": those this browser holds keys to, with search, rename, duplicate, delete with undo, and the keys as a
 * file.
 */
import { api } from '../api/client.js';
import { composes } from '../core/composition.js';
import { at, h } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { entries, forget, remember } from '../core/keys.js';
import { openMenu } from '../dialogs/menu.js';
import { asCopy, storeDiagram } from '../dialogs/new-diagram.js';
import { createBin } from './bin.js';
import { exportKeys, restoreKeys } from './key-file.js';
import { ago } from '../core/times.js';

/** @typedef {import('../core/keys.js').KeyEntry} KeyEntry */

/**
 * @param {HTMLElement} container
 * @param {{ bus: import('../core/event-bus.js').EventBus, opens?: (viewKey: string) => boolean }} parts `opens` tells
 *   which diagrams can be opened now
 */
export function createMyDiagrams(container, { bus, opens = () => true }) {
  const count = h('span', { class: 'chip' });
  const filter = /** @type {HTMLInputElement} */ (
    h('input', {
      class: 'input',
      type: 'search',
      placeholder: 'Filter by title',
      'aria-label': 'Filter my diagrams by title',
    })
  );
  const list = h('ul', { class: 'diagram-list', 'data-heir': '.diagram-title, .home-new' });
  const chooser = /** @type {HTMLInputElement} */ (
    h('input', { type: 'file', accept: '.json,application/json', hidden: true, 'aria-label': 'A file of keys' })
  );
  const bin = createBin({ restore: (entry) => bringBack(entry, entry.own_key ?? '') });
  const more = h(
    'button',
    {
      class: 'icon-button',
      type: 'button',
      'aria-label': 'Keys of my diagrams',
      'aria-haspopup': 'menu',
      'data-tip': 'Export, restore',
      'data-tip-at': 'end',
    },
    icon('more'),
  );
  container.append(
    h(
      'div',
      { class: 'home-section' },
      h('h2', { id: 'mine-title' }, 'My diagrams'),
      count,
      h('span', { class: 'spacer' }),
      filter,
      more,
    ),
    list,
    bin.element,
    chooser,
  );

  filter.addEventListener('input', show);
  more.addEventListener('click', () =>
    openMenu(more, [
      { label: 'Export the keys to a file', icon: 'download', run: exportKeys },
      { label: 'Restore keys from a file', icon: 'upload', run: () => chooser.click() },
    ]),
  );
  chooser.addEventListener('change', async () => {
    const file = chooser.files?.[0];
    chooser.value = '';
    if (!file) return;
    bus.emit('toast.requested', { message: await restoreKeys(file) });
    show();
  });
  window.addEventListener('storage', show);
  show();

  function show() {
    // An answer about one diagram does not take the field away in which another is being renamed.
    if (list.querySelector('input')) return;
    bin.show();
    const all = entries();
    const wanted = filter.value.trim().toLocaleLowerCase();
    const shown = all.filter((entry) => entry.title.toLocaleLowerCase().includes(wanted));
    count.textContent = String(all.length);
    filter.hidden = all.length < 2;
    list.replaceChildren(...shown.map(diagramRow));
    if (!all.length)
      list.append(
        h(
          'li',
          { class: 'diagram-none muted' },
          'No diagrams yet. Diagrams that you draw or open are listed here, in this browser. You need no account.',
        ),
      );
    else if (!shown.length)
      list.append(h('li', { class: 'diagram-none muted' }, `No title contains “${filter.value.trim()}”.`));
  }

  /** @param {KeyEntry} entry @returns {HTMLElement} */
  function diagramRow(entry) {
    const right = entry.own_key ? 'Owner' : entry.edit_key ? 'Can edit' : 'Can view';
    const title = entry.title || 'Untitled diagram';
    const size =
      entry.lanes === undefined
        ? ''
        : `${entry.lanes} ${entry.lanes === 1 ? 'lane' : 'lanes'} · ${entry.nodes} ${entry.nodes === 1 ? 'node' : 'nodes'}`;
    const name = h(
      'a',
      { class: 'diagram-title', 'data-key': entry.view_key, href: at(`/d/${entry.view_key}`) },
      title,
    );
    const row = h(
      'li',
      { class: 'diagram-row' },
      h(
        'span',
        { class: 'diagram-thumbnail', 'aria-hidden': 'true' },
        thumbnail('on-light', at(`/d/${entry.view_key}.svg?thumbnail=1`)),
        thumbnail('on-dark', at(`/d/${entry.view_key}.svg?thumbnail=1&theme=dark`)),
      ),
      name,
      h(
        'span',
        { class: `diagram-size muted small-text${opens(entry.view_key) ? '' : ' is-away'}` },
        opens(entry.view_key) ? size : 'Opens with the server only',
      ),
      h(
        'time',
        { class: 'diagram-time muted small-text', datetime: entry.changed_at },
        `Changed ${ago(new Date(entry.changed_at), new Date())}`,
      ),
      h('span', { class: 'chip diagram-right' }, icon(entry.own_key || entry.edit_key ? 'pencil' : 'eye', 12), right),
      h(
        'span',
        { class: 'diagram-actions' },
        (entry.own_key || entry.edit_key) && action('pencil', `Rename ${title}`, () => rename(row, name, entry)),
        action('copy', `Duplicate ${title}`, () => duplicate(entry)),
        entry.own_key
          ? action('trash', `Delete ${title}`, () => remove(entry))
          : action('close', `Remove ${title} from this list`, () => takeOff(entry)),
      ),
    );
    return row;
  }

  /** A small picture; where it cannot be had, nothing. @param {string} look @param {string} src */
  function thumbnail(look, src) {
    const image = h('img', { class: look, src, alt: '', loading: 'lazy', onerror: () => image.remove() });
    return image;
  }

  /** @param {import('../core/icons.js').IconName} name @param {string} label @param {() => void} run */
  function action(name, label, run) {
    return h(
      'button',
      { class: 'icon-button', type: 'button', 'aria-label': label, 'data-key': label, onclick: run },
      icon(name),
    );
  }

  /** @param {HTMLElement} row @param {HTMLElement} name @param {KeyEntry} entry */
  function rename(row, name, entry) {
    const field = /** @type {HTMLInputElement} */ (
      h('input', {
        class: 'input',
        value: entry.title,
        maxlength: 200,
        'aria-label': 'Title',
        'data-key': entry.view_key,
      })
    );
    let ended = false;
    /** @param {boolean} keep */
    const end = (keep) => {
      if (ended) return;
      ended = true;
      field.replaceWith(name);
      const title = field.value.trim();
      if (keep && title && title !== entry.title) store(entry, title);
      else show();
    };
    field.addEventListener('keydown', (event) => {
      if ((event.key !== 'Enter' && event.key !== 'Escape') || composes(event)) return;
      end(event.key === 'Enter');
      row.querySelector('a')?.focus();
    });
    field.addEventListener('blur', () => end(true));
    name.replaceWith(field);
    field.select();
  }

  /** @param {KeyEntry} entry @param {string} title */
  async function store(entry, title) {
    const key = /** @type {string} */ (entry.own_key ?? entry.edit_key);
    await attempt(async () => {
      const { code, companion, version } = await api.documents.read(key);
      await api.documents.save(key, version, { code, companion: { ...companion, title }, client: 'home' });
      remember({ view_key: entry.view_key, title });
    });
    show();
  }

  /** @param {KeyEntry} entry */
  async function duplicate(entry) {
    await attempt(async () => {
      const { code, companion } = await api.documents.read(entry.view_key);
      const copy = asCopy(companion, 'copy');
      const key = await storeDiagram(code, copy);
      if (!key) return;
      remember({ view_key: key, lanes: entry.lanes, nodes: entry.nodes });
      bus.emit('toast.requested', { message: `“${copy.title}” created` });
    });
    show();
  }

  /** @param {KeyEntry} entry */
  async function remove(entry) {
    const key = /** @type {string} */ (entry.own_key);
    await attempt(async () => {
      await api.documents.remove(key);
      remember({ view_key: entry.view_key, deleted_at: new Date().toISOString() });
      bus.emit('toast.requested', {
        message: `“${entry.title || 'Untitled diagram'}” deleted`,
        action: { label: 'Undo', run: () => bringBack(entry, key) },
      });
    });
    show();
  }

  /** @param {KeyEntry} entry @param {string} key */
  async function bringBack(entry, key) {
    await attempt(async () => {
      await api.documents.undelete(key);
      remember({ view_key: entry.view_key, deleted_at: undefined });
    });
    show();
  }

  /** @param {KeyEntry} entry */
  function takeOff(entry) {
    forget(entry.view_key);
    bus.emit('toast.requested', {
      message: `“${entry.title || 'Untitled diagram'}” removed from the list`,
      action: {
        label: 'Undo',
        run: () => {
          remember(entry);
          show();
        },
      },
    });
    show();
  }

  /** @param {() => Promise<void>} deed */
  async function attempt(deed) {
    try {
      await deed();
    } catch (error) {
      bus.emit('toast.requested', { message: /** @type {Error} */ (error).message });
    }
  }
}
