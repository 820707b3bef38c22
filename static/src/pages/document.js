/** A document's page: the editor where this browser may save, else the viewer. */
import { loadStyles } from '../core/styles.js';

if (document.documentElement.dataset.mode === 'editor') void openEditorPage();
else import('./viewer-page.js').then(({ openViewer }) => openViewer());

async function openEditorPage() {
  const styles = loadStyles('editing.css');
  const { openEditor } = await import('./editor-page.js');
  await styles;
  if (!location.hash.startsWith('#code=')) return openEditor();
  const { fillFromFragment } = await import('./text-in-fragment.js');
  const problem = await fillFromFragment(location.hash);
  await openEditor(problem);
}
