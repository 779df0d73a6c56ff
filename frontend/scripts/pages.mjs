// Pages as they were last seen. The server says which may be kept and for whom; each is sealed with that person's key, and
// goes when somebody else is signed in, or nobody.
import { ago } from './ages.mjs';
import { isOurs } from './answer.mjs';
import { destroyKey, seal, unseal } from './seal.mjs';
import { speakerOf } from './words.mjs';

/** So many pages are kept of a person; the oldest goes first. */
const MOST = 60;
/** What a page must have to be shown as it was. */
const HEADERS = ['content-type', 'content-security-policy', 'referrer-policy', 'x-content-type-options'];
/** A phone number in full: whose it was, one may no longer see it when the page is shown again. */
const PHONE = /(^|\D)(1[3-9]\d)\d{4}(\d{4})(?!\d)/g;
/** A number of whatever country or kind, where a page says that it is somebody's. */
const MARKED = /(<[^>]*\sdata-phone[^>]*>(?:<svg.*?<\/svg>)?)([^<]*?)(\d{4})(#\d+)?(?=<)/g;
/** What stands after the link that leads past the bars. */
const PAGE = '<div class="page">';
/** A file of the bundle, with the hash in its name. */
const FILE = /(\/pkg\/[\w-]+\.)([0-9a-f]{16}\.)(css|js|svg)/g;
const CALL = / href="tel:[^"]*"/g;

/** Keeps what the server allows of an answer, and forgets what is no longer anybody's here. */
export async function keep(store, url, response, now = Date.now()) {
  const who = response.headers.get('x-person');
  if (!who || !isOurs(response)) return;
  await forgetOthers(store, who);
  const key = address(url);
  if (response.status === 404) await store.remove('pages', key);
  if (!response.ok || !response.headers.has('x-keep')) return;
  const html = masked(await response.text());
  const headers = HEADERS.map((name) => [name, response.headers.get(name)]).filter(([, value]) => value);
  await store.put('about', 'elder', isElder(html));
  await store.put('pages', key, { who, at: now, ...(await seal(store, who, key, { html, headers })) });
  await forgetOldest(store);
}

/**
 * A page as it was last seen, which says so and why, in its own language; nothing if it was not kept. It is dressed in the
 * `files` that are on the phone now: those that it names may be gone with a version of the site.
 */
export async function lastSeen(store, url, why, files = [], now = Date.now()) {
  const row = await store.get('pages', address(url));
  const page = row && (await unseal(store, row.who, address(url), row));
  if (!page) return undefined;
  const say = speakerOf(page.html);
  const words = say('{0}，这是{1}看到的', say(why), between(ago(row.at, now, say)));
  const html = marked(dressed(page.html, files), words, say('再试一次'), row.at);
  return new Response(html, { headers: page.headers });
}

/** Whether a page was kept. */
export async function isKept(store, url) {
  return Boolean(await store.get('pages', address(url)));
}

/** Whether whoever was here last reads large letters. */
export async function readsLarge(store) {
  return Boolean(await store.get('about', 'elder'));
}

/** Everything of everybody but this person goes, except what still waits to be sent. */
export async function forgetOthers(store, who) {
  if ((await store.get('about', 'who')) === who) return;
  for (const [key, page] of await store.all('pages')) if (page.who !== who) await store.remove('pages', key);
  const unsent = [...(await store.all('changes')), ...(await store.all('pictures'))];
  const waiting = new Set(unsent.map(([, row]) => row.who));
  for (const [other] of await store.all('keys')) {
    if (other !== who && !waiting.has(other)) await destroyKey(store, other);
  }
  await store.put('about', 'who', who);
}

async function forgetOldest(store) {
  const pages = await store.all('pages');
  pages.sort(([, one], [, other]) => other.at - one.at);
  for (const [key] of pages.slice(MOST)) await store.remove('pages', key);
}

/** The address of a page without the notice of something done. */
function address(url) {
  const { pathname, searchParams } = new URL(url);
  searchParams.delete('done');
  const query = searchParams.toString();
  return query ? `${pathname}?${query}` : pathname;
}

/** Whole phone numbers become 138****0427, and lead nowhere. Of landlines and foreign ones the last four digits are left. */
export function masked(html) {
  const mobiles = html.replace(CALL, '').replace(PHONE, '$1$2****$3');
  return mobiles.replace(MARKED, (all, before, number, end) => (number.includes('*') ? all : `${before}****${end}`));
}

/** The page with the same files by the names that they have now. */
function dressed(html, files) {
  const now = new Map(files.map((file) => [file.replace(FILE, '$1$3'), file]));
  return html.replace(FILE, (file, name, _, kind) => now.get(name + kind) ?? file);
}

/** The page with a line at its top that says how old it is. */
function marked(html, words, again, at) {
  const line = `<div class="offline-line" role="status"><p>${words}</p><a class="text-link" href="">${again}</a></div>`;
  return html.replace('<html', `<html data-kept="${at}"`).replace(PAGE, line + PAGE);
}

/** Words that begin with a digit stand apart from Chinese ones. */
function between(words) {
  return /^\d/.test(words) ? ` ${words}` : words;
}

function isElder(html) {
  return /<html[^>]*\sdata-elder/.test(html);
}
