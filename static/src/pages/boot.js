/** Runs before the first paint: the theme, and whether this browser may edit the document, so that nothing jumps. */
import { prefix } from '../core/dom.js';
import { savingKey } from '../core/keys.js';
import { applyTheme } from '../core/theme.js';

const [, page, key = ''] = location.pathname.slice(prefix().length).split('/');
// Where a diagram is embedded, the page around it may say how it looks.
applyTheme(page === 'embed' ? new URLSearchParams(location.search).get('theme') : null);
// A link to a step of a run shows one version, which may be an old one.
const ofVersion = new URLSearchParams(location.search).has('version');
const mayEdit =
  page === 'samples' ||
  page === 'new' ||
  page === 'playground' ||
  (page === 'd' && !ofVersion && savingKey(key) !== undefined);
document.documentElement.dataset.mode = mayEdit ? 'editor' : 'viewer';
document.documentElement.classList.add('js');
