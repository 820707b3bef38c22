/** The empty page of the editor: shown while the text is blank, gone with the first steps that are drawn or brought. */
import { api } from '../api/client.js';
import { moveFocus } from '../core/focus.js';
import { inOurLanguage } from '../dialogs/foreign.js';
import { createEmpty } from '../frame/empty.js';

/** A text that is longer is not read for blanks at every key. */
const LOOKED_AT = 2000;

/**
 * @param {{ bus: import('../core/event-bus.js').EventBus, state: import('../core/state.js').PageState, root:
 *   HTMLElement, pane: HTMLElement, stage: import('../picture/stage.js').Stage, session: ReturnType<typeof
 *   import('../session/session.js').createSession>, edit: import('../core/events.js').Edit, toCode: () => void }} parts
 *   `pane`: where the empty page stands
 */
export function createFirstSteps({ bus, state, root, pane, stage, session, edit, toCode }) {
  let drawing = false;
  const empty = createEmpty(pane, {
    bus,
    textLimit: state.data.text_limit,
    samples: async () => (await api.samples()).samples,
    toCode,
    check: api.checkCompanion,
    async begin(code, companion, name) {
      try {
        const brought = await inOurLanguage({ code, companion, name: name ?? '' });
        if (!brought) return;
        session.replace(brought.code, brought.companion && { ...session.companion(), ...brought.companion });
        stage.canvas.focus();
      } catch (error) {
        bus.emit('toast.requested', { message: /** @type {Error} */ (error).message });
      }
    },
    draw,
  });

  /** Draws the first steps; the work goes on from the last of them. @param {object[]} operations */
  async function draw(operations) {
    if (drawing) return;
    drawing = true;
    const here = state.here();
    const { created } = await edit(operations);
    drawing = false;
    const last = created.findLast(({ kind }) => kind === 'node');
    if (!last || !here.stays) return;
    if (state.find(last)) state.selectFor([last], 'empty');
    moveFocus(stage.canvas);
  }

  return {
    focus: () => empty.focus(),
    /** Shows the empty page, or no longer. */
    show() {
      const blank = isBlank(session.view.state.doc);
      empty.show(blank);
      root.classList.toggle('is-empty', blank);
    },
  };
}

/** @param {import('@codemirror/state').Text} doc */
const isBlank = (doc) => doc.length < LOOKED_AT && doc.toString().trim() === '';
