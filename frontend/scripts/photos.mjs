// Pictures on the phone: made small, kept, sent one after the other, and each again under the same key until it has
// arrived. Without this file, the form of an order's page sends them as they are.
import { isOurs } from './answer.mjs';
import { Pictures, dropPicture, holding, postPicture } from './pictures.mjs';
import { newToken } from './seal.mjs';
import { shrunk } from './shrink.mjs';
import { canKeep, openStore } from './store.mjs';
import { say } from './words.mjs';

/** How long is waited before a picture is sent once more, in seconds. */
const PAUSES = [1, 2, 4, 8, 15, 30];

/** Whose pictures they are; nobody's on pages where nothing is kept. */
const who = document.querySelector('script[data-person]')?.dataset.person;
const opened = who && canKeep() ? openStore().then((store) => new Pictures(store, who)) : Promise.reject();
opened.catch(() => undefined);

/** Waits, or until the network is back or the picture is taken away. */
const pause = (seconds, signal) => new Promise((resolve) => {
  const timer = setTimeout(resolve, seconds * 1000);
  const go = () => { clearTimeout(timer); resolve(); };
  addEventListener('online', go, { once: true });
  signal.addEventListener('abort', go, { once: true });
});

/** Sends a picture until the server has said yes or no, or it is taken away; `fail` is called each time that it can't be reached. */
async function send({ key, address, blob, stop }, fail) {
  for (let tries = 0; !stop.signal.aborted; tries += 1) {
    const answer = await postPicture(address, blob, who, stop.signal);
    if (answer.outcome !== 'unreachable') return answer;
    if (stop.signal.aborted) break;
    fail();
    await pause(PAUSES[Math.min(tries, PAUSES.length - 1)], stop.signal);
  }
  return { outcome: 'gone' };
}

/** One place where pictures are added: of an order, or of a form that will make one. */
class Place {
  constructor(root) {
    this.root = root;
    this.list = root.querySelector('.photo-waiting');
    this.status = root.querySelector('.photo-status');
    this.input = root.querySelector('.photo-input');
    this.most = Number(root.dataset.photosMost);
    this.form = root.closest('form') ?? root.querySelector('form');
    this.before = 'photosToken' in root.dataset;
    this.keeping = Promise.resolve();
    this.sending = Promise.resolve();
    /** What is neither sent nor refused. */
    this.waiting = new Set();
    this.failed = false;
    /** Whether the network has failed since the last picture arrived. */
    this.cut = false;
  }

  begin() {
    this.form.addEventListener('submit', (event) => this.hold(event));
    if (!this.before) {
      return;
    }
    this.root.hidden = false;
    this.root.nextElementSibling.hidden = true;
    for (const item of this.list.children) this.removable(item, item.querySelector('img').alt, () => this.drop(item.dataset.draft, item));
    this.settle();
  }

  take(files) {
    const room = this.most - this.list.children.length;
    const chosen = files.slice(0, Math.max(0, room));
    this.failed = false;
    this.say(files.length > room ? say('最多放 {0} 张，多选的没有加', this.most) : '');
    for (const file of chosen) this.add(file);
    // On an order's page what is chosen stays: a page that is renewed meanwhile waits.
    if (this.before) this.input.value = '';
  }

  add(file) {
    const entry = { ...this.target(newToken()), stop: new AbortController(), safe: false };
    const name = say('要加的照片 {0}', this.list.children.length + 1);
    this.show(entry, name);
    this.waiting.add(entry);
    this.settle();
    const kept = this.keeping.then(() => this.keep(entry, file));
    this.keeping = kept.catch(() => undefined);
    // One after the other: on one bar of network two at once are slower than each.
    const before = this.sending;
    this.sending = holding(entry.key, () => Promise.all([kept, before]).then(() => this.bring(entry, name)))
      .catch(() => this.refuse(entry, say('照片没有传好，请再选一次')))
      .then(() => { this.waiting.delete(entry); this.settle(); });
  }

  /** Where a picture is sent, and what one is told of it later. */
  target(key) {
    const { photosToken: token, photosNumber: number, photosView: view } = this.root.dataset;
    const address = `/photos/send?${new URLSearchParams(token ? { key, token } : { key, number, view })}`;
    return { key, address, token, words: number ?? this.form.dataset.later };
  }

  show(entry, name) {
    const picture = new Image();
    picture.className = 'photo-picture';
    picture.alt = say('{0}，正在传', name);
    const item = document.createElement('li');
    item.className = 'photo-sending';
    item.dataset.key = entry.key;
    item.append(picture);
    this.list.append(item);
    Object.assign(entry, { item, picture });
    this.removable(item, name, () => { entry.stop.abort(); this.forget(entry); this.drop(entry.id, item); });
  }

  /** Makes a picture small, and keeps it on the phone where the phone can. */
  async keep(entry, file) {
    if (entry.stop.signal.aborted) return;
    const { key, address, token, words } = entry;
    entry.blob = await shrunk(file);
    entry.picture.src = URL.createObjectURL(entry.blob);
    const page = location.pathname + location.search;
    const add = (pictures) => pictures.add(key, { address, token, words, page }, entry.blob);
    entry.safe = await opened.then(add).then(() => true, () => false);
    if (entry.stop.signal.aborted) await this.forget(entry);
    this.release();
  }

