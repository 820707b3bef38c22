/** Weights of branches, durations, arrivals and lanes: sliders and fields. */
import { h } from '../../core/dom.js';
import {
  decisionsOf,
  durationJson,
  durationOf,
  KINDS,
  otherKind,
  sharesOf,
  startsOf,
  UNITS,
  withLane,
  withPart,
  withShare,
  workOf,
} from './profile.js';
import { said } from './numbers.js';

/**
 * @typedef {import('./profile.js').Profile} Profile
 * @typedef {{ profile: () => Profile, change: (next: Profile) => void, diagram: () =>
 *   import('../../core/events.js').DiagramInfo, names: import('../log-lines.js').Names }} Parts
 */

const KIND_NAMES = {
  '': 'no time',
  fixed: 'always',
  uniform: 'from … to',
  triangular: 'least, usual, most',
  exponential: 'now and then (exponential)',
  'log-normal': 'about (log-normal)',
};
/** @param {Parts} parts @returns {HTMLElement[]} */
export function profileForm({ profile, change, diagram, names }) {
  const unit = /** @type {HTMLSelectElement} */ (
    h('select', { class: 'input', 'data-key': 'unit' }, ...UNITS.map((name) => h('option', { value: name }, name)))
  );
  unit.value = profile()['unit'] ?? 'minutes';
  unit.addEventListener('change', () => change({ ...profile(), unit: unit.value }));
  const decisions = decisionsOf(diagram());
  const lanes = diagram().lanes;
  return [
    h('label', { class: 'runs-field' }, 'Unit of all times', unit),
    group(
      'How often each branch is taken',
      decisions.map((decision) => h('fieldset', {}, h('legend', {}, names.node(decision.node)), ...branches(decision))),
      'This diagram has no decision.',
    ),
    group(
      'How long each node takes',
      workOf(diagram()).map(({ id }) => duration('durations', id, names.node(id))),
      'This diagram has no activity.',
    ),
    group(
      'Time between two runs that begin',
      startsOf(diagram()).map(({ id }) => duration('arrivals', id, names.node(id))),
      'No run begins.',
    ),
    group(
      'Who works',
      lanes.map(({ id }) =>
        h(
          'fieldset',
          {},
          h('legend', {}, names.lanes.get(id) ?? id),
          number('at once', `lanes ${id} capacity`, profile()['lanes']?.[id]?.capacity, 1, (value) =>
            change(
              withLane(profile(), id, 'capacity', value === undefined ? undefined : Math.max(1, Math.round(value))),
            ),
          ),
          number('cost of one', `lanes ${id} cost`, profile()['lanes']?.[id]?.cost, 0, (value) =>
            change(withLane(profile(), id, 'cost', value)),
          ),
        ),
      ),
      '',
    ),
  ];

  /** @param {string} title @param {HTMLElement[]} rows @param {string} none */
  function group(title, rows, none) {
    return h(
      'details',
      { class: 'runs-group', open: rows.length <= 6 },
      h('summary', {}, title),
      ...(rows.length > 0 ? rows : [h('p', { class: 'muted' }, none)]),
    );
  }

  /** @param {import('./profile.js').Decision} decision */
  function branches(decision) {
    const shares = decision.branches.map(() => h('span', { class: 'mono' }));
    /** @type {HTMLInputElement[]} */ const sliders = [];
    const show = () =>
      sharesOf(profile(), decision).forEach((share, place) => {
        const output = shares[place];
        if (output) output.textContent = `${said(share)} %`;
        const slider = sliders[place];
        if (!slider) return;
        slider.setAttribute('aria-valuetext', `${said(share)} %`);
        if (slider !== document.activeElement) slider.value = String(share);
      });
    const rows = decision.branches.map(({ label, edges }, place) => {
      const slider = /** @type {HTMLInputElement} */ (
        h('input', {
          type: 'range',
          min: 0,
          max: 100,
          step: 1,
          'data-key': `weight ${edges[0]}`,
          'aria-label': `Share of ${label}`,
        })
      );
      slider.value = String(sharesOf(profile(), decision)[place] ?? 0);
      sliders.push(slider);
      slider.addEventListener('input', () => {
        change(withShare(profile(), decision, place, Number(slider.value)));
        show();
      });
      return h('label', { class: 'runs-slider' }, h('span', {}, label), slider, shares[place]);
    });
    show();
    return rows;
  }

  /** @param {'durations'|'arrivals'} part @param {string} id @param {string} name */
  function duration(part, id, name) {
    const box = h('fieldset', {}, h('legend', {}, name));
    const show = () => {
      const given = profile()[part]?.[id];
      const { kind, values } = durationOf(given);
      const select = /** @type {HTMLSelectElement} */ (
        h(
          'select',
          { class: 'input', 'aria-label': `Kind of time: ${name}`, 'data-key': `${part} ${id} kind` },
          ...Object.entries(KIND_NAMES).map(([value, text]) => h('option', { value }, text)),
        )
      );
      select.value = given === undefined ? '' : kind;
      select.addEventListener('change', () => {
        const next =
          select.value === ''
            ? undefined
            : durationJson(otherKind({ kind, values: given === undefined ? { time: 5 } : values }, select.value));
        change(withPart(profile(), part, id, next));
        show();
        box.querySelector('select')?.focus();
      });
      const fields = given === undefined ? [] : (KINDS[kind] ?? []);
      box.replaceChildren(
        h('legend', {}, name),
        select,
        ...fields.map((field) =>
          number(field, `${part} ${id} ${field}`, values[field], 0, (value) => {
            const next = durationJson({
              kind,
              values: { ...durationOf(profile()[part]?.[id]).values, [field]: value ?? NaN },
            });
            if (next !== undefined) change(withPart(profile(), part, id, next));
          }),
        ),
      );
    };
    show();
    return box;
  }

  /**
   * @param {string} label @param {string} key @param {number|undefined} value @param {number} least
   * @param {(value: number|undefined) => void} set
   */
  function number(label, key, value, least, set) {
    const input = /** @type {HTMLInputElement} */ (
      h('input', { class: 'input', type: 'number', min: least, step: 'any', value: value ?? '', 'data-key': key })
    );
    input.addEventListener('change', () => set(input.value === '' ? undefined : Math.max(least, Number(input.value))));
    return h('label', { class: 'runs-field' }, label, input);
  }
}
