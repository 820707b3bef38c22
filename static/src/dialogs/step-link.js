/** Where a browser does not let the page write to the clipboard, the link to a step of a run is shown. */
import { h } from '../core/dom.js';
import { copyRow } from './copy-row.js';
import { openDialog } from './dialog.js';

/** @param {string} address @param {string} note what must be known about it, '' for nothing */
export function openStepLinkDialog(address, note) {
  openDialog({
    title: 'Link to this step',
    className: 'step-link-dialog',
    body: [
      h('p', {}, `Whoever opens this link sees the run at this step. ${note}`.trim()),
      copyRow(address, 'the link to this step', { primary: true }),
    ],
  });
}
