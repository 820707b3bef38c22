/**
 * The service worker: editor and home page open while the server cannot be reached. Pages come from the server wherever
 * it answers, and what the API, files and streams answer always does: none of it is kept here.
 * @typedef {{ version: string, prefix: string, files: string[], fresh: object, headers: Record<string, string>, pages:
 *   import('./offline-pages.js').Shells }} Build what the server writes before this file: the addresses of the files
 *   of the bundle, and the pages around what is kept in the browser. All of one version, so that none is mixed with
 *   another
 * @typedef {Event & { waitUntil(work: Promise<unknown>): void }} LifeEvent
 * @typedef {LifeEvent & { request: Request, preloadResponse: Promise<Response|undefined>, respondWith(answer:
 *   Promise<Response>): void }} FetchEvent
 * @typedef {{ build: Build, registration: ServiceWorkerRegistration, addEventListener(name: 'install'|'activate',
 *   does: (event: LifeEvent) => void): void, addEventListener(name: 'fetch', does: (event: FetchEvent) => void): void
 *   }} Worker
 */
import { KEPT, keptAddress } from '../core/kept.js';
import { createOfflinePages } from './offline-pages.js';

const worker = /** @type {Worker} */ (/** @type {unknown} */ (self));
const { build } = worker;
const CACHES = `lanestep.files${build.prefix} `;
const FILES = CACHES + build.version;
const NAMED_BY_CONTENT = /-[A-Z0-9]{8}\.js$/;
/** What a proxy answers whose server is gone, and the server whose database is. */
const AWAY = new Set([502, 503, 504]);
/** Addresses that are no page. */
const NO_PAGE = /^\/(api|live|embed|static)\/|\.[a-z.]+$/;
const DIAGRAM = /^\/d\/([\w-]+)$/;

const pages = createOfflinePages(build);

worker.addEventListener('install', (event) => {
  event.waitUntil(caches.open(FILES).then((cache) => cache.addAll(build.files)));
});

// A new version waits until no page of the old one is open, as browsers do by themselves: the files of both never meet.
worker.addEventListener('activate', (event) => {
  event.waitUntil(Promise.all([dropOldFiles(), worker.registration.navigationPreload?.enable()]));
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== location.origin || !url.pathname.startsWith(`${build.prefix}/`))
    return;
  const path = url.pathname.slice(build.prefix.length);
  if (request.mode === 'navigate') {
    if (request.destination === 'document' && !NO_PAGE.test(path)) event.respondWith(page(event, path, url));
  } else if (path.startsWith('/static/')) event.respondWith(file(request, url));
});

async function dropOldFiles() {
  for (const name of await caches.keys())
    if (name.startsWith(CACHES) && name !== FILES && !name.slice(CACHES.length).includes(' '))
      await caches.delete(name);
}

/** @param {FetchEvent} event @param {string} path @param {URL} url @returns {Promise<Response>} */
async function page(event, path, url) {
  try {
    const answer = (await event.preloadResponse) ?? (await fetch(event.request));
    if (!AWAY.has(answer.status)) return answer;
    return (await keptPage(path, url)) ?? answer;
  } catch {
    return (await keptPage(path, url)) ?? pages.words(path);
  }
}

/** @param {string} path @param {URL} url @returns {Promise<Response|null>} */
async function keptPage(path, url) {
  if (path === '/') return pages.home();
  if (path === '/new') return pages.document(build.fresh);
  const [, key] = DIAGRAM.exec(path) ?? [];
  // A link to a step of a run shows one version, which may be an old one.
  if (!key || url.searchParams.has('version')) return null;
  const found = await (await caches.open(KEPT)).match(keptAddress(build.prefix, key));
  return found ? pages.document(await found.json()) : null;
}

/** @param {Request} request @param {URL} url @returns {Promise<Response>} */
async function file(request, url) {
  const kept = await (await caches.open(FILES)).match(request, { ignoreVary: true });
  if (kept && (url.searchParams.has('v') || NAMED_BY_CONTENT.test(url.pathname))) return kept;
  try {
    return await fetch(request);
  } catch (error) {
    if (kept) return kept;
    throw error;
  }
}
