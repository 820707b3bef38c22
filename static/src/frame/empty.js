/** The first minute: nothing is drawn yet, and the first step is already being named. */
import { composes } from '../core/composition.js';
import { DIAGRAM_FILES, readDiagram } from '../core/diagram-files.js';
import { at, byTouch, h, s } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { firstSteps } from '../core/operations.js';

/** How many of them are offered. */
const SAMPLES = 3;

/** Undo belongs to what is typed here, else to the diagram. @param {HTMLInputElement} field */
const tellTyped = (field) => field.toggleAttribute('data-typed', field.value !== '');

/** @param {string} text */
const oneLine = (text) => text.replace(/\s+/g, ' ').trim();

/**
 * @param {HTMLElement} container
 * @param {{ bus: import('../core/event-bus.js').EventBus, textLimit: number, samples: () => Promise<{ name: string,
 *   title: string }[]>,
 *   check: import('../core/diagram-files.js').Check,
 *   begin: (code: string, companion?: import('../core/events.js').Companion, name?: string) => void,
 *   draw: (operations: object[]) => void, toCode: () => void }} options `begin` gets the text to go on
 *   with and what the files that it came from say beside it, `draw` the operations that draw the first steps
 */
export function createEmpty(container, { bus, textLimit, samples, check, begin, draw, toCode }) {
  const lane = /** @type {HTMLInputElement} */ (
    h('input', {
      class: 'empty-lane-name',
      'aria-label': 'Lane: who does it?',
      placeholder: 'Who does it?',
      maxlength: '50',
    })
  );
  const step = /** @type {HTMLInputElement} */ (
    h('input', {
      class: 'empty-step-name',
      'aria-label': 'First activity',
      placeholder: 'What happens first?',
      maxlength: '200',
      enterkeyhint: 'done',
    })
  );
  for (const field of [lane, step]) field.addEventListener('input', () => tellTyped(field));
  const file = /** @type {HTMLInputElement} */ (
    h('input', { type: 'file', accept: DIAGRAM_FILES, multiple: true, hidden: true })
  );
  const cards = h('div', { class: 'empty-cards' });
  const other = h(
    'div',
    { class: 'empty-card empty-other' },
    h('button', { class: 'button quiet', type: 'button', onclick: paste }, icon('paste'), 'Paste text'),
    h('button', { class: 'button quiet', type: 'button', onclick: () => file.click() }, icon('file'), 'Open a file'),
    h('p', { class: 'small-text muted' }, 'or drop a .fz file here, alone or with its .lanestep.json'),
    file,
  );
  const element = h(
    'div',
    { class: 'empty', hidden: true },
    h(
      'div',
      { class: 'empty-body' },
      h('h2', {}, 'Start with one activity'),
      h('p', { class: 'muted' }, 'Name it and press Enter. You can name the lane later.'),
      h(
        'form',
        {
          class: 'empty-picture',
          'data-shows-diagram': true,
          onsubmit: (/** @type {Event} */ event) => {
            event.preventDefault();
            start();
          },
        },
        h('div', { class: 'empty-lane' }, lane),
        h('div', { class: 'empty-start', 'aria-hidden': 'true' }, 'Start'),
        arrow(),
        step,
        hints(),
        h('button', { class: 'visually-hidden', type: 'submit' }, 'Draw it'),
      ),
      h(
        'p',
        { class: 'empty-keys small-text muted' },
        h('span', {}, h('span', { class: 'key' }, 'Enter'), 'to draw it'),
        h('span', {}, h('span', { class: 'key' }, 'Esc'), 'to go to the code'),
        h('span', {}, h('span', { class: 'key' }, '1–4'), 'to add an event, an activity, a decision or a task'),
      ),
      h('h3', {}, 'Or start from something'),
      cards,
    ),
  );
  container.append(element);
  // The samples come later, and what is here already must not move away from under a pointer.
  const awaited = Array.from({ length: SAMPLES }, () =>
    h('div', { class: 'empty-card empty-awaited', 'aria-hidden': 'true' }),
  );
  cards.append(...awaited, other);
  let asked = false;
  let drawn = false;

  function start() {
    if (step.value.trim() === '') {
      step.focus();
      return;
    }
    drawn = true;
    draw(firstSteps(oneLine(lane.value), oneLine(step.value)));
  }

  /** What was drawn is in the diagram, and the next one begins without it. */
  function clear() {
    drawn = false;
    for (const field of [lane, step]) {
      field.value = '';
      tellTyped(field);
    }
  }

  element.addEventListener('keydown', (event) => {
    if (composes(event)) return;
    if (event.key === 'Escape') toCode();
    else if (event.key === 'Enter' && event.target === lane) {
      event.preventDefault();
      step.focus();
    }
  });
  file.addEventListener('change', () => {
    const files = [...(file.files ?? [])];
    file.value = '';
    if (files.length > 0) openFiles(files);
  });
  element.addEventListener('dragover', (event) => event.preventDefault());
  element.addEventListener('drop', (event) => {
    event.preventDefault();
    if (event.dataTransfer?.files[0]) openFiles(event.dataTransfer.files);
    else if (event.dataTransfer) begin(event.dataTransfer.getData('text/plain'));
  });

  async function paste() {
    try {
      const text = await navigator.clipboard.readText();
      if (text.trim() === '') bus.emit('toast.requested', { message: 'The clipboard holds no text.' });
      else begin(text);
    } catch {
      toCode();
      bus.emit('toast.requested', {
        message: 'This browser does not let pages read the clipboard. Paste into the code with Ctrl V instead.',
      });
    }
  }

  /** @param {Iterable<File>} files */
  async function openFiles(files) {
    try {
      const { code, companion, name } = await readDiagram(files, { textLimit, check });
      begin(code, companion, name);
    } catch (error) {
      bus.emit('toast.requested', { message: /** @type {Error} */ (error).message });
    }
  }

  return {
    /** @param {boolean} shown */
    show(shown) {
      element.hidden = !shown;
      if (!shown && drawn) clear();
      if (!shown || asked) return;
      asked = true;
      samples().then(
        (known) => {
          for (const card of awaited) card.remove();
          cards.prepend(...known.slice(0, SAMPLES).map(card));
        },
        () => {
          asked = false;
        },
      );
    },
    /** Begins with the naming, except where that would open a keyboard over the page. */
    focus() {
      if (!element.hidden && !byTouch()) step.focus();
    },
  };
}

