/** Lets pages open without the server, as the operator wants it: the service worker, and what it keeps. */
import { at, prefix } from './dom.js';
import { keptAddress, keptCache } from './kept.js';

/** Starts the service worker, or ends one that was started before; behind all that the page itself needs. */
export async function workOffline() {
  // On plain HTTP, except on loopback addresses, browsers have none.
  if (!('serviceWorker' in navigator)) return;
  try {
    if (document.documentElement.dataset['offline'] === 'yes')
      await navigator.serviceWorker.register(at('/service-worker.js'), { scope: at('/'), updateViaCache: 'none' });
    else if (navigator.serviceWorker.controller) await stop();
  } catch {
    // Forbidden, or no room: pages need the server then, as without it.
  }
}

async function stop() {
  await (await navigator.serviceWorker.getRegistration(at('/')))?.unregister();
  for (const name of await caches.keys()) if (name.startsWith('lanestep.')) await caches.delete(name);
}

/** @returns {Promise<(viewKey: string) => boolean>} tells which diagrams open without the server */
export async function whatIsKept() {
  const found = (await (await keptCache())?.keys()) ?? [];
  const paths = new Set(found.map(({ url }) => new URL(url).pathname));
  return (viewKey) => paths.has(keptAddress(prefix(), viewKey));
}
