/** What the editor's actions do that belong to no feature alone: go to places, open dialogs and menus. */
import { openSearchPanel } from '@codemirror/search';
import { openExportMenu } from '../dialogs/export.js';
import { openKeyboardDialog } from '../dialogs/keyboard.js';
import { openLayoutMenu } from '../dialogs/layout-menu.js';
import { openGoTo } from '../frame/go-to.js';
import { openMoreMenu } from './more-menu.js';

/**
 * @param {{ bus: import('../core/event-bus.js').EventBus, state: import('../core/state.js').PageState, bar: ReturnType<
 *   typeof import('../frame/top-bar.js').createTopBar>, shell: ReturnType<typeof
 *   import('../frame/shell.js').createShell>, stage: import('../picture/stage.js').Stage, session: ReturnType<typeof
 *   import('../session/session.js').createSession>, sharing: ReturnType<typeof
 *   import('./sharing.js').createSharing> }} parts
 */
export function createEditorActions({ bus, state, bar, shell, stage, session, sharing }) {
  /** On small pages the tools of the bar stand behind "More". @param {HTMLElement} button */
  const shown = (button) => (button.offsetParent === null ? bar.moreButton : button);

  function find() {
    toCode();
    openSearchPanel(session.view);
  }

  /** Brings the code into sight, and the focus to it. */
  function toCode() {
    shell.showTab('code');
    shell.setOpen('code', true);
  }

  /** @param {import('../core/events.js').Ref} ref */
  function goTo(ref) {
    if (!shell.isSmall()) toCode();
    state.select([ref], 'outline');
    bus.emit('reveal.requested', { ref, origin: 'outline' });
    session.goTo(ref);
  }

  /** @type {Partial<Record<import('../core/events.js').ActionName, () => void>>} */
  const actions = {
    find,
    'go-to': () => openGoTo({ diagram: state.picture.diagram, chosen: goTo }),
    keyboard: openKeyboardDialog,
    share: sharing.share,
    export: () =>
      openExportMenu(shown(bar.exportButton), {
        bus,
        title: () => state.data.title,
        code: session.code,
        companion: session.companion,
      }),
    'copy-document': sharing.copyText,
    layout: () =>
      openLayoutMenu(shown(bar.layoutButton), {
        bus,
        layout: session.companion().layout ?? {},
        width: stage.canvas.clientWidth,
        folds: state.fold !== undefined,
      }),
  };
  bus.on('action.requested', ({ name }) => actions[name]?.());

  return {
    find,
    toCode,
    /** Opens the menu "More". @param {HTMLElement} anchor */
    more(anchor) {
      openMoreMenu(anchor, {
        bus,
        small: shown(bar.exportButton) === bar.moreButton,
        running: state.running,
        find,
        copy: sharing.copyText,
      });
    },
  };
}
