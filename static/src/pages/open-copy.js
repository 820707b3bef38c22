/** Makes a diagram of one's own from the one that is shown, and opens it. */
import { api } from '../api/client.js';
import { at } from '../core/dom.js';
import { clientName, remember } from '../core/keys.js';
import { namedLanes } from '../core/phrases.js';

/** @param {import('../core/event-bus.js').EventBus} bus @param {import('../core/state.js').PageData} data */
export async function openCopy(bus, data) {
  try {
    const made = await api.documents.create(data.code, data.companion, clientName());
    const kept = remember({
      view_key: made.view_key,
      edit_key: made.edit_key,
      own_key: made.own_key,
      title: data.title,
      changed_at: made.changed_at,
      lanes: namedLanes(data.diagram.lanes).length,
      nodes: data.diagram.nodes.length,
    });
    if (kept) location.assign(at(`/d/${made.view_key}`));
    else {
      const { openEditLinkDialog } = await import('../dialogs/edit-link.js');
      openEditLinkDialog(made.edit_key);
    }
  } catch (reason) {
    bus.emit('toast.requested', {
      message: `The copy could not be created. ${reason instanceof Error ? reason.message : ''}`,
    });
  }
}
