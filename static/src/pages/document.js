/** A document's page: the editor where this browser may save, else the viewer. */
if (document.documentElement.dataset.mode === 'editor') void openEditorPage();
else import('./viewer-page.js').then(({ openViewer }) => openViewer());

async function openEditorPage() {
  const { openEditor } = await import('./editor-page.js');
  if (!location.hash.startsWith('#code=')) return openEditor();
  const { fillFromFragment } = await import('./text-in-fragment.js');
  const problem = await fillFromFragment(location.hash);
  await openEditor(problem);
}
export {};
