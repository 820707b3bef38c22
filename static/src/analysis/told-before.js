/**
 * What is told before a run, above its controls: what can go wrong, each with the shortest run into it and a cure, and
 * statements about runs that hold or are broken. Their parts are marked on the diagram while the list is open.
 *
 * @typedef {import('../api/types').AnalyzeReply} Told
 * @typedef {Told['findings'][number]} Finding
 * @typedef {NonNullable<Finding['cure']>} Cure
 * @typedef {import('./statement-words.js').Statement} Statement
 */
import { h } from '../core/dom.js';
import { moveFocus } from '../core/focus.js';
import { icon } from '../core/icons.js';
import { counted, messageOf } from '../core/phrases.js';
import { severityIcon } from '../core/severity-icon.js';
import { createStatementForm } from './statement-form.js';
import { BEGINNINGS, namedParts, wordsOf } from './statement-words.js';

/**
 * @param {{ state: import('../core/state.js').PageState, stage: { element: (ref: import('../core/events.js').Ref) =>
 *   Element|null }, ask: () => Promise<Told>, subject: () => string, play: (replay: string) => void, cure?: (cure:
 *   Cure) => void, save?: (statements: Statement[]) => void, narrow: () => boolean }} parts `subject`: what the answer
 *   depends on, as a text; `cure` and `save`: only where the diagram may be changed
 */
