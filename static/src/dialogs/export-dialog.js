/** Every format and how it may look. What a format cannot hold is told here, with what works instead. */
import { ApiError } from '../api/client.js';
import { h } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { A4_FOLD } from '../core/layout-hints.js';
import { currentTheme } from '../core/theme.js';
import { openDialog } from './dialog.js';
import { saveFile } from './export-file.js';

/** @typedef {'theme'|'scale'|'pages'|'run'} FormatOption */
/** @typedef {{ name: string, about: string, options: FormatOption[] }} Format */
const SVG = /** @type {Format} */ ({
  name: 'SVG',
  about: 'Sharp at every size, for web pages and reports.',
  options: ['theme', 'run'],
});
/** @type {Record<string, Format>} */
const FORMATS = {
  svg: SVG,
  png: { name: 'PNG', about: 'A picture of a fixed size, for slides and chats.', options: ['theme', 'scale'] },
  pdf: { name: 'PDF', about: 'For printing. Its text can be selected and searched.', options: ['theme', 'pages'] },
  fz: { name: 'Text', about: 'The code as it is (.fz), for other programs that read it.', options: [] },
  json: { name: 'Geometry', about: 'The position of every part as JSON, for programs.', options: [] },
  dot: { name: 'DOT', about: 'The diagram for Graphviz (dot -Knop2).', options: ['theme'] },
  'lanestep.json': {
    name: 'Settings',
    about: 'The title, the description and the layout, which are not in the code.',
    options: [],
  },
};
const THEMES = { light: 'Light', dark: 'Dark', print: 'Print', contrast: 'High contrast' };
const AUTOMATIC = 'auto';
const SCALES = { [AUTOMATIC]: 'Automatic', '1x': '1×', '2x': '2×', '3x': '3×' };

/** @param {import('./export-file.js').ExportParts} parts @param {{ format?: string }} [begin] */
export function openExportDialog(parts, { format = 'svg' } = {}) {
  const upright = parts.companion().layout?.direction === 'down';
  const choices = {
    theme: radios('Theme', THEMES, currentTheme()),
    scale: radios('Size', SCALES, AUTOMATIC),
    pages: radios(
      'Pages',
      { drawn: 'One page, as drawn', ...(upright ? {} : { a4: 'A4 landscape, folded' }) },
      'drawn',
    ),
    run: runChoice(),
  };
  const formats = radios(
    'Format',
    Object.fromEntries(Object.entries(FORMATS).map(([name, { name: label }]) => [name, label])),
    format,
    changed,
  );
  const about = h('p', { class: 'muted small-text export-about' });
  const problem = h('div', { class: 'export-problem', role: 'alert' });
  const save = /** @type {HTMLButtonElement} */ (
    h(
      'button',
      { class: 'button primary', type: 'button', onclick: () => make() },
      icon('download'),
      h('span', {}, 'Download'),
    )
  );
  const cancel = h('button', { class: 'button', type: 'button' }, 'Cancel');
  const { close } = openDialog({
    title: 'Export',
    className: 'export-dialog',
    foot: [cancel, save],
    body: [formats.element, about, ...Object.values(choices).map(({ element }) => element), problem],
  });
  cancel.addEventListener('click', close);
  show();

  function changed() {
    // Paper is light, whatever the screen is.
    choices.theme.choose(formats.value() === 'pdf' ? 'light' : currentTheme());
    show();
  }

  function chosenFormat() {
    return FORMATS[formats.value()] ?? SVG;
  }

  function show() {
    const chosen = chosenFormat();
    about.textContent = chosen.about;
    for (const [name, { element }] of Object.entries(choices))
      element.hidden = !chosen.options.includes(/** @type {FormatOption} */ (name));
    problem.replaceChildren();
  }

  function chosenScale() {
    const size = choices.scale.value();
    return size === AUTOMATIC ? undefined : parseFloat(size);
  }

  /** @param {number} [scale] another one than the chosen */
  async function make(scale = chosenScale()) {
    const form = formats.value();
    const { name: called, options: possible } = chosenFormat();
    const may = (/** @type {FormatOption} */ name) => possible.includes(name);
    const seed = may('run') ? choices.run.value() : null;
    const options = {
      ...(may('theme') ? { theme: choices.theme.value() } : {}),
      ...(may('scale') && scale ? { scale } : {}),
      ...(may('pages') && choices.pages.value() === 'a4' ? { fold: A4_FOLD } : {}),
      ...(seed === null ? {} : { run: { seed } }),
    };
    save.disabled = true;
    problem.replaceChildren();
    try {
      await saveFile(form, parts, options);
      close();
      parts.bus.emit('toast.requested', { message: `${called} downloaded.` });
    } catch (error) {
      refuse(/** @type {Error} */ (error));
    } finally {
      save.disabled = false;
    }
  }

  /** @param {Error} error */
  function refuse(error) {
    const largest = error instanceof ApiError && error.details.largest_scale;
    problem.replaceChildren(
      icon('warning'),
      h('p', {}, error.message),
      ...(largest
        ? [
            h(
              'button',
              { class: 'button small', type: 'button', onclick: () => make(largest) },
              `Download at ${largest}×`,
            ),
          ]
        : []),
    );
  }
}

/**
 * Choices side by side.
 * @param {string} title
 * @param {Record<string, string>} choices
 * @param {string} chosen
 * @param {() => void} [changed]
 */
function radios(title, choices, chosen, changed) {
  const name = `export-${title.toLowerCase()}`;
  const inputs = Object.entries(choices).map(([value, label]) => {
    const input = /** @type {HTMLInputElement} */ (
      h('input', { type: 'radio', name, value, checked: value === chosen })
    );
    if (changed) input.addEventListener('change', changed);
    return { input, label: h('label', {}, input, label) };
  });
  return {
    element: h(
      'fieldset',
      { class: 'field export-choice' },
      h('legend', {}, title),
      h('div', { class: 'segmented' }, ...inputs.map(({ label }) => label)),
    ),
    /** @param {string} value */
    choose: (value) => {
      for (const { input } of inputs) input.checked = input.value === value;
    },
    value: () => inputs.find(({ input }) => input.checked)?.input.value ?? chosen,
  };
}

/** Whether the picture plays a run, and which. */
function runChoice() {
  const plays = /** @type {HTMLInputElement} */ (h('input', { type: 'checkbox' }));
  const seed = /** @type {HTMLInputElement} */ (h('input', { type: 'number', min: 0, max: 999999, step: 1, value: 1 }));
  const chance = h('label', { class: 'field', hidden: true }, h('span', {}, 'Seed of the random choices'), seed);
  plays.addEventListener('change', () => {
    chance.hidden = !plays.checked;
  });
  return {
    element: h(
      'div',
      { class: 'export-run' },
      h('label', { class: 'row' }, plays, 'Play a run in the picture, again and again'),
      chance,
    ),
    /** @returns {number|null} */
    value: () => (plays.checked ? Math.max(0, Math.trunc(Number(seed.value)) || 0) : null),
  };
}