/** @param {{ name: string, title: string }} sample @returns {HTMLElement} */
function card({ name, title }) {
  return h(
    'a',
    { class: 'empty-card', href: at(`/samples/${encodeURIComponent(name)}`) },
    h('img', {
      class: 'on-light',
      src: at(`/samples/${encodeURIComponent(name)}.svg?thumbnail=1`),
      alt: '',
      loading: 'lazy',
    }),
    h('img', {
      class: 'on-dark',
      src: at(`/samples/${encodeURIComponent(name)}.svg?thumbnail=1&theme=dark`),
      alt: '',
      loading: 'lazy',
    }),
    h('span', {}, title),
  );
}

/** @returns {SVGElement} */
const arrow = () =>
  s(
    'svg',
    { class: 'empty-arrow', viewBox: '0 0 50 8', width: 50, height: 8, 'aria-hidden': 'true' },
    s('path', { d: 'M0 4h42' }),
    s('path', { class: 'empty-tip', d: 'M50 4L41 0v8z' }),
  );

/** The way on, dashed. @returns {SVGElement} */
const hints = () =>
  s(
    'svg',
    { class: 'empty-hints', viewBox: '0 0 350 72', width: 350, height: 72, 'aria-hidden': 'true' },
    s('path', { d: 'M2 36h42M194 36h42' }),
    s('rect', { x: 46, y: 6, width: 148, height: 60, rx: 8 }),
    s('path', { d: 'M238 36l54-34 54 34-54 34z' }),
  );
