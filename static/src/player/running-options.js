/** Which options hold for runs of this page: those of the document, and those of one run; opens their panel. */
import { messageOf } from '../core/phrases.js';
import { beyond, documentOptions, merged, shortened, unusualSentence } from './run-options.js';

/**
 * @typedef {import('./run-options.js').RunOptions} RunOptions
 * @typedef {{ save?: (options: RunOptions) => Promise<void>, backEdges: (options: RunOptions) => Promise<string[]> }}
 *   OptionsOnPage `save`: puts options into the document (editor only); `backEdges`: asks which edges lead back
 * @param {{ state: import('../core/state.js').PageState, session: import('./run-session.js').RunSession, stage:
 *   Pick<import('./marks.js').Stage, 'element'>, names: () => import('./log-lines.js').Names, changed: () => void } &
 *   { page?: OptionsOnPage }} parts
 */
export function createRunningOptions({ state, session, stage, names, changed, page }) {
  /** Those of the runs of this page that are not the document's. @type {RunOptions} */ let own = {};
  /** @type {string[]} */ let marked = [];
  /** @type {{ close: () => void }|null} */ let panel = null;
  /** The last request for the panel, which is loaded when it is asked for. @type {object|null} */ let asking = null;

  const asked = () => (session.model ? /** @type {RunOptions} */ (session.options) : own);
  const hold = () => merged(documentOptions(state.data.companion), asked());

  /** @param {RunOptions} next */
  async function take(next) {
    const wanted = shortened(next);
    if (page?.save) {
      own = {};
      // What comes with a link becomes the document's as soon as it is changed: it is what is seen.
      await page.save(wanted);
    } else own = beyond(documentOptions(state.data.companion), wanted);
    if (state.running) await session.withOptions(own);
    changed();
    if (marked.length > 0) await mark(true);
  }

  /** @param {boolean} on @returns {Promise<string>} which they are, in words */
  async function mark(on) {
    unmark();
    if (!on || !page) return '';
    try {
      marked = await page.backEdges(hold());
    } catch (error) {
      return messageOf(error);
    }
    paint();
    const edges = marked.map((id) => names().edges.get(id)).filter((edge) => edge !== undefined);
    if (edges.length === 0) return 'No edge leads back.';
    return `${edges.map((edge) => `${names().node(edge.source)} → ${names().node(edge.target)}`).join('; ')}.`;
  }

  function paint() {
    for (const id of marked) stage.element({ kind: 'edge', id })?.classList.add('run-back');
  }

  function unmark() {
    for (const id of marked) stage.element({ kind: 'edge', id })?.classList.remove('run-back');
    marked = [];
  }

  return {
    /** Those that a new run is asked for with, beyond the document's. */
    get own() {
      return own;
    },
    /** Which are not the usual ones, in words; '' where all are. */
    sentence: () => unusualSentence(hold(), names()),
    /** Marks the back edges on another picture. */
    paint,
    /** @param {import('./run-options.js').Part|null} part the node or edge whose own options are in question */
    async open(part) {
      if (!page) return;
      const request = {};
      asking = request;
      const { openOptionsPanel } = await import('./options-panel.js');
      if (asking !== request) return;
      let wanted = hold();
      panel = openOptionsPanel({
        note: page.save
          ? 'They belong to the diagram: they are saved with it, and undo takes them back.'
          : 'They hold for your runs on this page only.',
        options: () => wanted,
        change(next) {
          wanted = next;
          void take(next);
        },
        diagram: () => state.picture.diagram,
        names,
        part,
        backEdges: {
          get shown() {
            return marked.length > 0;
          },
          show: mark,
        },
      });
    },
    destroy() {
      asking = null;
      panel?.close();
      unmark();
    },
  };
}
