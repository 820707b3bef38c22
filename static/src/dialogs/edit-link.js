/**
 * Where the browser could not keep the key to a diagram, its link is all there is: it stays in sight until it is put
 * away.
 */
import { h, wholeAddress } from '../core/dom.js';
import { copyRow } from './copy-row.js';
import { openDialog } from './dialog.js';

/** @param {string} editKey */
export function openEditLinkDialog(editKey) {
  openDialog({
    title: 'Copy the edit link',
    className: 'edit-link-dialog',
    body: [
      h(
        'p',
        {},
        'The storage of this browser is full, so the browser cannot remember that you may edit this diagram. Keep this link: with it you can edit the diagram later, in this browser or in another one.',
      ),
      copyRow(wholeAddress(`/e/${editKey}`), 'the edit link', { primary: true }),
    ],
  });
}
