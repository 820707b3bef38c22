/** A document's page: the editor where this browser may save, else the viewer. */
if (document.documentElement.dataset.mode === 'editor')
  import('./editor-page.js').then(({ openEditor }) => openEditor());
else import('./viewer-page.js').then(({ openViewer }) => openViewer());
export {};
