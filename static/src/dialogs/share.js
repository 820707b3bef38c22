/** The share dialog: one row a right, in rising order; ending a link is the owner's. */
import { api } from '../api/client.js';
import { h, wholeAddress } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { entry, remember } from '../core/keys.js';
import { counted } from '../core/phrases.js';
import { copyRow } from './copy-row.js';
import { openDialog } from './dialog.js';
import { qrCode } from './qr.js';
import { createSharedVersions } from './share-pins.js';

/**
 * @typedef {{ id: number, key: string, right: 'view'|'edit'|'own', label: string, last_opened: string|null, revoked_at:
 *   string|null }} Link
 */

const FORMATS = /** @type {const} */ (['svg', 'png', 'pdf', 'fz']);

/**
 * @param {{ bus: import('../core/event-bus.js').EventBus, viewKey: string, title: string, problems:
 *   import('../core/events.js').Problem[] }} parts
 */
export function openShareDialog({ bus, viewKey, title, problems }) {
  const mine = entry(viewKey);
  const editing = h('div', { class: 'share-row' });
  const wrong = problems.filter(({ severity }) => severity !== 'hint').length;
  const done = h('button', { class: 'button', type: 'button' }, 'Done');
  const { close } = openDialog({
    title: `Share “${title || 'Untitled diagram'}”`,
    className: 'share-dialog',
    body: [
      h(
        'div',
        { class: 'share-links' },
        wrong > 0 &&
          h(
            'p',
            { class: 'share-problems small-text' },
            icon('warning'),
            h(
              'span',
              {},
              `This diagram has ${counted(wrong, 'problem')}. The list below the code names ${wrong === 1 ? 'it' : 'them'}.`,
            ),
          ),
        row(
          'eye',
          'Can view',
          'See and run the current version',
          copyRow(wholeAddress(`/d/${viewKey}`), 'the view link', { primary: true }),
        ),
        editing,
        createSharedVersions({ bus, viewKey, key: mine?.own_key ?? mine?.edit_key }),
      ),
      h(
        'div',
        { class: 'share-more' },
        qrCode(wholeAddress(`/d/${viewKey}`)),
        h('p', { class: 'small-text muted' }, 'Scan to open the view link'),
        h('h3', { class: 'section-title' }, 'Picture of the current version'),
        picture(viewKey),
      ),
    ],
    foot: [
      h('p', { class: 'share-note muted small-text' }, 'Anyone who has a link can use it. No account is needed.'),
      done,
    ],
  });
  done.addEventListener('click', close);
  showEditing();

  async function showEditing() {
    if (!mine?.own_key) {
      const known = mine?.edit_key;
      editing.replaceChildren(
        ...(known
          ? row(
              'pencil',
              'Can edit',
              'See, run and change this diagram',
              copyRow(wholeAddress(`/e/${known}`), 'the edit link'),
            ).childNodes
          : []),
      );
      return;
    }
    const own = mine.own_key;
    try {
      const { links } = /** @type {{ links: Link[] }} */ (await api.documents.links(own));
      const open = links.filter((link) => link.right === 'edit' && !link.revoked_at);
      editing.replaceChildren(
        ...row(
          'pencil',
          'Can edit',
          'See, run and change this diagram',
          ...open.map((link) =>
            h(
              'div',
              { class: 'share-link' },
              copyRow(wholeAddress(`/e/${link.key}`), 'the edit link'),
              h(
                'div',
                { class: 'row small-text muted' },
                h(
                  'span',
                  {},
                  link.last_opened
                    ? `Last opened ${new Date(link.last_opened).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' })}`
                    : 'Not opened yet',
                ),
                h('span', { class: 'spacer' }),
                h('button', { class: 'link danger', type: 'button', onclick: () => end(own, link) }, 'End this link'),
              ),
            ),
          ),
          h(
            'button',
            { class: 'button small', type: 'button', onclick: () => make(own) },
            icon('plus'),
            open.length ? 'Create another link' : 'Create a link',
          ),
        ).childNodes,
      );
    } catch (error) {
      editing.replaceChildren(
        ...row('pencil', 'Can edit', `The links could not be listed: ${/** @type {Error} */ (error).message}`)
          .childNodes,
      );
    }
  }

  /** @param {string} own @param {Link} link */
  async function end(own, link) {
    try {
      await api.documents.revokeLink(own, String(link.id));
      if (mine?.edit_key === link.key) remember({ view_key: viewKey, edit_key: undefined });
      bus.emit('toast.requested', { message: 'The edit link has been ended. It no longer opens the diagram.' });
      await showEditing();
    } catch (error) {
      bus.emit('toast.requested', { message: /** @type {Error} */ (error).message });
    }
  }

  /** @param {string} own */
  async function make(own) {
    try {
      await api.documents.createLink(own, 'edit');
      await showEditing();
    } catch (error) {
      bus.emit('toast.requested', { message: /** @type {Error} */ (error).message });
    }
  }
}

/**
 * @param {import('../core/icons.js').IconName} name
 * @param {string} title
 * @param {string} sentence
 * @param {...Node} rest
 * @returns {HTMLElement}
 */
function row(name, title, sentence, ...rest) {
  return h(
    'div',
    { class: 'share-row' },
    h('span', { class: 'share-icon' }, icon(name)),
    h('div', { class: 'share-words' }, h('h3', {}, title), h('p', { class: 'small-text muted' }, sentence), ...rest),
  );
}

/** The current picture's address, in the format chosen. @param {string} viewKey @returns {HTMLElement} */
function picture(viewKey) {
  const container = h('div');
  const choices = FORMATS.map((format) =>
    h(
      'button',
      { type: 'button', 'aria-pressed': 'false', onclick: () => choose(format) },
      format === 'fz' ? 'Text' : format.toUpperCase(),
    ),
  );
  /** @param {typeof FORMATS[number]} format */
  function choose(format) {
    container.replaceChildren(
      copyRow(wholeAddress(`/d/${viewKey}.${format}`), `the address of the ${format.toUpperCase()}`),
    );
    choices.forEach((button, index) => button.setAttribute('aria-pressed', String(FORMATS[index] === format)));
  }
  choose('svg');
  return h(
    'div',
    { class: 'share-picture' },
    container,
    h('div', { class: 'segmented', role: 'group', 'aria-label': 'Format' }, ...choices),
  );
}