export function createToldBefore({ state, stage, ask, subject, play, cure, save, narrow }) {
  const summary = h('span', { class: 'told-summary' });
  const sign = h('span', { class: 'told-sign' });
  const toggle = h(
    'button',
    { type: 'button', class: 'told-toggle', 'aria-expanded': 'false', onclick: () => open(!isOpen) },
    sign,
    summary,
    icon('chevron-down'),
  );
  const rows = h('ul', { class: 'told-rows', 'aria-label': 'What can go wrong' });
  const statements = h('ul', { class: 'told-rows', 'aria-label': 'Statements about runs' });
  const foot = h('div', { class: 'told-foot' });
  const body = h('div', { class: 'told-body', id: 'told-before', hidden: true }, rows, statements, foot);
  toggle.setAttribute('aria-controls', body.id);
  const live = h('div', { class: 'visually-hidden', role: 'status' });
  const element = h('section', { class: 'told', 'aria-label': 'Before the run', hidden: true }, toggle, body, live);
  let isOpen = false;
  let shown = false;
  let asked = '';
  /** @type {Told|null} */ let told = null;
  let failed = '';
  /** @type {Element[]} */ let marked = [];
  /**
   * The form that is open, and the place of its statement; behind the last for a new one. What is typed in it stays
   * while answers come.
   * @type {{ place: number, element: HTMLElement, focus: () => void }|null}
   */
  let editing = null;
  const add = h('button', { type: 'button', class: 'button', onclick: () => edit(stated().length) }, 'Add a statement');
  const hint = h('span', { class: 'told-hint' }, 'Say what must be possible in a run, or must never happen.');

  const stated = () => /** @type {Statement[]} */ (state.data.companion?.simulation?.['statements'] ?? []);
  const parts = () => namedParts(state.picture.diagram);

  /** Asks where something is different since. */
  async function renew() {
    const wanted = subject();
    if (!shown || asked === wanted) {
      mark();
      return;
    }
    asked = wanted;
    try {
      const answer = await ask();
      if (asked !== wanted) return;
      [told, failed] = [answer, ''];
    } catch (error) {
      if (asked !== wanted) return;
      [told, failed] = [null, messageOf(error)];
    }
    show();
  }

  function show() {
    const { findings = [], statements: verdicts = [] } = told ?? {};
    const nothing = findings.length === 0 && stated().length === 0 && !failed;
    element.hidden = !shown || (nothing && !save);
    const words = summaryOf(findings, verdicts, told?.explored ?? true, failed);
    if (summary.textContent !== words) live.textContent = words;
    summary.textContent = words;
    const worst = findings[0]?.severity;
    const broken = failed !== '' || verdicts.some(({ holds }) => holds === false);
    sign.replaceChildren(broken || worst ? severityIcon(broken ? 'error' : (worst ?? 'hint')) : icon('check'));
    const focused = body.contains(document.activeElement) ? document.activeElement : null;
    rows.replaceChildren(...findings.map(findingRow));
    rows.hidden = findings.length === 0;
    statements.replaceChildren(...stated().map((statement, index) => statementRow(statement, index, verdicts[index])));
    statements.hidden = stated().length === 0;
    showFoot();
    mark();
    if (!focused || document.activeElement === focused) return;
    const key = focused instanceof HTMLElement ? focused.dataset['key'] : undefined;
    const again = focused.isConnected ? focused : key && body.querySelector(`[data-key="${CSS.escape(key)}"]`);
    moveFocus(again instanceof HTMLElement ? again : save ? add : toggle);
  }

  function showFoot() {
    foot.hidden = !save;
    if (!save) return;
    const wanted = editing?.place === stated().length ? [editing.element] : [add, hint];
    if (wanted.some((one, index) => foot.children[index] !== one)) foot.replaceChildren(...wanted);
  }

  /** @param {number} place */
  function edit(place) {
    const form = createStatementForm({
      parts,
      statement: stated()[place],
      save(statement) {
        editing = null;
        const next = stated().slice();
        next[place] = statement;
        change(next);
      },
      cancel() {
        editing = null;
        show();
        moveFocus(add);
      },
    });
    editing = { place, ...form };
    show();
    form.focus();
  }

  /** @param {Statement[]} next */
  function change(next) {
    save?.(next);
    void renew();
    show();
    moveFocus(add);
  }

  /** @param {Finding} finding @param {number} index @returns {HTMLElement} */
  function findingRow(finding, index) {
    const { severity, message, run, cure: way, nodes, edges } = finding;
    const row = h(
      'li',
      { class: 'told-row', 'data-code': finding.code },
      severityIcon(severity),
      h('span', { class: 'visually-hidden' }, `${severity}: `),
      h('span', { class: 'told-message' }, message),
      run && playButton(run.replay, `Play the run: ${message}`, `play problem ${index}`),
      way &&
        cure &&
        h(
          'button',
          { type: 'button', class: 'button', 'data-key': `cure ${index}`, onclick: () => cure(way) },
          way.title,
        ),
    );
    for (const kind of ['pointerenter', 'focusin']) row.addEventListener(kind, () => point(nodes, edges));
    for (const kind of ['pointerleave', 'focusout']) row.addEventListener(kind, () => point([], []));
    return row;
  }

  /** @param {Statement} statement @param {number} index @param {Told['statements'][number]} [verdict] */
  function statementRow(statement, index, verdict) {
    if (editing?.place === index) return h('li', { class: 'told-row' }, editing.element);
    const words = `${BEGINNINGS[statement.kind]}: ${wordsOf(statement, parts())}`;
    const name = statement.name || words;
    const holds = verdict?.holds;
    const word = holds === undefined ? '' : holds === null ? 'not known' : holds ? 'holds' : 'broken';
    return h(
      'li',
      { class: 'told-row', 'data-holds': word },
      holds === false ? severityIcon('error') : icon(holds ? 'check' : 'hint'),
      h(
        'span',
        { class: 'told-message' },
        statement.name ? `${statement.name} (${words})` : words,
        word && ' – ',
        word && h('strong', {}, word),
      ),
      verdict?.run && playButton(verdict.run.replay, `Play the run: ${name}`, `play statement ${index}`),
      save && iconButton('pencil', `Edit the statement: ${name}`, () => edit(index)),
      save &&
        iconButton('close', `Remove the statement: ${name}`, () => {
          editing = null;
          change(stated().filter((_, place) => place !== index));
        }),
    );
  }

  /** @param {string} replay @param {string} label @param {string} key */
  function playButton(replay, label, key) {
    const act = () => {
      if (narrow()) open(false);
      play(replay);
    };
    return h(
      'button',
      { type: 'button', class: 'button told-play', 'aria-label': label, 'data-key': key, onclick: act },
      icon('play'),
      'Play',
    );
  }

  /** @param {boolean} on */
  function open(on) {
    isOpen = on;
    body.hidden = !on;
    toggle.setAttribute('aria-expanded', String(on));
    mark();
  }

  /** Marks on the diagram what the findings are about, while their list is open. */
  function mark() {
    for (const one of marked) one.classList.remove('run-told', 'run-told-here');
    marked = [];
    if (!shown || !isOpen) return;
    for (const { nodes, edges } of told?.findings ?? []) each(nodes, edges, 'run-told');
  }

  /** @param {string[]} nodes @param {string[]} edges */
  function point(nodes, edges) {
    for (const one of marked) one.classList.remove('run-told-here');
    each(nodes, edges, 'run-told-here');
  }

  /** @param {string[]} nodes @param {string[]} edges @param {string} name of a class */
  function each(nodes, edges, name) {
    const refs = [
      ...nodes.map((id) => ({ kind: /** @type {const} */ ('node'), id })),
      ...edges.map((id) => ({ kind: /** @type {const} */ ('edge'), id })),
    ];
    for (const ref of refs) {
      const part = stage.element(ref);
      if (!part) continue;
      part.classList.add(name);
      marked.push(part);
    }
  }

  return {
    element,
    renew,
    /** @param {boolean} on whether a run is open */
    show(on) {
      shown = on;
      if (!on) {
        editing = null;
        element.hidden = true;
        mark();
      } else if (told || failed) show();
      void renew();
    },
  };
}

/** @param {Parameters<typeof icon>[0]} name @param {string} label @param {() => void} onclick */
const iconButton = (name, label, onclick) =>
  h(
    'button',
    { type: 'button', class: 'icon-button', 'aria-label': label, title: label.split(':')[0], onclick },
    icon(name),
  );

/**
 * @param {Finding[]} findings @param {Told['statements']} verdicts @param {boolean} explored @param {string} failed
 * @returns {string} how many there are, in words
 */
export function summaryOf(findings, verdicts, explored, failed) {
  if (failed) return `The runs could not be looked at: ${failed}`;
  const broken = verdicts.filter(({ holds }) => holds === false).length;
  const unknown = verdicts.filter(({ holds }) => holds === null).length;
  const said = [
    findings.length > 0
      ? `${counted(findings.length, 'thing')} can go wrong in a run`
      : 'Nothing found that can go wrong in a run',
    broken > 0 && `${broken} of ${counted(verdicts.length, 'statement')} broken`,
    unknown > 0 && `${counted(unknown, 'statement')} not known`,
    broken + unknown === 0 &&
      verdicts.length > 0 &&
      (verdicts.length === 1 ? 'the statement holds' : `all ${verdicts.length} statements hold`),
    !explored && 'not fully explored',
  ];
  return said.filter(Boolean).join('; ');
}
