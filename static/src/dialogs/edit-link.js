/** Where the browser could not keep the key to a diagram, its link is all there is: it stays in sight until it is put away. */
import { wholeAddress } from '../core/addresses.js';
import { h } from '../core/dom.js';
import { copyRow } from './copy-row.js';
import { openDialog } from './dialog.js';

/** @param {string} editKey */
export function openEditLinkDialog(editKey) {
  openDialog({
    title: 'Copy the link to edit',
    className: 'edit-link-dialog',
    body: [
      h('p', {}, 'This browser has no room left to keep the key to this diagram. With this link you can go on editing it, here once there is room, or in another browser.'),
      copyRow(wholeAddress(`/e/${editKey}`), 'the link to edit', { primary: true }),
    ],
  });
}