  async bring(entry, name) {
    const { outcome, id, sentence } = await send(entry, () => this.fail());
    if (outcome === 'taken') {
      this.cut = false;
      entry.id = id;
      entry.item.className = 'photo-sent';
      entry.picture.alt = name;
      // Taken away in the same moment.
      if (entry.stop.signal.aborted) this.drop(id, entry.item);
    } else if (outcome !== 'gone') {
      this.refuse(entry, sentence ? say(sentence) : say('请先登录'));
    }
    // Whoever signs in again still has it.
    if (outcome === 'taken' || outcome === 'refused') await this.forget(entry);
  }

  refuse({ item }, words) {
    item.remove();
    this.failed = true;
    this.say(words);
  }

  fail() {
    this.cut = true;
    this.say(this.areSafe() ? say('没有网络，照片存在手机里，有网就自动传') : say('网不好，正在重试…'));
    this.release();
  }

  forget({ key }) {
    return opened.then((pictures) => pictures.forget(key)).catch(() => undefined);
  }

  removable(item, name, remove) {
    if (!this.before) return;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'photo-remove';
    button.setAttribute('aria-label', say('去掉{0}', name));
    button.textContent = '×';
    button.addEventListener('click', () => { remove(); item.remove(); this.say(''); this.settle(); this.input.focus(); });
    item.append(button);
  }

  /** Takes a picture away from the server; while that can't be reached, it stands on the page again: it would go with the order. */
  async drop(id, item) {
    if (!id) return;
    const { outcome } = await dropPicture(id);
    if (outcome === 'taken' || outcome === 'refused') return;
    this.list.append(item);
    this.settle();
    this.say(say('网不好，这张照片没有去掉，请再点一次'));
  }

  settle() {
    this.list.hidden = this.list.children.length === 0;
    this.input.disabled = this.list.children.length >= this.most;
    if (this.waiting.size > 0) {
      if (!this.failed && !this.cut) this.say(say('正在传，还有 {0} 张', this.waiting.size));
      return;
    }
    if (!this.failed && this.list.children.length > 0) this.say(this.before ? say('照片传好了') : '');
    if (this.held) this.goOn();
    else if (!this.before && this.list.children.length > 0) this.shown();
  }

  /** Shows the order's new pictures in their place, so that what is being written on the page stays; what was refused is
   *  read first. */
  async shown() {
    if (this.failed) { this.list.replaceChildren(); this.list.hidden = true; this.input.value = ''; return; }
    const page = new URL(location.href);
    page.searchParams.set('done', 'photo');
    const here = this.root.closest('.photos');
    const fresh = await pageAt(page);
    const photos = fresh?.querySelector('.photos');
    if (!here?.isConnected || !photos) { location.replace(page); return; }
    const hadFocus = here.contains(document.activeElement);
    const notice = fresh.querySelector('.notice-done');
    if (notice) photos.prepend(notice);
    here.replaceWith(photos);
    photos.querySelectorAll('[data-photos-most]').forEach(placeAt);
    if (hadFocus) photos.querySelector('.photo-input')?.focus();
  }

  /** An order waits for its pictures, unless they can follow it by themselves or somebody says twice that it shall not. */
  hold(event) {
    if (!this.before) { event.preventDefault(); return; }
    const goes = this.waiting.size === 0 || this.held || this.mayFollow();
    this.held = goes ? undefined : event.submitter;
    if (goes) return;
    event.preventDefault();
    this.say(this.areSafe()
      ? say('照片传完就自动点单。不想等，请再点一次“点单”，照片会接着传')
      : say('照片传完就自动点单。不想等，请再点一次“点单”，照片可以到工单里再加'));
  }

  /** Without a network, what is kept on the phone goes by itself, like the order. */
  mayFollow() {
    return this.cut && this.areSafe();
  }

  /** Whether all that waits is kept on the phone. */
  areSafe() {
    return [...this.waiting].every((entry) => entry.safe);
  }

  release() {
    if (this.held && this.mayFollow()) this.goOn();
  }

  /** Posts the form that was held. */
  goOn() {
    this.form.requestSubmit(this.held);
  }

  say(words) {
    this.status.textContent = words;
  }
}

/** A page of this site as the server shows it now. */
async function pageAt(address) {
  const answer = await fetch(address, { headers: { accept: 'text/html' } }).catch(() => undefined);
  return answer?.ok && isOurs(answer) ? new DOMParser().parseFromString(await answer.text(), 'text/html') : undefined;
}

const places = new WeakMap();

/** The place at this element, begun when it is first met: a page that renews itself has new ones. */
function placeAt(root) {
  if (!places.has(root)) {
    places.set(root, new Place(root));
    places.get(root).begin();
  }
  return places.get(root);
}

document.addEventListener('change', ({ target }) => {
  const root = target.closest('[data-photos-most]');
  if (root && target.type === 'file') placeAt(root).take([...target.files]);
});
// Choosing is enough: the button is for those without scripts, also on a page that renews itself.
document.documentElement.dataset.photos = 'chosen';
document.querySelectorAll('[data-photos-most]').forEach(placeAt);
