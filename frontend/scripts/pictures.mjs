// Pictures that are on their way: kept on the phone, sealed, until the server has said yes or no.
//
// The page that a picture was chosen on sends it; what no page holds any more is sent by the next one, or by the service
// worker. The server takes the same picture once, by its key, for an order or for the one that a form will make or has made.
import { readAnswer } from './answer.mjs';
import { seal, sealBytes, unseal, unsealBytes } from './seal.mjs';

/** How long a picture is kept that could not be sent, in milliseconds: a week. */
const KEPT = 7 * 24 * 60 * 60 * 1000;
/** How long the sending of one picture may take, in milliseconds. */
const PATIENCE = 120_000;
/** What any proxy says of a body that is larger than it lets through; sent again it would not be smaller. */
const TOO_LARGE = 413;
/** Said where a picture was refused without words. */
const REFUSED = { sentence: '照片没有传好，请再选一次' };

/**
 * @typedef {object} Picture
 * @property {string} key the name of this very sending
 * @property {'waiting' | 'refused' | 'sent'} state
 * @property {number} at when it was chosen
 * @property {string} words what it is of: «点单：家庭水电小修», or an order's number
 * @property {string} page the page that it was chosen on
 * @property {string} address where it is posted
 * @property {string} [token] of the form whose order it belongs to
 * @property {string} [sentence] why it was refused
 */

/** The pictures of one person. */
export class Pictures {
  /**
   * @param store the tables of `store.mjs`
   * @param {string} who the person's mark
   * @param {{ post?: typeof postPicture, now?: () => number }} means
   */
  constructor(store, who, { post = postPicture, now = Date.now } = {}) {
    this._store = store;
    this._who = who;
    this._post = post;
    this._now = now;
  }

  /** Keeps a picture. Once this resolves, it is not lost any more. */
  async add(key, about, blob) {
    const bytes = await sealBytes(this._store, this._who, key, await blob.arrayBuffer());
    await this._write({ key, state: 'waiting', at: this._now(), ...about }, bytes);
  }

  /** All pictures without their bytes, the oldest first. @returns {Promise<Picture[]>} */
  async all() {
    const rows = (await this._store.all('pictures')).filter(([, row]) => row.who === this._who);
    const pictures = await Promise.all(rows.map(([key, row]) => this._read(key, row)));
    return pictures.filter(Boolean).sort((one, other) => one.at - other.at);
  }

  /** Takes a picture away. */
  forget(key) {
    return this._store.remove('pictures', key);
  }

  /**
   * Sends what no page holds, until the network or the session fails, and says so. Pictures of a form that itself still
   * waits in `changes` wait for it: nobody knows yet whether it is meant.
   */
  async sendAll(changes) {
    await this._dropOld();
    const held = new Set(changes.filter(({ state }) => state === 'waiting').map(tokenOf));
    for (const picture of await this.all()) {
      if (picture.state !== 'waiting' || (picture.token && held.has(picture.token))) continue;
      const outcome = await unlessHeld(picture.key, () => this._sendOne(picture.key));
      if (outcome && outcome !== 'taken' && outcome !== 'refused') return outcome;
    }
    return undefined;
  }

  async _sendOne(key) {
    const row = await this._store.get('pictures', key);
    const picture = row && (await this._read(key, row));
    // Sent by another window meanwhile, or taken away.
    if (picture?.state !== 'waiting') return undefined;
    const bytes = await unsealBytes(this._store, this._who, key, row.bytes);
    const { outcome, sentence } = await this._post(picture.address, new Blob([bytes]), this._who);
    // Taken away meanwhile.
    if (!(await this._store.get('pictures', key))) return undefined;
    // What belongs to a form is seen with its order; of the rest somebody may want to know.
    if (outcome === 'taken' && picture.token) await this.forget(key);
    else if (outcome === 'taken') await this._write({ ...picture, state: 'sent' });
    if (outcome === 'refused') await this._write({ ...picture, state: 'refused', sentence });
    return outcome;
  }

  async _dropOld() {
    for (const [key, { at }] of await this._store.all('pictures')) {
      if (this._now() - at > KEPT) await this.forget(key);
    }
  }

  async _read(key, { state, at, about }) {
    const content = await unseal(this._store, this._who, key, about);
    return content && { key, state, at, ...content };
  }

  async _write({ key, state, at, ...content }, bytes) {
    const about = await seal(this._store, this._who, key, content);
    // Of one that belongs to a form nobody knows yet whether it is meant.
    const alone = !content.token;
    await this._store.put('pictures', key, { who: this._who, state, at, alone, about, bytes });
  }
}

/** The token of the form that a change posts. */
export function tokenOf({ fields }) {
  return fields.find(([name]) => name === 'token')?.[1];
}

/** Posts a picture, for this person only: the name it waits under if its order isn't placed, or why it was refused. */
export function postPicture(address, blob, who, signal) {
  return post(address, blob, who, signal);
}

/** Takes a picture away that waits under a name for its order: `refused` if there is none any more. */
export function dropPicture(id) {
  return post(`/photos/drafts/${id}/drop`);
}

async function post(address, body, who, signal) {
  const giveUp = new AbortController();
  const stop = () => giveUp.abort();
  const timer = setTimeout(stop, PATIENCE);
  signal?.addEventListener('abort', stop);
  try {
    const headers = who ? { 'x-person': who, 'x-sent': 'later' } : {};
    // A picture that is taken away goes even if its page is closed.
    const response = await fetch(address, { method: 'POST', headers, body, signal: giveUp.signal, keepalive: !body });
    if (body && response.status === TOO_LARGE) return { outcome: 'refused', sentence: '照片太大，传不上去，请换一张小一点的' };
    return await readAnswer(response, REFUSED);
  } catch {
    return { outcome: 'unreachable' };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
  }
}

/** Runs while the page holds a picture, so that nobody else sends it meanwhile. */
export function holding(key, work) {
  return globalThis.navigator?.locks ? navigator.locks.request(lockOf(key), work) : work();
}

/** Runs unless some page holds the picture. */
function unlessHeld(key, work) {
  if (!globalThis.navigator?.locks) return work();
  return navigator.locks.request(lockOf(key), { ifAvailable: true }, (lock) => (lock ? work() : undefined));
}

function lockOf(key) {
  return `diandiantong.picture.${key}`;
}
