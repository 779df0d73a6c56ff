// Pictures on the phone: made small before they are sent, sent one after the other, and each again under the same key
// until it has arrived. Without this file, the form of an order's page sends them as they are.
import { say } from './words.mjs';

const EDGE = 1600;
const BYTES = 300 * 1024;
const QUALITIES = [0.82, 0.7, 0.55];
const PAUSES = [1, 2, 4, 8, 15, 30];
const TIMEOUT = 120_000;

/** Makes a key under which the same picture is never added twice; `crypto.randomUUID` wants HTTPS. */
const newKey = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** The picture upright, with no edge over 1600 px and at most 300 KB, as JPEG; as it is if the browser can't read it. */
async function shrunk(file) {
  let picture;
  try {
    picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
  } catch {
    return file;
  }
  const canvas = document.createElement('canvas');
  for (let edge = EDGE; ; edge = Math.round(edge * 0.75)) {
    const scale = Math.min(1, edge / Math.max(picture.width, picture.height));
    canvas.width = Math.max(1, Math.round(picture.width * scale));
    canvas.height = Math.max(1, Math.round(picture.height * scale));
    const context = canvas.getContext('2d');
    context.fillStyle = '#fff';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(picture, 0, 0, canvas.width, canvas.height);
    for (const quality of QUALITIES) {
      const blob = await new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
      if (!blob) return file;
      if (blob.size <= BYTES) return blob;
    }
  }
}

/** Waits, or until the network is back. */
const pause = (seconds) => new Promise((resolve) => {
  const timer = setTimeout(resolve, seconds * 1000);
  addEventListener('online', () => { clearTimeout(timer); resolve(); }, { once: true });
});

/** Sends a picture until the server has said yes or no; `{ id }` or `{ refused }`. */
async function send(address, blob, signal, tell) {
  for (let tries = 0; ; tries += 1) {
    try {
      const limit = AbortSignal.any ? AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT)]) : signal;
      const answer = await fetch(address, { method: 'POST', body: blob, signal: limit });
      if (answer.ok) return { id: await answer.text() };
      if (answer.status < 500) return { refused: await answer.text() };
    } catch (error) {
      if (signal.aborted) return { refused: '' };
    }
    tell(say('网不好，正在重试…'));
    await pause(PAUSES[Math.min(tries, PAUSES.length - 1)]);
    if (signal.aborted) return { refused: '' };
  }
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
    this.queue = Promise.resolve();
    this.waiting = 0;
    this.failed = false;
  }

  begin() {
    this.form.addEventListener('submit', (event) => this.hold(event));
    if (!this.before) {
      // Choosing is enough: the button is for those without scripts.
      this.form.querySelector('button[type=submit]').hidden = true;
      return;
    }
    this.root.hidden = false;
    this.root.nextElementSibling.hidden = true;
    for (const item of this.list.children) this.removable(item, item.querySelector('img').alt, () => this.drop(item.dataset.draft));
    this.settle();
  }

  address(key) {
    const { photosToken: token, photosNumber: number, photosView: view } = this.root.dataset;
    return `/photos/send?${new URLSearchParams(token ? { key, token } : { key, number, view })}`;
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
    const stop = new AbortController();
    const picture = new Image();
    picture.className = 'photo-picture';
    const item = document.createElement('li');
    item.className = 'photo-sending';
    const name = say('要加的照片 {0}', this.list.children.length + 1);
    picture.alt = say('{0}，正在传', name);
    item.append(picture);
    this.list.append(item);
    let id = '';
    this.removable(item, name, () => { stop.abort(); this.drop(id); });
    this.waiting += 1;
    this.settle();
    const work = async () => {
      if (stop.signal.aborted) return;
      const blob = await shrunk(file);
      picture.src = URL.createObjectURL(blob);
      const { id: kept, refused } = await send(this.address(newKey()), blob, stop.signal, (words) => this.say(words));
      if (refused === undefined) {
        id = kept;
        item.className = 'photo-sent';
        picture.alt = name;
        if (stop.signal.aborted) this.drop(id);
      } else {
        item.remove();
        if (refused) { this.failed = true; this.say(refused); }
      }
    };
    // One after the other: on one bar of network two at once are slower than each.
    this.queue = this.queue.then(work).catch(() => { item.remove(); this.failed = true; this.say(say('照片没有传好，请再选一次')); })
      .then(() => { this.waiting -= 1; this.settle(); });
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

  drop(id) {
    if (id) fetch(`/photos/drafts/${id}/drop`, { method: 'POST', keepalive: true }).catch(() => {});
  }

  settle() {
    this.list.hidden = this.list.children.length === 0;
    this.input.disabled = this.list.children.length >= this.most;
    if (this.waiting > 0) {
      if (!this.failed) this.say(say('正在传，还有 {0} 张', this.waiting));
      return;
    }
    if (!this.failed && this.list.children.length > 0) this.say(this.before ? say('照片传好了') : '');
    if (this.held) this.form.requestSubmit(this.held);
    else if (!this.before && this.list.children.length > 0) this.shown();
  }

  /** Shows the order's page with its new pictures; what was refused is read first. */
  shown() {
    if (this.failed) { this.list.replaceChildren(); this.list.hidden = true; this.input.value = ''; return; }
    const page = new URL(location.href);
    page.searchParams.set('done', 'photo');
    location.replace(page);
  }

  /** An order waits for its pictures, unless somebody says twice that it shall not. */
  hold(event) {
    if (!this.before) { event.preventDefault(); return; }
    if (this.waiting === 0 || this.held) return;
    event.preventDefault();
    this.held = event.submitter;
    this.say(say('照片传完就自动点单。不想等，请再点一次“点单”，照片可以到工单里再加'));
  }

  say(words) {
    this.status.textContent = words;
  }
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
document.querySelectorAll('[data-photos-most]').forEach(placeAt);
