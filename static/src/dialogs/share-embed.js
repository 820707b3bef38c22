/** How a diagram is put into pages of other websites, and, for its owner, which ones may do so. */
import { api } from '../api/client.js';
import { h, wholeAddress } from '../core/dom.js';
import { copyRow } from './copy-row.js';

/** @typedef {import('../api/types.d.ts').SharingReply} Sharing */

/** @param {string} text @returns {string} */
const escaped = (text) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** @param {string} viewKey @param {string} title @returns {string} the HTML of the frame */
export const frameCode = (viewKey, title) =>
  `<iframe src="${escaped(wholeAddress(`/embed/${viewKey}`))}" title="${escaped(title || 'Diagram')}" ` +
  'width="800" height="600" style="border:0" loading="lazy" allowfullscreen></iframe>';

/**
 * @param {{ viewKey: string, own?: string, title: string, tell: (message: string) => void }} parts `own`: the key of
 *   the owner, where this browser has it
 * @returns {HTMLElement}
 */
export function embedPart({ viewKey, own, title, tell }) {
  const rules = h('div', { class: 'share-rules' });
  if (own) void showRules(own);

  /** @param {string} key */
  async function showRules(key) {
    try {
      const sharing = await api.documents.sharing(key);
      rules.replaceChildren(...form(key, sharing));
    } catch (error) {
      rules.replaceChildren(
        h('p', { class: 'small-text muted' }, error instanceof Error ? error.message : String(error)),
      );
    }
  }

  /** @param {string} key @param {Sharing} sharing */
  function form(key, sharing) {
    const frames = /** @type {HTMLSelectElement} */ (
      h(
        'select',
        { class: 'input', onchange: save },
        h('option', { value: 'anyone' }, 'Any website'),
        h('option', { value: 'some' }, 'These websites'),
        h('option', { value: 'nobody' }, 'No website'),
      )
    );
    frames.value = sharing.frames;
    const origins = /** @type {HTMLTextAreaElement} */ (
      h('textarea', { class: 'input', rows: 2, placeholder: 'https://wiki.example.com', onchange: save })
    );
    origins.value = sharing.origins.join('\n');
    const named = h('label', { class: 'field' }, h('span', {}, 'Addresses, one a line'), origins);
    const preview = /** @type {HTMLInputElement} */ (h('input', { type: 'checkbox', onchange: save }));
    preview.checked = sharing.preview;
    named.hidden = sharing.frames !== 'some';

    async function save() {
      named.hidden = frames.value !== 'some';
      const lines = origins.value.split(/\s+/).filter(Boolean);
      if (frames.value === 'some' && lines.length === 0) return origins.focus();
      try {
        await api.documents.setSharing(key, {
          frames: /** @type {Sharing['frames']} */ (frames.value),
          origins: lines,
          preview: preview.checked,
        });
        tell('Saved where the diagram may be shown.');
      } catch (error) {
        tell(error instanceof Error ? error.message : String(error));
      }
    }
    return [
      h('label', { class: 'field' }, h('span', {}, 'May be embedded by'), frames),
      named,
      h('label', { class: 'row small-text' }, preview, 'Programs that show links show title and picture'),
    ];
  }

  return h(
    'div',
    { class: 'share-embed' },
    h('h3', { class: 'section-title' }, 'Embed'),
    copyRow(frameCode(viewKey, title), 'the code to embed the diagram'),
    rules,
  );
}
