/** The code pane's CodeMirror: language, history, search, problems. It knows neither the server nor the canvas. */
import { acceptCompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { bracketMatching, codeFolding, foldGutter, foldKeymap, indentOnInput } from '@codemirror/language';
import { lintKeymap } from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { EditorState } from '@codemirror/state';
import {
  EditorView,
  drawSelection,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { beside } from './beside.js';
import { completion } from './completion.js';
import { language } from './language.js';
import { takeApart } from './line-endings.js';
import { lintMarks } from './lint.js';
import { marks } from './marks.js';
import { theme } from './theme.js';

/**
 * @param {HTMLElement} container
 * @param {{ code: string, companion: import('../core/events.js').Companion,
 *   diagram: () => import('../core/events.js').DiagramInfo,
 *   vocabulary: import('./proposals.js').Vocabulary, extensions: import('@codemirror/state').Extension }} options
 * @returns {EditorView}
 */
export function createCodeView(container, { code, companion, diagram, vocabulary, extensions }) {
  const { text, form } = takeApart(code);
  const nonce = document.querySelector('meta[name="csp-nonce"]')?.getAttribute('content') ?? '';
  const state = EditorState.create({
    doc: text,
    extensions: [
      nonce === '' ? [] : EditorView.cspNonce.of(nonce),
      beside(form, companion),
      extensions,
      lintMarks,
      lineNumbers(),
      highlightActiveLineGutter(),
      codeFolding(),
      foldGutter({ markerDOM: foldMark }),
      // Whoever draws for an hour may still take all of it back.
      history({ minDepth: 1000 }),
      drawSelection(),
      highlightSpecialChars(),
      highlightActiveLine(),
      indentOnInput(),
      bracketMatching(),
      closeBrackets(),
      highlightSelectionMatches(),
      search({ top: true }),
      completion(diagram, vocabulary),
      language(),
      marks,
      theme,
      // Tab leaves the code, so that the keyboard is never trapped; it only accepts a completion that is open.
      keymap.of([
        { key: 'Tab', run: acceptCompletion },
        ...closeBracketsKeymap,
        ...defaultKeymap,
        ...searchKeymap,
        ...historyKeymap,
        ...foldKeymap,
        ...completionKeymap,
        ...lintKeymap,
      ]),
      EditorView.contentAttributes.of({
        'aria-label': 'Code',
        tabindex: '0',
        spellcheck: 'false',
        autocapitalize: 'off',
        autocorrect: 'off',
      }),
    ],
  });
  return new EditorView({ state, parent: container });
}

/** @param {boolean} open @returns {HTMLElement} */
function foldMark(open) {
  const mark = document.createElement('span');
  mark.className = open ? '' : 'is-closed';
  mark.textContent = open ? '▾' : '▸';
  mark.title = open ? 'Fold this lane' : 'Unfold this lane';
  return mark;
}
