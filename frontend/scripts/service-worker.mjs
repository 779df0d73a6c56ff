// Answers for the site: its files from the phone, its pages from the network, and from the phone as they were last seen where
// there is no network. It sends what waits, too. Forms and what the server doesn't say may be kept pass it untouched.
import { isOurs } from './answer.mjs';
import { forgetOthers, isKept, keep, lastSeen, readsLarge } from './pages.mjs';
import { Pictures } from './pictures.mjs';
import { Queue } from './queue.mjs';
import { openStore } from './store.mjs';

/* global FILES, VERSION: the bundle's files and a fingerprint of them, put in when it is built. */
const CACHE = `files-${VERSION}`;
const OFFLINE = '/offline';
/** How long the network may take before a kept page is shown in its place, in milliseconds. */
const PATIENCE = 4_000;
/** Answered by the browser alone: forms, what lasts, what is saved as a file, and the questionnaires of a link. */
const LEFT_ALONE = /^\/(do|s|live|export|metrics|test)(\/|$)/;

const opened = openStore();
opened.catch(() => undefined);

addEventListener('install', (event) => {
  event.waitUntil(fill().then(() => skipWaiting()));
});

addEventListener('activate', (event) => {
  event.waitUntil(Promise.all([dropOldFiles(), registration.navigationPreload?.enable(), clients.claim()]));
});

addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== location.origin || LEFT_ALONE.test(url.pathname)) return;
  if (url.pathname.startsWith('/pkg/')) event.respondWith(file(request));
  else if (request.mode === 'navigate') event.respondWith(page(event));
  else if (request.headers.get('accept')?.includes('text/html')) event.respondWith(renewed(event));
});

addEventListener('sync', (event) => {
  if (event.tag === 'queue') event.waitUntil(sendWaiting());
});

addEventListener('message', (event) => {
  // A page that was open before this worker was: it is kept, too.
  if (event.data?.keep) event.waitUntil(renewed({ request: new Request(event.data.keep), waitUntil() {} }));
});

async function fill() {
  const cache = await caches.open(CACHE);
  const page = fromServer(new Request(OFFLINE, { cache: 'reload' })).then((response) => cache.put(OFFLINE, response));
  await Promise.all([page, ...FILES.map(async (name) => cache.put(name, await fromServer(new Request(name))))]);
}

/** A file as our server gives it, past whatever the browser kept of somebody else's answer; rejects where another answers. */
async function fromServer(request) {
  const isGood = (response) => response.ok && isOurs(response);
  const response = await fetch(request);
  if (isGood(response)) return response;
  const again = await fetch(request, { cache: 'reload' });
  if (isGood(again)) return again;
  throw new Error(`${request.url}: ${again.status}`);
}

async function dropOldFiles() {
  const old = (await caches.keys()).filter((name) => name.startsWith('files-') && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
}

/** A file with a hash in its name never changes. */
async function file(request) {
  const cache = await caches.open(CACHE);
  const known = await cache.match(request);
  if (known) return known;
  const response = await fetch(request);
  if (response.ok && isOurs(response)) await cache.put(request, response.clone());
  return response;
}

/** A page, from the network if it answers in time. */
async function page(event) {
  const { request } = event;
  const store = await opened.catch(() => undefined);
  const answer = fromNetwork(event, store);
  const kept = store && (await isKept(store, request.url));
  if (!kept) return answer.catch(() => offlinePage(store));
  // However late it comes, it is kept for the next time.
  event.waitUntil(answer.catch(() => undefined));
  const slow = new Promise((resolve) => setTimeout(resolve, PATIENCE, undefined));
  const soon = await Promise.race([answer, slow]).catch(() => null);
  if (soon) return soon;
  const why = soon === null ? '没有网络' : '网络很慢';
  return (await lastSeen(store, request.url, why, FILES)) ?? answer.catch(() => offlinePage(store));
}

/** The page as a script asks for it, to put it in place. */
function renewed(event) {
  return opened.then((store) => fromNetwork(event, store), () => fetch(event.request));
}

async function fromNetwork(event, store) {
  const response = (await event.preloadResponse) ?? (await fetch(event.request));
  if (store && response.type === 'basic') event.waitUntil(keep(store, event.request.url, response.clone()));
  return response;
}

async function offlinePage(store) {
  const kept = await caches.match(OFFLINE);
  if (!kept) return Response.error();
  if (!store || !(await readsLarge(store))) return kept;
  const html = (await kept.text()).replace(/<html(?![^>]*data-elder)/, '<html data-elder');
  return new Response(html, { headers: kept.headers });
}

async function sendWaiting() {
  const store = await opened;
  const who = await store.get('about', 'who');
  if (!who || who === '-') return;
  await forgetOthers(store, who);
  const queue = new Queue(store, who);
  const { stopped = await new Pictures(store, who).sendAll(await queue.all()) } = await queue.sendAll();
  // The browser tries again what fails.
  if (stopped === 'unreachable') throw new Error(stopped);
}
