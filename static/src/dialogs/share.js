/** The share dialog: one row a right, in rising order; ending a link is the owner's. */
import { api } from '../api/client.js';
import { at, h, wholeAddress } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { entry, forget, remember } from '../core/keys.js';
import { counted } from '../core/phrases.js';
import { LONG_ADDRESS, packText } from '../core/text-link.js';
import { copyRow } from './copy-row.js';
import { openDialog } from './dialog.js';
import { anotherLink, isActive, linkRow } from './link-row.js';
import { qrCode } from './qr.js';
import { embedPart } from './share-embed.js';
import { createSharedVersions } from './share-pins.js';

/** @typedef {import('./link-row.js').Link} Link */

const FORMATS = /** @type {const} */ (['svg', 'png', 'pdf', 'fz']);

/**
 * @param {{ bus: import('../core/event-bus.js').EventBus, viewKey: string, title: string, code: string,
 *   problems: import('../core/events.js').Problem[] }} parts
 */
export function openShareDialog({ bus, viewKey, title, code, problems }) {
  const mine = entry(viewKey);
  const viewing = h('div', { class: 'share-row' });
  const editing = h('div', { class: 'share-row' });
  const owning = h('div', { class: 'share-row' });
  const tell = (/** @type {string} */ message) => bus.emit('toast.requested', { message });
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
        viewing,
        editing,
        owning,
        createSharedVersions({ bus, viewKey, key: mine?.own_key ?? mine?.edit_key }),
      ),
      h(
        'div',
        { class: 'share-more' },
        qrCode(wholeAddress(`/d/${viewKey}`)),
        h('p', { class: 'small-text muted' }, 'Scan to open the view link'),
        h('h3', { class: 'section-title' }, 'Picture of the current version'),
        picture(viewKey),
        embedPart({ viewKey, own: mine?.own_key, title, tell }),
        textLink(code),
      ),
    ],
    foot: [
      h('p', { class: 'share-note muted small-text' }, 'Anyone who has a link can use it. No account is needed.'),
      h('a', { class: 'button', href: at('/shared') }, 'Everything that is shared'),
      done,
    ],
  });
  done.addEventListener('click', close);
  void show();

  async function show() {
    const own = mine?.own_key;
    if (!own) {
      fill(viewing, VIEW, copyRow(wholeAddress(`/d/${viewKey}`), 'the view link', { primary: true }));
      if (mine?.edit_key) fill(editing, EDIT, copyRow(wholeAddress(`/e/${mine.edit_key}`), 'the edit link'));
      return;
    }
    // What everybody wants is there before the server has answered.
    if (!viewing.hasChildNodes())
      fill(viewing, VIEW, copyRow(wholeAddress(`/d/${viewKey}`), 'the view link', { primary: true }));
    try {
      const { links } = await api.documents.links(own);
      const active = links.filter(isActive);
      const of = (/** @type {Link['right']} */ right) =>
        active.filter((link) => link.right === right).map((link) => rowOf(own, link));
      fill(
        viewing,
        VIEW,
        ...of('view'),
        anotherLink('Create another link', () => make(own, 'view')),
      );
      const edits = of('edit');
      const label = edits.length ? 'Create another link' : 'Create a link';
      fill(
        editing,
        EDIT,
        ...edits,
        anotherLink(label, () => make(own, 'edit')),
      );
      fill(owning, OWN, ...of('own'));
    } catch (error) {
      fill(editing, { ...EDIT, sentence: `The links could not be listed: ${/** @type {Error} */ (error).message}` });
    }
  }

  /** @param {string} own @param {Link} link */
  function rowOf(own, link) {
    return linkRow(link, { own, primary: link.key === viewKey, changed: show, ended, replaced, tell });
  }

  /** @param {Link} link */
  async function ended(link) {
    if (mine?.edit_key === link.key) remember({ view_key: viewKey, edit_key: undefined });
    tell(`The ${link.right} link has been ended. It no longer opens the diagram.`);
    if (link.key === viewKey) await moveOn();
    else await show();
  }

  /** @param {Link} old @param {Link} fresh */
  async function replaced(old, fresh) {
    tell('The link has a new address. The old one no longer opens the diagram.');
    if (mine && fresh.right === 'own') mine.own_key = fresh.key;
    if (fresh.right === 'own') remember({ view_key: viewKey, own_key: fresh.key });
    if (mine?.edit_key === old.key) remember({ view_key: viewKey, edit_key: fresh.key });
    if (old.key === viewKey) await moveOn();
    else await show();
  }

  /** The address of this page no longer opens the diagram: this browser goes on at the one that does. */
  async function moveOn() {
    const key = mine?.own_key ?? '';
    const { view_key: fresh } = await api.documents.read(key);
    if (remember({ ...mine, view_key: fresh })) forget(viewKey);
    location.assign(at(`/d/${fresh}`));
  }

  /** @param {string} own @param {'view'|'edit'} right */
  async function make(own, right) {
    try {
      await api.documents.createLink(own, right);
      await show();
    } catch (error) {
      tell(/** @type {Error} */ (error).message);
    }
  }
}

const VIEW = /** @type {const} */ ({ name: 'eye', title: 'Can view', sentence: 'See and run the current version' });
const EDIT = /** @type {const} */ ({
  name: 'pencil',
  title: 'Can edit',
  sentence: 'See, run and change this diagram',
});
const OWN = /** @type {const} */ ({
  name: 'link',
  title: 'Owner',
  sentence: 'All of this, and share, end links and delete. Keep it to yourself',
});

/**
 * @param {HTMLElement} place
 * @param {{ name: import('../core/icons.js').IconName, title: string, sentence: string }} what
 * @param {...Node} rest
 */
function fill(place, { name, title, sentence }, ...rest) {
  place.replaceChildren(...row(name, title, sentence, ...rest).childNodes);
}

/** A link that holds the text itself. @param {string} code @returns {HTMLElement} */
function textLink(code) {
  const place = h('div', { class: 'share-picture' });
  packText(code).then((packed) => {
    const address = wholeAddress(`/playground#code=${packed}`);
    place.replaceChildren(
      h('h3', { class: 'section-title' }, 'Link that holds the text'),
      copyRow(address, 'the link that holds the text'),
      h(
        'p',
        { class: 'small-text muted' },
        address.length > LONG_ADDRESS
          ? `It is ${address.length.toLocaleString('en-GB')} characters long, and some programs cut such links off.`
          : 'It opens a copy of the text as it is now, without the title. Nothing of it is stored here.',
      ),
    );
  });
  return place;
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
