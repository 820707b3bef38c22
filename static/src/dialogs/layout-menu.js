/** How the page is laid out: hints that belong to the document, each one undo step, and "Tidy up". */
import { A4_FOLD, foldFor, withHint } from '../core/layout-hints.js';
import { openMenu } from './menu.js';

/**
 * @param {HTMLElement} anchor
 * @param {{ bus: import('../core/event-bus.js').EventBus, layout: import('../core/layout-hints.js').Layout, width:
 *   number, folds: boolean }} parts `width` of the canvas in pixels; `folds`: whether the page folds it by itself
 */
export function openLayoutMenu(anchor, { bus, layout, width, folds }) {
  const { direction, fold, density, thickness } = layout;
  const byItself = folds && (fold ?? null) === null;
  const set =
    (/** @type {Parameters<typeof withHint>[0]} */ name, /** @type {string|number|undefined} */ value) => () =>
      bus.emit('layout.requested', { change: withHint(name, value) });
  const fitted = foldFor(width);
  const upright = direction === 'down';
  openMenu(anchor, [
    {
      title: 'Time runs',
      choices: [
        { label: 'To the right', chosen: !upright, note: 'lanes are rows', run: set('direction', undefined) },
        { label: 'Down', chosen: upright, note: 'lanes are columns', run: set('direction', 'down') },
      ],
    },
    // Lanes that stand are not folded.
    ...(upright
      ? []
      : [
          {
            title: 'Fold',
            choices: [
              { label: 'Off', chosen: !fold && !byItself, run: set('fold', folds ? 0 : undefined) },
              {
                label: 'To this window',
                chosen: byItself || (Boolean(fold) && fold !== A4_FOLD),
                note: fold && fold !== A4_FOLD ? `at ${fold} px` : '',
                run: set('fold', fitted),
              },
              { label: 'To A4 landscape', chosen: fold === A4_FOLD, run: set('fold', A4_FOLD) },
            ],
          },
        ]),
    {
      title: 'Density',
      choices: [
        { label: 'Comfortable', chosen: density !== 'compact', run: set('density', undefined) },
        { label: 'Compact', chosen: density === 'compact', run: set('density', 'compact') },
      ],
    },
    {
      title: 'Lanes',
      choices: [
        { label: 'As thick as needed', chosen: thickness !== 'equal', run: set('thickness', undefined) },
        { label: 'All equally thick', chosen: thickness === 'equal', run: set('thickness', 'equal') },
      ],
    },
    'line',
    {
      label: 'Tidy up',
      icon: 'tidy',
      note: 'reset all positions',
      run: () => bus.emit('action.requested', { name: 'tidy' }),
    },
  ]);
}
