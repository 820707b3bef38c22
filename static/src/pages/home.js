/** The first page, and the way in by a link to edit: the only wiring of `home`. */
import { EventBus } from '../core/event-bus.js';
import { at, h, pageData } from '../core/dom.js';
import { guardFocus } from '../core/focus.js';
import { icon } from '../core/icons.js';
import { entry, entryOf, remember } from '../core/keys.js';
import { whatIsKept, workOffline } from '../core/offline.js';
import { api } from '../api/client.js';
import { themeButton } from '../dialogs/theme-button.js';
import { createToasts } from '../dialogs/toasts.js';
import { createIntake } from '../home/intake.js';
import { createMyDiagrams } from '../home/my-diagrams.js';

const MIB = 1024 * 1024;
/**
 * @typedef {{ kind: 'key', view_key: string, right: 'edit'|'own', key: string, title: string, changed_at: string,
 *   address: string }} KeyPage
 * @typedef {{ kind: 'home', text_limit?: number, offline?: boolean }} HomePage `offline`: opened without the server
 * @typedef {{ kind: 'deleted' }} DeletedPage the page of a diagram that was deleted
 */
const data = /** @type {KeyPage|HomePage|DeletedPage} */ (pageData());
if (data.kind === 'key') keepKey(data);
else if (data.kind === 'deleted') offerRestore();
else void showHome(data);

/**
 * Keeps the right of an edit link in this browser and goes on to the address that gives nothing away.
 * @param {KeyPage} page
 */
function keepKey(page) {
  const known = entry(page.view_key);
  const kept = remember({
    view_key: page.view_key,
    [`${page.right}_key`]: page.key,
    title: page.title,
    changed_at: page.changed_at,
    ...(known ? { title: known.title } : {}),
  });
  if (kept) location.replace(page.address + location.hash);
  else
    document
      .querySelector('#main > p')
      ?.replaceChildren(
        'This link lets you edit the diagram, but the storage of this browser is full. Remove diagrams that you no longer need from “My diagrams” on the home page, and open the link again.',
      );
}

/** Lets the owner bring a deleted diagram back where the link to it leads. */
function offerRestore() {
  const [, key = ''] = /\/[de]\/([\w-]+)/.exec(location.pathname) ?? [];
  const found = entryOf(key);
  if (!found?.own_key) return;
  const { own_key: own, view_key } = found;
  const said = h('p', { role: 'status' });
  const button = h('button', { class: 'button primary', type: 'button', onclick: restore }, 'Restore the diagram');
  document.querySelector('.error-page')?.append(button, said);

  async function restore() {
    if (button.getAttribute('aria-busy') === 'true') return;
    button.setAttribute('aria-busy', 'true');
    try {
      await api.documents.undelete(own);
      remember({ view_key, deleted_at: undefined });
      location.reload();
    } catch (error) {
      said.textContent = `The diagram was not restored. ${/** @type {Error} */ (error).message}`;
      button.removeAttribute('aria-busy');
    }
  }
}

/** @param {HomePage} page */
async function showHome({ text_limit: textLimit = MIB, offline = false }) {
  const bus = new EventBus();
  createToasts({ bus });
  guardFocus('#my-diagrams a, .home-new, main a');
  document.getElementById('home-tools')?.append(themeButton());
  document.querySelector('.home-new')?.prepend(icon('plus'));
  document.querySelector('.card-plus')?.append(icon('plus'));
  for (const button of document.querySelectorAll('.card-run')) button.prepend(icon('play'));
  const intake = document.getElementById('home-intake');
  if (intake) createIntake(intake, { bus, textLimit });
  const mine = document.getElementById('my-diagrams');
  if (mine) createMyDiagrams(mine, { bus, opens: offline ? await whatIsKept() : () => true });
  document.addEventListener('keydown', (event) => {
    const busy =
      event.target instanceof Element && event.target.closest('input, textarea, select, dialog, [role="menu"]');
    if (event.key.toLowerCase() === 'n' && !event.ctrlKey && !event.metaKey && !event.altKey && !busy)
      location.href = at('/new');
  });
  void workOffline();
}
